"""`manage.py messages --write | --check | --compile`: the Chinese catalogue, kept complete."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from foundation import catalogue


class Command(BaseCommand):
    help = "Gather the message ids (--write), name what lacks (--check), or compile (--compile)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        for name in ("write", "check", "compile"):
            what.add_argument(f"--{name}", dest="what", action="store_const", const=name)

    def handle(self, *, what: str, **options: Any) -> None:
        root = settings.BASE_DIR
        if what == "write":
            empty = catalogue.write(root)
            self.stdout.write("\n".join([*empty, f"{len(empty)} to translate in {catalogue.PATH}"]))
        elif what == "compile":
            done = catalogue.compile_all(root)
            self.stdout.write(f"{len(done)} compiled")
        elif said := catalogue.problems(root):
            raise CommandError("\n".join(said))
