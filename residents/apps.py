from collections.abc import Iterable

from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from foundation.jobs.kinds import name_kinds
from foundation.record import guards
from foundation.record.apart import keep_apart
from foundation.record.verbs import name_verbs
from foundation.retention.kinds import register as keep_for
from foundation.search.doc import Doc, register
from residents.retention import KINDS
from residents.verbs import GROUPS, JOBS, NAMES, VERBS


def published() -> Iterable[Doc]:
    """Every need that may be found; loaded when `reindex` asks."""
    return import_string("residents.queries.published.docs")()


class ResidentsConfig(AppConfig):
    name = "residents"
    verbose_name = _("Residents")

    def ready(self) -> None:
        register("need", published)
        keep_apart("residents_holding", "person_id", "post_id")
        keep_apart("residents_valuation", "venue_id", days=True)
        guards.register("residents_valuation", free=("until",))
        name_verbs(VERBS, GROUPS, NAMES)
        name_kinds(JOBS)
        keep_for(*KINDS)
