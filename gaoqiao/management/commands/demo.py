"""`manage.py demo`: the invented village in an empty database. Again, it changes nothing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from foundation.actor import clock
from foundation.refusals import Refused
from gaoqiao.demo.actions.loading import load_demo


class Command(BaseCommand):
    help = "Load the demo into an empty database; refuses one that holds real records."

    def handle(self, **options: Any) -> None:
        place_list = settings.TOWN_PROFILE.parent / settings.TOWN["place"]["list"]
        try:
            made = load_demo(
                by=clock("demo"),
                profile=settings.TOWN,
                place_list=place_list.read_bytes(),
                password=settings.DEMO_PASSWORD,
            )
        except Refused as error:
            raise CommandError(error.message) from error
        said = _("The demo is loaded.") if made else _("The demo is here already.")
        self.stdout.write(said)
