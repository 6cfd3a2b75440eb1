"""Processes of our own beside the test, on the test's database."""

import os

from django.db import connection


def database_environment() -> dict[str, str]:
    """The settings by which another process reaches this test's database."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return {"DATABASE_URL": f"sqlite:///{name}", "DJANGO_SETTINGS_MODULE": "gaoqiao.settings"}
    server = os.environ["TEST_DATABASE_URL"].rsplit("/", 1)[0]
    return {"DATABASE_URL": f"{server}/{name}", "DJANGO_SETTINGS_MODULE": "gaoqiao.settings"}
