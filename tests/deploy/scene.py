"""A partner with an agreement that runs, in the database of the settings; run as a process.

python -m tests.deploy.scene     (prints session, obligation and day as JSON)
"""

# ruff: noqa: E402  Django is set up before anything of it is named

import json
import os

os.environ["DJANGO_SETTINGS_MODULE"] = "gaoqiao.settings"

import django

django.setup()

from django.db import transaction

from tests.factories.accounts import client_of
from tests.partner.conftest import make_day

with transaction.atomic():
    made = make_day()
    session = client_of(made.partner.user).session.session_key
told = {"session": session, "obligation": made.meals.pk, "day": made.today.isoformat()}
print(json.dumps(told))
