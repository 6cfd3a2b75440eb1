"""`manage.py prepare`: bring folders, database and static files up to date.

The launcher runs it before the site; what is up to date already costs nothing.
"""

import hashlib
import os
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from foundation.site import queries as site
from gaoqiao.demo.queries import may_load

FOLDERS = ("queue/messages", "queue/control", "files/public", "files/private")


class Command(BaseCommand):
    """Each step in order; a bad setting has ended the start before this is reached.

    A database in which nobody has worked gets the demo, if there is a `DEMO_PASSWORD`.
    """

    help = "Bring folders, database and static files up to date."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare the data folder for the site and the worker."""
        for name in FOLDERS:
            (settings.DATA_DIR / name).mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
        with transaction.atomic():  # whole or not at all, and in one write to the disk
            if site.installation().pk is None:
                call_command("init_town", settings.TOWN_PROFILE)
            if settings.DEMO_PASSWORD and may_load():
                call_command("demo")
        collect_static()


def collect_static() -> None:
    """Copy, name by content and compress the static files, if any has changed since."""
    stamp = settings.STATIC_ROOT / ".collected"
    state = static_state()
    if stamp.exists() and stamp.read_text(encoding="ascii") == state:
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(state, encoding="ascii")


def static_state() -> str:
    """A digest over the path, size and time of every static file."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = os.stat(storage.path(path))
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
