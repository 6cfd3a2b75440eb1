"""A backup or a restore that is killed where a model's rows are done, in a process of its own.

    python -m tests.backup.kill (backup|restore) FILE MODEL

With `APART` in the environment, as the control, a restore has no transaction around it and a backup
is written under its own name.
"""

# ruff: noqa: E402  Django is set up before anything of it is named

import os
import signal
import sys
from contextlib import nullcontext
from pathlib import Path

import django

django.setup()

from foundation.backup import archive
from foundation.backup.actions import restoring
from foundation.backup.actions.making import make_backup

act, file, where = sys.argv[1:]


def tell(label: str, rows: int) -> None:
    """End at once, as for want of power."""
    if label == where:
        os.kill(os.getpid(), signal.SIGKILL)


if os.environ.get("APART"):
    restoring.transaction.atomic = lambda **_: nullcontext()
    archive.tempfile.mkstemp = lambda **_: (os.open(file, os.O_CREAT | os.O_WRONLY), file)
{"backup": make_backup, "restore": restoring.restore}[act](Path(file), tell=tell)
