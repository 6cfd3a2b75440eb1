"""`manage.py rekey`: seal every encrypted value under the first key of FIELD_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from foundation.accounts.actions.rekeying import rekey_factors
from foundation.crypto import actions


class Command(BaseCommand):
    help = "Seal every encrypted value under the first key of FIELD_KEYS; harmless to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        unreadable = 0
        for column in (*actions.rekey(), rekey_factors()):
            self.stdout.write(f"{column.label}: {column.sealed} sealed anew")
            unreadable += column.unreadable
            if column.unreadable:
                self.stderr.write(f"{column.label}: {column.unreadable} open with no key")
        if unreadable:
            raise CommandError(f"{unreadable} values open with no key: keep every old key.")
