"""What the site's texts say today is their first kept version."""

from django.db import migrations


def keep(apps, schema_editor):
    texts = apps.get_model("foundation", "SiteText").objects.all()
    versions = apps.get_model("foundation", "TextVersion").objects
    versions.bulk_create(
        versions.model(
            of_id=text.pk, revision=text.revision, text=text.text, written_at=text.written_at
        )
        for text in texts
    )


class Migration(migrations.Migration):
    dependencies = [("foundation", "0004_text_versions")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
