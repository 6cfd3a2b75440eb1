"""`manage.py verify_record`: whether the record and the papers still hold what was sealed.

A line for each thing that does not, with exit status 1; one line with counts where all is well.
"""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from foundation.seals.actions import seal_all
from foundation.seals.chains import chains
from foundation.seals.queries.checking import counts, findings_of_all, said
from foundation.seals.queries.heads import Head, heads_in


class Command(BaseCommand):
    help = "Check the record, minutes, statements and reports against their seals."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seal", action="store_true", help="seal first what waits")
        parser.add_argument(
            "--kept", type=Path, metavar="FILE", help="also against what /verify/seals.json told"
        )

    def handle(self, *, seal: bool, kept: Path | None, **options: Any) -> None:
        others = self.heads_of(kept) if kept else {}
        if seal:
            seal_all()
        found = False
        for finding in findings_of_all(others=others):
            self.stdout.write(said(finding))
            found = True
        if found:
            sys.exit(1)
        parts = (
            _("%(chain)s: %(sealed)s sealed, %(waiting)s waiting")
            % {"chain": chain.label, "sealed": number.sealed, "waiting": number.waiting}
            for chain in chains()
            for number in [counts(chain)]
        )
        self.stdout.write(_("All as sealed. %(counts)s.") % {"counts": _("; ").join(parts)})

    def heads_of(self, file: Path) -> dict[str, Head]:
        """The seals of a file that was kept elsewhere; the end of the command where it has none."""
        try:
            heads = heads_in(file)
        except OSError as error:
            raise CommandError(_("It cannot be read: %(why)s") % {"why": error}) from error
        except ValueError as error:
            raise CommandError(
                _("This file holds no seals of ours: %(f)s") % {"f": file}
            ) from error
        known = {chain.key for chain in chains()}
        if strange := ", ".join(sorted(heads.keys() - known)):
            raise CommandError(
                _("This file names chains that are not here: %(s)s") % {"s": strange}
            )
        return heads
