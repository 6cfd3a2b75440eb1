"""Titles in English of what can be found, and a job that writes them for what is published already."""

from django.db import migrations, models


def ask_for_titles(apps, schema_editor):
    """The rows are made of what rooms above publish, which no migration may read: the worker does
    it. The reaper sends what nobody sent."""
    if apps.get_model("foundation", "SearchDoc").objects.exists():
        apps.get_model("foundation", "Job").objects.get_or_create(
            key="search:titles-in-english", defaults={"kind": "foundation.refresh_search"}
        )


class Migration(migrations.Migration):

    dependencies = [
        ('foundation', '0001_first_release'),
    ]

    operations = [
        migrations.AddField(
            model_name='searchdoc',
            name='title_en',
            field=models.CharField(blank=True, default='', max_length=200),
        ),
        migrations.RunPython(ask_for_titles, migrations.RunPython.noop),
    ]
