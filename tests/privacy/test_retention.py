"""What is kept no longer than its time: the values go out of the database, the rows stay."""

from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from foundation.actor import clock, person, visitor
from foundation.files.models import Attachment, private_storage
from foundation.jobs.models import Job, JobState
from foundation.record.models import Entry
from foundation.refusals import NotAllowed
from foundation.retention import actions as retention
from foundation.retention.kinds import PART, kinds
from foundation.retention.queries import due
from foundation.retention.tasks import ask_to_forget, forget_due
from foundation.retention.words import period
from gaoqiao.celery import CLOCK
from residents.actions.forgetting import forget_reporters, forget_words
from residents.models import Need, Rating, Support
from tests.factories import make_need, make_photo, make_post, make_town, make_user
from tests.factories.workshops import make_application, make_employment, make_opening, make_workshop
from tests.staff.scene import staff
from workshops.actions.forgetting import forget_applications, forget_workers
from workshops.models import Application

pytestmark = pytest.mark.django_db
NOW = datetime(2030, 6, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
BY = clock("tests")
PHONE, NAME, WORDS, SPOT = "13800000077", "王示范", "夜里太黑，走不了路", "三号楼西边"


def ago(days):
    """A moment so many days before now."""
    return NOW - timedelta(days=days)


def old_need(days, **fields):
    """A need closed so many days ago, with everything personal that one can hold."""
    values = {"state": "closed", "closed_at": ago(days), "answered_at": ago(days)} | fields
    need = make_need(WORDS, spot=SPOT, reporter_name=NAME, reporter_phone=PHONE, **values)
    Rating.objects.create(need=need, round=1, verdict="partly", words=WORDS)
    Support.objects.create(need=need, phone_digest="a" * 64)
    return need


def numbers(**more):
    """What a run forgot, without the kinds of which there was nothing."""
    return {k: n for k, n in retention.forget_due(by=BY, now=NOW, **more).items() if n}


def raw(table, key, *columns):
    """Columns as they stand in the table."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {", ".join(columns)} FROM "{table}" WHERE id = %s', [key])
        return cursor.fetchone()


def test_who_raised_a_need_goes_after_a_year_and_the_ciphertext_with_it():
    need, young = old_need(365), old_need(364)
    before = raw("residents_need", need.pk, "reporter_name", "reporter_phone")
    assert all(before)
    assert numbers() == {"reporters": 1}
    columns = ("reporter_name", "reporter_phone", "reporter_phone_index")
    assert raw("residents_need", need.pk, *columns) == ("", "", None)
    young.refresh_from_db()
    assert (young.reporter_name, young.reporter_phone, young.reporter_forgotten_at) == (
        NAME,
        PHONE,
        None,
    )
    need.refresh_from_db()
    assert (need.words, need.state, need.reporter_forgotten_at) == (WORDS, "closed", NOW)
    (entry,) = Entry.objects.filter(verb="need.reporter_forgotten")
    assert (entry.subject_key, entry.place_path) == (str(need.pk), need.place.path)
    assert numbers() == {}


def test_own_words_and_photos_go_after_three_years(django_capture_on_commit_callbacks):
    need, young = old_need(3 * 365), old_need(3 * 365 - 1)
    file = str(make_photo(need).attachment.file.name)
    make_photo(young)
    with django_capture_on_commit_callbacks(execute=True):
        assert numbers() == {"reporters": 2, "words": 1}
    assert raw("residents_need", need.pk, "words", "spot") == ("", "")
    assert need.ratings.get().words == ""
    assert need.supports.get().phone_digest == f"forgotten:{need.supports.get().pk}"
    assert not need.photos.exists()
    assert not private_storage().exists(file)
    kept = Attachment.objects.get()
    assert private_storage().exists(str(kept.file.name))
    assert raw("residents_need", young.pk, "words", "spot") == (WORDS, SPOT)
    assert numbers() == {}


@pytest.mark.parametrize("state", ["raised", "accepted", "assigned", "tabled", "under_way"])
def test_what_is_owed_an_answer_is_forgotten_never(state):
    post = make_post("village_clerk", place=make_town())
    old_need(5000, state=state, owner_post=post, answered_at=None, closed_at=None)
    reopened = old_need(5000, state=state, owner_post=post, closed_at=None, answered_at=None)
    through = old_need(5000, state="merged", merged_into=reopened)
    old_need(5000, state="merged", merged_into=through)
    assert numbers() == {}
    Need.objects.filter(pk=reopened.pk).update(state="closed", closed_at=ago(1))
    assert numbers() == {"reporters": 2, "words": 2}


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "declined", "decided_at": ago(180)},
        {"state": "hired", "decided_at": ago(180)},
        {"state": "received"},
        {"state": "invited", "decided_at": ago(400)},
    ],
)
def test_who_applied_for_work_goes_half_a_year_later(fields):
    opening = make_opening(state="closed", ended_at=ago(180))
    application = make_application(
        opening, name=NAME, phone=PHONE, words=WORDS, sentence="谢谢您来", **fields
    )
    later = {key: value + timedelta(days=1) for key, value in fields.items() if key != "state"}
    ended = make_opening(state="closed", ended_at=ago(179))
    young = make_application(ended, name=NAME, state=fields["state"], sentence="谢谢您来", **later)
    open_yet = make_application(make_opening(), name=NAME, state="received")
    assert all(raw("workshops_application", application.pk, "name", "phone", "words"))
    if fields["state"] == "invited":  # invited long ago, and the offer ended yesterday
        Application.objects.filter(pk=young.pk).update(decided_at=ago(400))
    assert numbers() == {"applications": 1}
    assert raw("workshops_application", application.pk, "name", "phone", "words") == ("", "", "")
    assert Application.objects.get(pk=young.pk).name == NAME
    assert Application.objects.get(pk=open_yet.pk).name == NAME
    assert Entry.objects.get(verb="application.forgotten").subject_key == str(application.pk)
    assert numbers() == {}


def test_names_of_people_who_left_work_go_after_two_years():
    workshop = make_workshop(mode="individual")
    gone, young, here = (
        make_employment(workshop, worker=NAME, until=until)
        for until in (date(2028, 6, 1), date(2028, 6, 3), None)
    )
    assert numbers() == {"workers": 1}
    assert raw("workshops_employment", gone.pk, "worker") == ("",)
    for row in (young, here):
        row.refresh_from_db()
        assert row.worker == NAME
    assert Entry.objects.get(verb="worker.forgotten").subject_key == str(gone.pk)


def test_only_the_clock_forgets():
    for by in (visitor(), person(make_user())):
        for act in (forget_reporters, forget_words, forget_applications, forget_workers):
            with pytest.raises(NotAllowed):
                act(by=by, now=NOW)


def test_it_goes_in_parts_and_one_that_stops_is_taken_up_again(monkeypatch):
    monkeypatch.setattr("residents.actions.forgetting.PART", 2)
    for _number in range(5):
        old_need(400)
    parts = []

    def stop():
        parts.append(Need.objects.filter(reporter_forgotten_at__isnull=False).count())
        if len(parts) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        numbers(after_part=stop)
    assert parts == [2, 4]
    assert numbers() == {"reporters": 1}
    assert PART >= 100


def test_the_dry_run_says_what_would_go_and_changes_nothing():
    need = old_need((timezone.now() - NOW).days + 4000)
    said = StringIO()
    call_command("retain", "--dry-run", stdout=said)
    lines = {line.split(":")[0]: line for line in said.getvalue().splitlines()}
    assert set(lines) == {kind.key for kind in kinds()}
    assert "words: 1 条到期" in lines["words"]
    assert "3 年" in lines["words"]
    assert "reporters: 1 条到期" in lines["reporters"]
    assert "applications: 0" in lines["applications"]
    assert raw("residents_need", need.pk, "words") == (WORDS,)
    assert not Entry.objects.exists()
    call_command("retain", "words", stdout=said)
    need.refresh_from_db()
    assert (need.words, need.reporter_name) == ("", NAME)
    with pytest.raises(CommandError, match="reporters"):
        call_command("retain", "nothing")


def test_the_clock_asks_once_a_day_and_the_administrator_sees_what_went():
    times = {entry["task"]: entry["schedule"] for entry in CLOCK.values()}
    assert times["foundation.ask_to_forget"] == 24 * 3600
    old_need((timezone.now() - NOW).days + 4000)
    ask_to_forget()
    ask_to_forget()
    job = Job.objects.get()
    forget_due(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result["words"]) == (JobState.DONE, 1)
    client, _user = staff("system_admin", make_town())
    page = client.get(f"/admin/foundation/job/{job.pk}/change/").content.decode()
    assert "诉求的原话和照片：1" in page


def test_whoever_raised_it_reads_that_her_words_were_deleted():
    need = old_need(4000)
    numbers()
    client = Client()
    client.post("/needs/track/", {"number": need.number, "code": need.code})
    page = client.get(f"/needs/{need.number}/").content.decode()
    assert "已于2030年6月1日删除" in page
    assert WORDS not in page


def test_how_long_is_said_in_years_or_days():
    assert [period(days) for days in (1, 180, 365, 3 * 365, 400)] == [
        "1 天",
        "180 天",
        "1 年",
        "3 年",
        "400 天",
    ]


def test_each_kind_names_a_query_and_an_act():
    for kind in kinds():
        assert due(kind, NOW).count() == 0
        assert kind.days >= 1
        assert str(kind.label)
        assert str(kind.then)
