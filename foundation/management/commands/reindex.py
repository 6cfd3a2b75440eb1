"""`manage.py reindex [kind …]`: make the search rows anew from what is published."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.search import actions
from foundation.search.doc import PUBLISHED


class Command(BaseCommand):
    help = "Make the search rows anew from what is published, and rebuild their index."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kinds", nargs="*", help="only these kinds")

    def handle(self, *args: Any, **options: Any) -> None:
        unknown = sorted(set(options["kinds"]) - set(PUBLISHED))
        if unknown:
            known = ", ".join(sorted(PUBLISHED))
            raise CommandError(f"no room publishes {', '.join(unknown)}; known are: {known}")
        for kind, number in actions.reindex(options["kinds"] or None).items():
            self.stdout.write(f"{kind}: {number}")
