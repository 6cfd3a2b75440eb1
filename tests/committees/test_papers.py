"""The way of a paper, who may go it, and that a published one stays as it is."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from committees.access.bodies import owner_posts
from committees.access.minutes import (
    minutes_to_approve,
    published_resolutions,
    visible_minutes,
    visible_photos,
)
from committees.actions import approving, meetings, minutes
from committees.models import Minutes, Resolution
from committees.papers import ItemText, MinutesText, OutcomeText
from foundation.record import guards
from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused
from foundation.search.models import SearchDoc
from tests.factories import by, make_clerk, make_place, make_post
from tests.factories.committees import make_meeting, make_minutes
from tests.factories.uploads import make_image, upload

pytestmark = pytest.mark.django_db


def submitted(scene, **fields):
    paper = make_minutes(scene.secretary, scene.meeting, post=scene.post, **fields)
    return approving.submit_minutes(by=scene.secretary, minutes=paper)


def published(scene, **fields):
    return approving.publish_minutes(by=scene.approver, minutes=submitted(scene, **fields))


def test_each_step_is_taken_by_its_people_only(scene):
    paper = make_minutes(scene.secretary, scene.meeting)
    for who in (scene.member, scene.clerk, scene.approver, by()):
        with pytest.raises(NotAllowed):
            approving.submit_minutes(by=who, minutes=paper)
    approving.submit_minutes(by=scene.chair, minutes=paper)
    elsewhere = by(make_clerk("town_clerk", place=make_place())[0])
    for who in (scene.chair, scene.secretary, scene.clerk, elsewhere):
        for act in (approving.approve_minutes, approving.publish_minutes):
            with pytest.raises(NotAllowed):
                act(by=who, minutes=paper)
        with pytest.raises(NotAllowed):
            approving.return_minutes(by=who, minutes=paper, reason="补充")
    approving.return_minutes(by=scene.approver, minutes=paper, reason="补充出席人数")
    assert (paper.state, paper.returned_because) == ("draft", "补充出席人数")
    with pytest.raises(Refused):
        approving.publish_minutes(by=scene.approver, minutes=paper)
    approving.submit_minutes(by=scene.secretary, minutes=paper)
    approving.approve_minutes(by=scene.approver, minutes=paper)
    approving.publish_minutes(by=scene.approver, minutes=paper)
    assert (paper.state, paper.returned_because) == ("published", "")
    assert Entry.objects.filter(verb="minutes.published", result="done").count() == 1


def test_nobody_approves_a_paper_that_she_handed_in_herself(scene):
    paper = submitted(scene)
    Minutes.objects.update(submitted_by=scene.approver.user)
    paper.refresh_from_db()
    assert not minutes_to_approve(scene.approver.user).exists()
    for act in (approving.approve_minutes, approving.publish_minutes):
        with pytest.raises(NotAllowed):
            act(by=scene.approver, minutes=paper)


def test_who_sees_which_paper(scene):
    paper = make_minutes(scene.secretary, scene.meeting)

    def readers():
        people = (scene.chair, scene.secretary, scene.member, scene.approver, scene.clerk, by())
        return [paper in visible_minutes(person.user) for person in people]

    assert readers() == [True, True, False, False, False, False]
    approving.submit_minutes(by=scene.secretary, minutes=paper)
    assert readers() == [True, True, False, True, False, False]
    assert list(minutes_to_approve(scene.approver.user)) == [paper]
    approving.approve_minutes(by=scene.approver, minutes=paper)
    assert readers() == [True, True, True, True, False, False]
    approving.publish_minutes(by=scene.approver, minutes=paper)
    assert readers() == [True] * 6


def test_a_published_paper_and_all_it_says_is_read_only_in_the_database(scene):
    published(scene)
    tables = {
        "committees_minutes": "sentence = 'x'",
        "committees_meeting": "title = 'x'",
        "committees_agendaitem": "discussion = 'x'",
        "committees_resolution": "text = 'x'",
        "committees_meeting_bodies": "body_id = body_id",
    }
    for table, change in tables.items():
        assert refused(f"UPDATE {table} SET {change}"), table
        assert refused(f"DELETE FROM {table}"), table
    assert refused("UPDATE committees_resolution SET due_on = '2030-01-01'")
    assert not refused("UPDATE committees_resolution SET state = 'done'")
    item = '(meeting_id, "order", title, discussion, result, withdrew, added_at)'
    values = f"({scene.meeting.pk}, 9, 'x', '', 'open', 0, '2026-01-01')"
    assert refused(f"INSERT INTO committees_agendaitem {item} VALUES {values}")
    row = f"({scene.meeting.pk}, 'x', 'present')"
    assert refused(f"INSERT INTO committees_attendance (meeting_id, guest, kind) VALUES {row}")
    assert guards.missing(connection) == []


def refused(sql):
    """Whether a guard says no in so many words."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except IntegrityError as error:
        return guards.REFUSAL in str(error)
    return False


