"""The site's own texts by their keys: what each is about."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "about": _("About this site"),
    "privacy": _("How personal data is used"),
    "accessibility": _("Accessibility"),
    "feedback": _("Complaints and suggestions"),
}
