"""`manage.py load_places FILE`: the official list of divisions, whole or not at all."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from foundation.actor import clock
from residents.actions.places import load_place_list
from residents.divisions import BadList


class Command(BaseCommand):
    help = "Load an official list of divisions (CSV: code,name,parent_code,level)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            done = load_place_list(by=clock("load_places"), raw=file.read_bytes())
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be read: %(why)s") % {"file": file, "why": error.strerror}
            ) from error
        except BadList as error:
            words = _("%(file)s was not loaded, and nothing was written:")
            raise CommandError("\n".join([words % {"file": file}, *error.problems])) from error
        self.stdout.write(
            _("%(total)s places: %(created)s created, %(changed)s changed")
            % {"total": done.total, "created": done.created, "changed": done.changed}
        )
