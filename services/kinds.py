"""What a service is, for whom, and how it stands: closed lists with their words."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """What somebody comes for, in the order of the page."""

    MEALS = "meals", pgettext_lazy("kind of service", "Eating")
    ERRANDS = "errands", pgettext_lazy("kind of service", "Getting papers done")
    HEALTH = "health", pgettext_lazy("kind of service", "Health")
    CHILDREN = "children", pgettext_lazy("kind of service", "Minding children")
    ELDERLY = "elderly", pgettext_lazy("kind of service", "Care of the old")
    SKILLS = "skills", pgettext_lazy("kind of service", "Learning a skill")
    WORK = "work", pgettext_lazy("kind of service", "Finding work")
    ROOMS = "rooms", pgettext_lazy("kind of service", "Booking a room")
    CULTURE = "culture", pgettext_lazy("kind of service", "Reading and sport")
    REPAIRS = "repairs", pgettext_lazy("kind of service", "Repairs")


class Audience(TextChoices):
    """For whom a service is made above all; without any it is for everybody."""

    OLD = "old", pgettext_lazy("audience", "Old people")
    CHILDREN = "children", pgettext_lazy("audience", "Children")
    NEWCOMERS = "newcomers", pgettext_lazy("audience", "Newcomers and tenants")
    TRADERS = "traders", pgettext_lazy("audience", "Shops and firms")
    DISABLED = "disabled", pgettext_lazy("audience", "Disabled people")


class State(TextChoices):
    """Whether a listing is shown; an ended one is not, and stays ended."""

    ACTIVE = "active", pgettext_lazy("state of a service", "In service")
    PAUSED = "paused", pgettext_lazy("state of a service", "Paused for now")
    ENDED = "ended", pgettext_lazy("state of a service", "Ended")


class Cost(TextChoices):
    """What the price filter asks for."""

    FREE = "free", _("Free of charge")
    REDUCED = "reduced", _("With reductions")


class When(TextChoices):
    """What the time filter asks for."""

    NOW = "now", _("Open now")
    LATER = "later", _("Later today")
    EVENING = "evening", _("In the evening")
    WEEKEND = "weekend", _("At the weekend")
