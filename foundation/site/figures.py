"""The figures that pages quote: nothing else is asked for, because nothing else is shown."""

from django.utils.translation import gettext_lazy as _

FIGURES = {
    "workshops": _("Common-prosperity workshops"),
    "workshops-named": _("Workshops named after firms, co-operatives and museums"),
    "workshops-people": _("People who work in the workshops"),
    "workshops-gain": _("More income for each of them, in yuan"),
    "spaces-invested": _("Put into community spaces by firms, in yuan"),
}
