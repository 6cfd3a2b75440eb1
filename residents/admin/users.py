"""Accounts, for who keeps them: suspended, revived, closed; no telephone number stands here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation import actor
from foundation.accounts.models import User
from foundation.backoffice.admin import Move, ScopedAdmin
from foundation.names import masked_name
from residents.access import accounts as access
from residents.access.standing import has_right
from residents.actions import accounts
from residents.forms.accounts import SureForm
from residents.queries.accounts import with_factor
from residents.roles import Right


def keeps(user: Any, account: User) -> bool:
    """Whether the user keeps this account."""
    person = getattr(account, "person", None)
    return person is not None and access.may_keep_account(actor.person(user), person)


def on(action: Any) -> Any:
    """An action on the account."""
    return lambda by, account, _data: action(by=by, user=account)


USER_MOVES = (
    Move(
        "suspend",
        _("Suspend the account"),
        SureForm,
        on(accounts.suspend_account),
        lambda user, a: a.is_active and not a.suspended_at and keeps(user, a),
        words=_("Every session of it ends at once. It can be revived."),
    ),
    Move(
        "revive",
        _("Revive the account"),
        SureForm,
        on(accounts.revive_account),
        lambda user, a: a.is_active and bool(a.suspended_at) and keeps(user, a),
        primary=True,
    ),
    Move(
        "remove-factor",
        _("Take the second factor off"),
        SureForm,
        on(accounts.remove_second_factor),
        lambda user, a: a.factor and keeps(user, a),
        words=_("For somebody who has lost phone and codes. Make sure who is asking."),
    ),
    Move(
        "close",
        _("Close the account for good"),
        SureForm,
        on(accounts.close_account),
        lambda user, a: a.is_active and keeps(user, a),
        words=_("Nobody logs in with it again. This cannot be undone."),
    ),
)


@admin.register(User)
class UserAdmin(ScopedAdmin):
    """Who logs in."""

    list_display = ("username", "whose", "standing", "has_app", "created_at")
    list_filter = ("is_active", ("suspended_at", admin.EmptyFieldListFilter))
    search_fields = ("username",)
    ordering = ("username",)
    list_select_related = ("person",)
    fields = list_display
    readonly_fields = fields
    moves = USER_MOVES

    def visible(self, user: Any) -> QuerySet[User]:
        return with_factor(access.visible_accounts(user))

    def may_view(self, user: Any) -> bool:
        return has_right(user, Right.KEEP_ACCOUNTS)

    @admin.display(description=_("Name"))
    def whose(self, account: User) -> str:
        """The person's name, masked."""
        person = getattr(account, "person", None)
        return masked_name(person.name) if person else "—"

    @admin.display(description=_("Standing"))
    def standing(self, account: User) -> str:
        """Open, suspended or closed."""
        if not account.is_active:
            return gettext("Closed for good")
        return gettext("Suspended") if account.suspended_at else gettext("Open")

    @admin.display(description=_("Second factor"), boolean=False)
    def has_app(self, account: Any) -> str:
        """Whether an app was added."""
        return gettext("Added") if account.factor else "—"
