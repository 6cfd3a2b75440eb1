"""The index behind SearchDoc: FTS5 with its triggers, or a generated tsvector with its GIN index."""

from django.db import migrations

from foundation.search import index


def install(apps, schema_editor):
    index.install(schema_editor.connection)


def remove(apps, schema_editor):
    index.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
