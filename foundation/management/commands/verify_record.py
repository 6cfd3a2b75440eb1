"""`manage.py verify_record`: whether the record and the papers still hold what was sealed.

A line for each thing that does not, with exit status 1; one line with counts where all is well.
"""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from foundation.seals.actions import seal_all
from foundation.seals.chains import chains
from foundation.seals.queries.checking import counts, findings_of_all, said


class Command(BaseCommand):
    help = "Check the record, minutes, statements and reports against their seals."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seal", action="store_true", help="seal first what waits")

    def handle(self, *, seal: bool, **options: Any) -> None:
        if seal:
            seal_all()
        found = False
        for finding in findings_of_all():
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
