"""`manage.py retain [--dry-run] [kind …]`: forget personal values whose time is over.

A line for each kind: how many rows, how long they are kept, what goes. The clock does it each day.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import clock
from foundation.retention.actions import forget_due
from foundation.retention.kinds import kinds
from foundation.retention.queries import due
from foundation.retention.words import how_long


class Command(BaseCommand):
    help = "Forget personal values whose time is over; --dry-run only counts them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kinds", nargs="*", help="only these kinds")
        parser.add_argument("--dry-run", action="store_true", help="change nothing")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        known = {kind.key: kind for kind in kinds()}
        asked = options["kinds"] or list(known)
        if unknown := sorted(set(asked) - set(known)):
            names = ", ".join(known)
            raise CommandError(f"there is no kind {', '.join(unknown)}; known are: {names}")
        chosen, now = [known[key] for key in asked], timezone.now()
        if dry_run:
            numbers = {kind.key: due(kind, now).count() for kind in chosen}
        else:
            numbers = forget_due(by=clock("retain"), now=now, only=chosen)
        for kind in chosen:
            said = _("%(number)s due") if dry_run else _("%(number)s forgotten")
            number = said % {"number": numbers[kind.key]}
            self.stdout.write(
                f"{kind.key}: {number} · {kind.label} · {how_long(kind)} · {kind.then}"
            )
