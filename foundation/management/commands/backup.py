"""`manage.py backup [FILE]`: everything that the portal keeps, in one file, while people work."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from foundation.backup.actions.making import backup_folder, file_name, make_backup
from foundation.refusals import Refused


class Command(BaseCommand):
    help = "Write everything that the portal keeps, but its keys, into one file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="else one in DATA_DIR/backups")

    def handle(self, *, file: Path | None, **options: Any) -> None:
        try:
            made = make_backup(file or backup_folder() / file_name("portal-"), tell=self.tell)
        except FileExistsError as error:
            raise CommandError(_("There is a file of this name: %(n)s") % {"n": file}) from error
        except Refused as error:
            raise CommandError(error.message) from error
        except OSError as error:
            raise CommandError(_("It cannot be written: %(why)s") % {"why": error}) from error
        told = {"rows": made.rows, "files": made.files, "path": made.path}
        self.stdout.write(_("%(rows)d rows and %(files)d files are in %(path)s") % told)
        self.stdout.write(_("The keys are not in it: keep DATA_DIR/env in another place."))
        if made.amiss:
            names = ", ".join(made.amiss)
            raise CommandError(
                _("These files are missing or damaged: %(names)s") % {"names": names}
            )

    def tell(self, label: str, rows: int) -> None:
        """How far it is."""
        if rows:
            self.stdout.write(f"{label}: {rows}")
