"""Who was to be told of a moved meeting is to be told after the words became notices."""

from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from committees.queries.meetings import words_about
from residents.models import Notice
from tests.committees.conftest import make_scene
from tests.factories import make_person
from tests.factories.committees import make_meeting

pytestmark = pytest.mark.django_db
MIGRATION = import_module("committees.migrations.0003_words_into_notices")


class Words:
    """The rows of the table as it stood, read as the migration reads them."""

    def __init__(self, rows):
        self.rows = rows
        self.objects = self

    def select_related(self, *_names):
        return self

    def order_by(self, *_names):
        return self

    def iterator(self):
        return iter(self.rows)


class Before:
    """The models as the migration finds them: ours, and the table that is gone."""

    def __init__(self, rows):
        self.words = Words(rows)

    def get_model(self, room, name):
        return self.words if name == "Word" else apps.get_model(room, name)


class Row:
    """One word as it stood."""

    def __init__(self, pk, meeting, state, ended_at):
        self.pk, self.meeting, self.meeting_id = pk, meeting, meeting.pk
        self.person_id, self.since = make_person(f"钱示范{pk}").pk, timezone.now()
        self.state, self.ended_at = state, ended_at


def test_each_word_is_a_call_in_the_state_that_it_was_in():
    scene = make_scene()
    meeting = make_meeting(scene.chair, scene.body)
    Notice.objects.all().delete()
    ended = timezone.now()
    rows = [
        Row(1, meeting, "waiting", None),
        Row(2, meeting, "not_reached", None),
        Row(3, meeting, "told", ended),
    ]
    MIGRATION.move_words(Before(rows), None)
    found = words_about(meeting)
    assert list(found.values_list("person", "state", "ended_at")) == [
        (row.person_id, row.state, row.ended_at) for row in rows
    ]
    assert all(str(scene.body.organization) in word.line for word in found)
    MIGRATION.move_back(Before(rows), None)
    assert not Notice.objects.exists()
