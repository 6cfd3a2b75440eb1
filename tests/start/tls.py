"""What a process of the portal answers behind TLS, as JSON: run by the tests, with the settings of
a new installation at an https address."""

# ruff: noqa: E402  Django is set up before anything of it is named

import json
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "gaoqiao.settings"

import django

django.setup()

from django.conf import settings
from django.test import Client

# No manifest of static files was made: the pages name them as they are.
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
answers = {}
for address in sys.argv[1:]:
    for scheme in ("https", "http"):
        client = Client(headers={"host": "localhost", "x-forwarded-proto": scheme})
        answer = client.get(address)
        answers[f"{scheme} {address}"] = {
            "status": answer.status_code,
            "headers": dict(answer.headers),
            "cookies": {name: dict(value) for name, value in answer.cookies.items()},
            "page": answer.content.decode(),
        }
print(json.dumps(answers))
