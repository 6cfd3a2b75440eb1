"""Who was to be told of a moved meeting stands in the notices from now on, as it stood here."""

from typing import Any

from django.db import migrations


def move_words(apps: Any, schema_editor: Any) -> None:
    """One call for each word, in the state that it was in."""
    notices = apps.get_model("residents", "Notice").objects
    words = apps.get_model("committees", "Word").objects.select_related("meeting__lead__organization")
    for word in words.order_by("pk").iterator():
        notices.create(
            key=f"word:{word.pk}",
            kind="meeting_changed",
            organization_id=word.meeting.lead.organization_id,
            place_id=word.meeting.lead.organization.place_id,
            about=f"meeting:{word.meeting_id}",
            address=f"/meetings/{word.meeting_id}/",
            moment=word.meeting.starts_at,
            person_id=word.person_id,
            channel="call",
            state=word.state,
            created_at=word.since,
            ended_at=word.ended_at,
        )


def move_back(apps: Any, schema_editor: Any) -> None:
    """The words are still there: only their notices go."""
    apps.get_model("residents", "Notice").objects.filter(key__startswith="word:").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("committees", "0002_meetings_that_change"),
        ("residents", "0009_one_way_to_tell"),
    ]

    operations = [migrations.RunPython(move_words, move_back)]
