"""What the record is about: the first words of its verbs, in groups that an auditor looks for."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SUBJECTS = {
    "needs": (pgettext_lazy("model", "needs"), ("need", "tabling", "referral", "notice")),
    "people": (
        _("People and posts"),
        ("post", "posts", "person", "people", "residence", "residences"),
    ),
    "accounts": (
        _("Accounts and log-ins"),
        ("account", "factor", "invitation", "reset_link"),
    ),
    "town": (
        _("The town"),
        (
            *("place", "places", "organization", "organizations", "venue", "venues"),
            *("cluster", "clusters", "category", "categories"),
        ),
    ),
    "site": (
        _("The site"),
        (
            *("holiday", "holidays", "synonym", "synonyms", "sitetext", "figure", "figures"),
            *("installation", "towns"),
        ),
    ),
    "work": (
        _("Workshops and work"),
        (
            *("workshop", "workshops", "month", "months", "worker", "workers", "pay"),
            *("opening", "openings", "application", "applications"),
        ),
    ),
    "bodies": (
        _("Bodies, meetings, minutes"),
        ("body", "seat", "meeting", "attendance", "agenda", "minutes", "outcome"),
    ),
}
