"""`manage.py init_town profiles/<town>/profile.toml`: an empty town; again, it changes nothing."""

import tomllib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.actor import clock
from foundation.refusals import Refused
from gaoqiao import profile_check
from gaoqiao.actions.first_people import FIRST_ROLES, let_in_first
from gaoqiao.actions.towns import init_town
from residents.divisions import BadList


class Command(BaseCommand):
    help = "Make a town from its profile: places, posts, kinds of needs, texts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("profile", type=Path)
        parser.add_argument(
            "--invite",
            nargs=2,
            action="append",
            default=[],
            metavar=("ROLE", "NAME"),
            help="the first holder of a post of the town: " + ", ".join(FIRST_ROLES),
        )

    def handle(self, *, profile: Path, invite: list[list[str]], **options: Any) -> None:
        try:
            read = tomllib.loads(profile.read_text(encoding="utf-8"))
            if said := profile_check.problems(read):
                raise CommandError("\n".join([f"{profile}:", *said]))
            place_list = (profile.parent / read["place"]["list"]).read_bytes()
            town = init_town(by=clock("init_town"), profile=read, place_list=place_list)
            links = [
                (name, let_in_first(by=clock("init_town"), town=town, role=role, name=name))
                for role, name in invite
            ]
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise CommandError(
                _("%(file)s cannot be read: %(why)s") % {"file": profile, "why": error}
            ) from error
        except BadList as error:
            raise CommandError("\n".join(error.problems)) from error
        except Refused as error:
            raise CommandError(error.message) from error
        self.stdout.write(_("%(town)s is ready.") % {"town": town.name})
        for name, token in links:
            address = settings.SITE_URL + reverse("join", args=[token])
            words = _("For %(name)s, good for seven days, to be used once: %(address)s")
            self.stdout.write(words % {"name": name, "address": address})
