"""`manage.py restore FILE`: what `backup` wrote, into an empty database; all of it or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from foundation.backup.actions.restoring import Held, look_at, restore
from foundation.refusals import Refused
from foundation.seals.queries.heads import ahead, heads_file


class Command(BaseCommand):
    help = "Put a backup into an empty database, or only look whether it is whole."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="read all of it; write nothing")

    def handle(self, *, file: Path, check: bool, **options: Any) -> None:
        try:
            held = look_at(file) if check else restore(file, tell=self.tell)
        except Refused as error:
            raise CommandError(error.message) from error
        except OSError as error:
            raise CommandError(_("It cannot be read: %(why)s") % {"why": error}) from error
        self.say(held, _("It is whole, and its keys are here.") if check else _("It is restored."))
        if not check and ahead():
            self.stderr.write(
                _(
                    "Seals were made here after this backup, and %(file)s keeps the last of them:"
                    " verify_record names what is missing until you move that file away."
                )
                % {"file": heads_file()}
            )

    def say(self, held: Held, done: str) -> None:
        """What the archive holds."""
        told = {"rows": sum(held.rows.values()), "files": held.files, "made_at": held.made_at}
        words = _("A backup of %(made_at)s with %(rows)d rows and %(files)d files.")
        self.stdout.write(words % told)
        self.stdout.write(done)
        if held.amiss:
            names = ", ".join(held.amiss)
            self.stderr.write(_("Files that it never had whole: %(names)s") % {"names": names})
        if held.other_secret:
            self.stderr.write(
                _("SECRET_KEY is another one: links and cookies sent before are void.")
            )

    def tell(self, label: str, rows: int) -> None:
        """How far it is."""
        if rows:
            self.stdout.write(f"{label}: {rows}")
