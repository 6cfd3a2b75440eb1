"""`python -m tests.manage …`: Django's commands with the settings of the tests, keys and all."""

import os
import sys

from django.core.management import execute_from_command_line

from tests import environment

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gaoqiao.settings")
    os.chdir(environment.BASE)
    execute_from_command_line(["manage.py", *sys.argv[1:]])
