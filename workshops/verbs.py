"""What the acts about workshops, their months and their openings are called in the record."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VERBS = {
    "workshops.open": pgettext_lazy("act", "Enter a workshop"),
    "workshop.opened": pgettext_lazy("act", "Enter a workshop"),
    "workshops.change": pgettext_lazy("act", "Change a workshop"),
    "workshop.changed": pgettext_lazy("act", "Change a workshop"),
    "workshops.end": pgettext_lazy("act", "End a workshop"),
    "workshop.ended": pgettext_lazy("act", "End a workshop"),
    "months.report": pgettext_lazy("act", "Report a workshop's month"),
    "month.reported": pgettext_lazy("act", "Report a workshop's month"),
    "months.sign": pgettext_lazy("act", "Sign a workshop's month"),
    "month.signed": pgettext_lazy("act", "Sign a workshop's month"),
    "months.return": pgettext_lazy("act", "Send a workshop's month back"),
    "month.returned": pgettext_lazy("act", "Send a workshop's month back"),
    "workers.add": pgettext_lazy("act", "Enter somebody at work"),
    "worker.added": pgettext_lazy("act", "Enter somebody at work"),
    "workers.end": pgettext_lazy("act", "Say that somebody has left work"),
    "worker.ended": pgettext_lazy("act", "Say that somebody has left work"),
    "pay.record": pgettext_lazy("act", "Enter somebody's pay of a month"),
    "pay.recorded": pgettext_lazy("act", "Enter somebody's pay of a month"),
    "openings.offer": pgettext_lazy("act", "Offer work"),
    "opening.offered": pgettext_lazy("act", "Offer work"),
    "openings.change": pgettext_lazy("act", "Change an offer of work"),
    "opening.changed": pgettext_lazy("act", "Change an offer of work"),
    "openings.close": pgettext_lazy("act", "Close an offer of work"),
    "opening.closed": pgettext_lazy("act", "Close an offer of work"),
    "openings.close_past": pgettext_lazy("act", "Close the offers of work whose day has passed"),
    "applications.send": pgettext_lazy("act", "Apply for work"),
    "application.sent": pgettext_lazy("act", "Apply for work"),
    "applications.invite": pgettext_lazy("act", "Invite somebody who applied"),
    "application.invited": pgettext_lazy("act", "Invite somebody who applied"),
    "applications.hire": pgettext_lazy("act", "Hire somebody who applied"),
    "application.hired": pgettext_lazy("act", "Hire somebody who applied"),
    "applications.reopen": pgettext_lazy("act", "Take a hire back"),
    "application.reopened": pgettext_lazy("act", "Take a hire back"),
    "applications.decline": pgettext_lazy("act", "Decline an application"),
    "application.declined": pgettext_lazy("act", "Decline an application"),
    "applications.take_data": pgettext_lazy("act", "Take a copy of one's own data"),
    "application.data_taken": pgettext_lazy("act", "Take a copy of one's own data"),
    "applications.forget_own": pgettext_lazy("act", "Delete who applied for work"),
    "applications.forget": pgettext_lazy("act", "Delete who applied for work"),
    "application.forgotten": pgettext_lazy("act", "Delete who applied for work"),
    "workers.forget": pgettext_lazy("act", "Delete the name of somebody who left work"),
    "worker.forgotten": pgettext_lazy("act", "Delete the name of somebody who left work"),
    "applications.withdraw": pgettext_lazy("act", "Withdraw an application"),
    "application.withdrawn": pgettext_lazy("act", "Withdraw an application"),
}

# What the record calls fields.
NAMES = {
    "withheld": pgettext_lazy("record", "why it is not published"),
    "closes_on": pgettext_lazy("record", "apply until"),
    "wanted": pgettext_lazy("record", "people wanted"),
    "pay": pgettext_lazy("record", "pay"),
    "namesake": pgettext_lazy("record", "named after"),
    "mode": pgettext_lazy("record", "how months are reported"),
    "baseline_period": pgettext_lazy("record", "time of the earlier income"),
    "baseline_method": pgettext_lazy("record", "how the earlier income is known"),
    "worker": pgettext_lazy("record", "worker"),
}

GROUPS = {
    "work": (
        _("Workshops and work"),
        (
            *("workshop", "workshops", "month", "months", "worker", "workers", "pay"),
            *("opening", "openings", "application", "applications"),
        ),
    ),
}