def test_a_draft_beside_a_published_paper_still_changes(scene):
    published(scene)
    other = make_meeting(scene.chair, scene.body)
    make_minutes(scene.chair, other)
    assert not refused(
        f"UPDATE committees_minutes SET sentence = 'x' WHERE meeting_id = {other.pk}"
    )
    assert not refused(f"UPDATE committees_meeting SET title = 'x' WHERE id = {other.pk}")


def test_a_mistake_is_corrected_by_a_new_paper_that_names_the_old_one(scene):
    old = published(scene)
    with pytest.raises(Refused):
        minutes.save_minutes(
            by=scene.chair, meeting=scene.meeting, revision=old.revision, text=MinutesText()
        )
    with pytest.raises(Refused):
        meetings.add_item(by=scene.chair, meeting=scene.meeting, title="补一项")
    new = minutes.correct_minutes(by=scene.secretary, minutes=old, why="人数有误")
    with pytest.raises(Refused):
        minutes.correct_minutes(by=scene.secretary, minutes=old, why="再来")
    item = scene.meeting.items.get()
    text = MinutesText(sentence="更正", items=(ItemText(item.pk),))
    with pytest.raises(Refused):
        minutes.save_minutes(by=scene.chair, meeting=scene.meeting, revision=1, text=text)
    text = MinutesText(sentence="更正：到会 12 人。")
    minutes.save_minutes(by=scene.chair, meeting=scene.meeting, revision=1, text=text)
    new.refresh_from_db()
    approving.submit_minutes(by=scene.secretary, minutes=new)
    approving.publish_minutes(by=scene.approver, minutes=new)
    old.refresh_from_db()
    assert (new.version, new.corrects, old.corrected_by) == (2, old, new)
    assert old.sentence == "大家同意换新灯。"
    found = SearchDoc.objects.filter(kind="minutes")
    assert list(found.values_list("key", flat=True)) == [str(new.pk)]


def test_photos_are_seen_by_everybody_only_where_somebody_said_so(scene):
    text = MinutesText(sentence="看现场。")
    photos = [upload(make_image()), upload(make_image())]
    paper = minutes.save_minutes(
        by=scene.secretary, meeting=scene.meeting, revision=0, text=text, photos=photos
    )
    shown = minutes.show_photo(by=scene.secretary, photo=paper.photos.first(), public=True)
    assert visible_photos(scene.secretary.user).count() == 2
    assert not visible_photos(None).exists()
    with pytest.raises(NotAllowed):
        minutes.drop_photo(by=scene.member, photo=shown)
    approving.submit_minutes(by=scene.secretary, minutes=paper)
    approving.publish_minutes(by=scene.approver, minutes=paper)
    assert list(visible_photos(None)) == [shown]
    with pytest.raises(Refused):
        minutes.drop_photo(by=scene.secretary, photo=shown)
    assert refused("UPDATE committees_minutesphoto SET public = true")


def test_an_outcome_always_has_an_owner_and_a_date(scene):
    paper = submitted(scene)
    outcome = Resolution.objects.get()
    assert outcome.owner_post == scene.post
    assert outcome not in published_resolutions()
    approving.publish_minutes(by=scene.approver, minutes=paper)
    assert outcome in published_resolutions()
    elsewhere = make_post("grid_worker", place=make_place(parent=scene.town))
    assert elsewhere not in owner_posts(scene.body)
    meeting = make_meeting(scene.chair, scene.body)
    with pytest.raises(Refused) as refusal:
        make_minutes(scene.chair, meeting, post=elsewhere)
    assert refusal.value.field == "item-0-owner_post"
    assert not meeting.items.exists()


@pytest.mark.parametrize("number", [1, 9])
def test_what_holds_for_every_outcome_is_asked_once(scene, number):
    day = timezone.localdate(scene.meeting.starts_at)
    text = MinutesText(
        sentence="议定几件事。",
        items=tuple(
            ItemText(title=f"第 {n} 件", outcome=OutcomeText("去办。", scene.post, day))
            for n in range(number)
        ),
    )
    with CaptureQueriesContext(connection) as asked:
        minutes.save_minutes(by=scene.chair, meeting=scene.meeting, revision=0, text=text)
    assert Resolution.objects.count() == number
    about = [one["sql"] for one in asked if 'FROM "residents_post"' in one["sql"]]
    assert len(about) == 1
