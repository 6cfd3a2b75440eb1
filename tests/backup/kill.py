"""A backup or a restore that is killed where a model's rows are done: run by test_kills.py.

python -m tests.backup.kill (backup|restore) FILE MODEL
"""

# ruff: noqa: E402  Django is set up before anything of it is named

import os
import signal
import sys
from pathlib import Path

import django

django.setup()

from foundation.backup.actions.making import make_backup
from foundation.backup.actions.restoring import restore

act, file, where = sys.argv[1:]


def tell(label: str, rows: int) -> None:
    """End at once, as for want of power."""
    if label == where:
        os.kill(os.getpid(), signal.SIGKILL)


{"backup": make_backup, "restore": restore}[act](Path(file), tell=tell)
