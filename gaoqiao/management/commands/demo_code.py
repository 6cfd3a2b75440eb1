"""`manage.py demo_code`: the demo's accounts with their password and second factor of this minute.

It works on a demo only, and only for the demo's own accounts: their secrets are made of this
installation's key, so no other account's code can be told.
"""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from foundation.site.queries import is_demo
from gaoqiao.demo.invention import PERSONAS, Persona, totp_code, totp_secret


class Command(BaseCommand):
    help = "List the demo's accounts: user name, who it is, password, code of this half minute."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", nargs="?", help="only this account's code")
        parser.add_argument("--list", action="store_true", help="without codes, for the start")

    def handle(self, *, username: str | None, **options: Any) -> None:
        if not is_demo():
            raise CommandError(_("This database holds no demo."))
        chosen = [persona for persona in PERSONAS if username in (None, persona.username)]
        if not chosen:
            raise CommandError(_("The demo has no such account."))
        if username:
            self.stdout.write(code_of(chosen[0]))
            return
        self.stdout.write(
            _("Password of every account: %(word)s") % {"word": settings.DEMO_PASSWORD}
        )
        for persona in chosen:
            factor = _("with a code") if options["list"] else code_of(persona)
            self.stdout.write(
                f"{persona.username:<10} {factor if persona.staff else '-':<8} {persona.who}"
            )
        if options["list"]:
            command = ".venv/bin/python manage.py demo_code"
            self.stdout.write(_("Codes of this half minute: %(command)s") % {"command": command})


def code_of(persona: Persona) -> str:
    """The code that this persona's app would show now; nothing for who needs none."""
    if not persona.staff:
        return "-"
    return totp_code(totp_secret(settings.SECRET_KEY, persona.username), time.time())
