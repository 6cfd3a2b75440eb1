from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from foundation.record import guards
from foundation.record.verbs import name_verbs
from foundation.retention.kinds import register as keep_for
from foundation.search.doc import Published, register
from residents.kept_by import ask_before_ending
from workshops.retention import KINDS
from workshops.verbs import GROUPS, NAMES, VERBS

# What may still happen to a report: it is signed, sent back or replaced, and published once.
DECIDED = ("state", "decided_at", "decided_by_id", "reason", "published_at", "withheld")


class WorkshopsConfig(AppConfig):
    name = "workshops"
    verbose_name = _("Workshops")

    def ready(self) -> None:
        """What was reported or paid is read-only in the database."""
        guards.register("workshops_monthreport", free=DECIDED)
        guards.register("workshops_pay")
        for kind in ("workshop", "opening"):
            register(kind, published(kind))
        name_verbs(VERBS, GROUPS, NAMES)
        keep_for(*KINDS)
        for sort in ("organization", "venue", "place"):
            ask_before_ending(f"residents.{sort}", "workshops.queries.kept.what_needs")


def published(kind: str) -> Published:
    """How `reindex` finds what is published of a kind; loaded when it asks."""
    return lambda: import_string(f"workshops.queries.found.{kind}_docs")()
