"""Accounts, for who keeps them: suspended, revived, closed; no telephone number stands here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.accounts.models import User
from foundation.backoffice.admin import Move, ScopedAdmin
from foundation.names import masked_name
from residents.access import accounts as access
from residents.access.standing import has_right
from residents.actions import accounts
from residents.admin.accounts import account_moves, keeps
from residents.bilingual import words
from residents.forms.accounts import SureForm
from residents.queries.accounts import with_factor
from residents.roles import Right

USER_MOVES = (
    *account_moves(lambda account: account),
    Move(
        "close",
        _("Close the account for good"),
        SureForm,
        lambda by, account, _data: accounts.close_account(by=by, user=account),
        keeps,
        words=_("Nobody logs in with it again. This cannot be undone."),
        danger=True,
    ),
)


@admin.register(User)
class UserAdmin(ScopedAdmin):
    """Who logs in."""

    list_display = ("known_as", "whose", "standing", "has_app", "created_at")
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

    @admin.display(description=_("user name"), ordering="username")
    def known_as(self, account: User) -> str:
        """The user name, which is a word of their own."""
        return words(account.username)

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
