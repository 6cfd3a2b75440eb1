from collections.abc import Iterable

from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from foundation.record.verbs import name_verbs
from foundation.search.doc import Doc, register
from services.verbs import VERBS


def published() -> Iterable[Doc]:
    """Every listing that may be found; loaded when `reindex` asks."""
    return import_string("services.queries.published.docs")()


class ServicesConfig(AppConfig):
    name = "services"
    verbose_name = _("Services")

    def ready(self) -> None:
        register("listing", published)
        name_verbs(VERBS)
