"""What a process of the portal offers, as JSON: run by the tests with a profile of their own."""

# ruff: noqa: E402  Django is set up before anything of it is named

import json
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "gaoqiao.settings"

import django

django.setup()

from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import get_resolver

from gaoqiao.celery import app

setup_test_environment()
app.loader.import_default_modules()
pages = {}
for address in sys.argv[1:]:
    response = Client(headers={"host": "localhost"}).get(address)
    pages[address] = [response.status_code, response.content.decode()]
print(
    json.dumps(
        {
            "spaces": sorted(name for name in get_resolver().namespace_dict),
            "models": sorted(model._meta.label for model in admin.site._registry),
            "tables": sorted({model._meta.app_label for model in apps.get_models()}),
            "tasks": sorted(name for name in app.tasks if not name.startswith("celery.")),
            "clock": sorted(entry["task"] for entry in app.conf.beat_schedule.values()),
            "pages": pages,
        }
    )
)
