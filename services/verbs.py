"""What the acts about services and their hours are called in the record."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "listings.create": pgettext_lazy("act", "Enter a service"),
    "listing.created": pgettext_lazy("act", "Enter a service"),
    "listings.change": pgettext_lazy("act", "Change a service"),
    "listing.changed": pgettext_lazy("act", "Change a service"),
    "listings.confirm": pgettext_lazy("act", "Confirm that a service is as shown"),
    "listing.confirmed": pgettext_lazy("act", "Confirm that a service is as shown"),
    "listings.pause": pgettext_lazy("act", "Pause a service"),
    "listing.paused": pgettext_lazy("act", "Pause a service"),
    "listings.resume": pgettext_lazy("act", "Resume a service"),
    "listing.active": pgettext_lazy("act", "Resume a service"),
    "listings.end": pgettext_lazy("act", "End a service"),
    "listing.ended": pgettext_lazy("act", "End a service"),
    "hours.set": pgettext_lazy("act", "Set the hours of a service"),
    "listing.hours_set": pgettext_lazy("act", "Set the hours of a service"),
    "hours.except": pgettext_lazy("act", "Set the hours of one day"),
    "listing.day_set": pgettext_lazy("act", "Set the hours of one day"),
    "hours.drop_exception": pgettext_lazy("act", "Drop the hours of one day"),
    "listing.day_dropped": pgettext_lazy("act", "Drop the hours of one day"),
    "hours.close_today": pgettext_lazy("act", "Close for today"),
    "hours.renew": pgettext_lazy("act", "Work out the coming opening hours"),
}
