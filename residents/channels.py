"""By which door something came: the words of `Actor.channel`."""

from django.utils.translation import gettext_lazy as _

CHANNELS = {
    "web": _("the website"),
    "window": _("the window"),
    "phone": _("the telephone"),
    "import": _("a file"),
    "clock": _("the clock"),
}
