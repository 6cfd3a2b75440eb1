from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import (  # noqa: TID251 - the one allowed use
    post_migrate,
    pre_migrate,
)
from django.utils.translation import gettext_lazy as _

from foundation.jobs.kinds import name_kinds
from foundation.record import apart, guards
from foundation.record.verbs import name_verbs
from foundation.retention.ground import KINDS
from foundation.retention.kinds import register
from foundation.seals import chains
from foundation.search import index
from foundation.verbs import GROUPS, JOBS, NAMES, VERBS

SOURCES = "foundation.seals.queries.record"
RECORD = chains.Chain("record", _("The record"), f"{SOURCES}.ENTRIES", growing=True)
LOOKS = chains.Chain("readings", _("looks at personal data"), f"{SOURCES}.READINGS", growing=True)


def lift_guards(using: str, plan: list[Any], **_: Any) -> None:
    """SQLite refuses to rebuild a table that another table's trigger looks at: take them off while
    migrations run."""
    if plan and connections[using].vendor == "sqlite":
        guards.remove(connections[using])


def install_guards(using: str, **_: Any) -> None:
    """SQLite forgets triggers when a migration rebuilds a table: write them after every migrate."""
    guards.install(connections[using])
    apart.install(connections[using])
    index.install(connections[using])


class FoundationConfig(AppConfig):
    name = "foundation"

    def ready(self) -> None:
        guards.register("foundation_entry")
        guards.register("foundation_reading")
        guards.register("foundation_textversion")
        guards.register("foundation_seal")
        chains.register(RECORD)
        chains.register(LOOKS)
        name_verbs(VERBS, GROUPS, NAMES)
        name_kinds(JOBS)
        register(*KINDS)
        pre_migrate.connect(lift_guards, sender=self, dispatch_uid="foundation.guards")
        post_migrate.connect(install_guards, sender=self, dispatch_uid="foundation.guards")
