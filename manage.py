#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

from gaoqiao import environment, keys

BASE = Path(__file__).resolve().parent
# These only read and write code: they serve nobody and open no record, so need no installation.
CODE_ONLY = {"makemigrations", "messages"}


def lend_settings() -> None:
    """Give what neither the environment nor `DATA_DIR/env` sets, for the length of this command."""
    environment.load(BASE)
    lent = keys.first_settings("http://127.0.0.1", str(BASE / keys.TOWN_PROFILE))
    for name, value in {**lent, "DATABASE_URL": "sqlite://:memory:"}.items():
        os.environ.setdefault(name, value)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gaoqiao.settings")
    if CODE_ONLY.intersection(sys.argv[1:2]):
        lend_settings()
    execute_from_command_line(sys.argv)
