"""What the ground itself forgets: the clock sweeps it each hour, and `retain` counts it."""

from django.utils.translation import gettext_lazy as _

from foundation.retention.kinds import Kind

KINDS = (
    Kind(
        key="drafts",
        label=_("What was begun and not sent"),
        days=30,
        since=_("it was last saved"),
        then=_("Deleted; without an account after one day."),
        due="foundation.drafts.queries.expired",
        forget="foundation.drafts.actions.purge_expired",
        swept=True,
    ),
    Kind(
        key="sessions",
        label=_("Log-ins"),
        days=1,
        since=_("logging in"),
        then=_("Deleted; they let nobody in after 12 hours."),
        due="foundation.accounts.queries.ended_sessions",
        forget="foundation.accounts.actions.sessions.purge_ended",
        swept=True,
    ),
    Kind(
        key="tries",
        label=_("Counts of tries"),
        days=1,
        since=_("the first try"),
        then=_("Deleted."),
        due="foundation.throttle.queries.ended",
        forget="foundation.throttle.actions.purge",
        swept=True,
    ),
)
