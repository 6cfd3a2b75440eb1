"""What the ground itself forgets: the clock sweeps it each hour, and `retain` counts it."""

from django.utils.translation import gettext_lazy as _

from foundation.retention.kinds import Kind

DELETED = _("Deleted.")

KINDS = (
    Kind(
        key="drafts",
        label=_("What was begun and not sent"),
        days=30,
        since=_("last saved; one day without an account"),
        then=DELETED,
        due="foundation.drafts.queries.expired",
        forget="foundation.drafts.actions.purge_expired",
        swept=True,
    ),
    Kind(
        key="sessions",
        label=_("Log-ins"),
        days=1,
        since=_("logging in; 12 hours at most"),
        then=DELETED,
        due="foundation.accounts.queries.ended_sessions",
        forget="foundation.accounts.actions.sessions.purge_ended",
        swept=True,
    ),
    Kind(
        key="tries",
        label=_("Counts of tries"),
        days=1,
        since=_("the first try"),
        then=DELETED,
        due="foundation.throttle.queries.ended",
        forget="foundation.throttle.actions.purge",
        swept=True,
    ),
)
