"""The tables that an archive goes into: those of its own release, made where there are none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import MigrationGraph
from django.utils.translation import gettext as _

from foundation.backup import queries
from foundation.refusals import Refused
from foundation.search import index

Node = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tables:
    """The models of an archive by label, as they were in its release."""

    by_label: dict[str, queries.Model]
    of_today: bool

    def rows(self, using: str) -> Iterator[tuple[str, models.QuerySet[Any]]]:
        """What stands in each table."""
        for label, model in self.by_label.items():
            yield label, model._base_manager.using(using)


def make_ready(manifest: dict[str, Any], connection: Any) -> Tables:
    """Make the tables of the archive's release in a database without any, and say which models they
    are. Raises `Refused` for an archive of a newer release, and where other tables stand."""
    executor = MigrationExecutor(connection)
    loader = executor.loader
    theirs = {(room, name) for room, names in manifest["migrations"].items() for name in names}
    if newer := sorted(theirs - loader.disk_migrations.keys()):
        raise Refused(
            _("This backup is of a newer release, %(release)s: update first (here lacks %(name)s).")
            % {"release": manifest["release"], "name": ".".join(newer[0])}
        )
    of_today = theirs == loader.disk_migrations.keys()
    targets = ends(theirs & loader.graph.nodes.keys(), loader.graph)
    if not loader.applied_migrations:
        if of_today:
            migrate(connection)
        else:
            executor.migrate(targets)
    elif queries.migrations(connection) != manifest["migrations"]:
        raise Refused(
            _("This backup is of an older release, %(release)s: give it a database without tables.")
            % {"release": manifest["release"]}
        )
    then = apps if of_today else loader.project_state(targets).apps
    return Tables({label: then.get_model(label) for label in manifest["rows"]}, of_today)


def ends(nodes: set[Node], graph: MigrationGraph) -> list[Node]:
    """Of some migrations the last of each room, to which Django goes forward."""

    def has_later(node: Node) -> bool:
        return any(
            later.key in nodes and later.key[0] == node[0]
            for later in graph.node_map[node].children
        )

    return sorted(node for node in nodes if not has_later(node))


def bring_up_to_date(connection: Any) -> None:
    """Run the migrations that came after the archive, and index what they found."""
    migrate(connection)
    index.rebuild(connection)


def migrate(connection: Any) -> None:
    """As `manage.py migrate`."""
    call_command("migrate", database=connection.alias, verbosity=0, interactive=False)
