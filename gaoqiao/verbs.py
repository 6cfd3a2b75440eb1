"""What the acts of setting up a town are called in the record."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VERBS = {
    "towns.init": pgettext_lazy("act", "Set up a town"),
    "towns.let_in_first": pgettext_lazy("act", "Let the first people of a town in"),
    "demo.load": pgettext_lazy("act", "Load the demo"),
}

GROUPS = {"site": (_("The site"), ("towns", "demo"))}
