"""Applying for work: once, taken back by the slip, decided by the host, told by the clerk."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from foundation.actor import clock
from foundation.jobs.models import Job
from foundation.refusals import NotAllowed, Refused
from foundation.search.models import SearchDoc
from residents.actions.calls import record_call
from residents.models import Notice
from residents.queries.calls import words_to_say
from residents.queries.queues import to_call
from residents.queries.texts import words_of_text
from tests.factories import by, make_clerk
from tests.factories.workshops import make_application
from tests.workshops.scene import Scene
from workshops.access.openings import visible_openings
from workshops.actions import applying, hiring, openings
from workshops.models import Application, Employment, Opening

pytestmark = pytest.mark.django_db
PHONE = "13800000000"


def apply(opening, **fields):
    """Somebody applies, with consent."""
    values = {"name": "王示范", "phone": PHONE, "consent": True, **fields}
    return applying.apply_for(by=values.pop("by", by()), opening=opening, **values)


def test_an_application_gets_a_number_and_a_code():
    opening = Scene().opening()
    first, second = apply(opening), apply(opening)
    assert first.number[:-4] == second.number[:-4]
    assert int(second.number[-4:]) == int(first.number[-4:]) + 1
    assert len(first.code) == 8
    assert first.consented_at is not None


def test_one_key_is_one_application():
    opening = Scene().opening()
    assert apply(opening, client_key="a" * 32).pk == apply(opening, client_key="a" * 32).pk
    assert Application.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"phone": "12"}, "phone"),
        ({"words": "我" * 301}, "words"),
        ({"consent": False}, "consent"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(fields, field):
    with pytest.raises(Refused) as refusal:
        apply(Scene().opening(), **fields)
    assert refusal.value.field == field
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "closed"},
        {"wanted": 2, "hired": 2},
        {"closes_on": timezone.localdate() - timedelta(days=1)},
    ],
)
def test_what_is_over_takes_no_applications(fields):
    opening = Scene().opening(**fields)
    assert not visible_openings(None).exists()
    with pytest.raises(Refused):
        apply(opening)


def test_a_workshop_that_ended_takes_none():
    scene = Scene(ended_on=timezone.localdate())
    with pytest.raises(Refused):
        apply(scene.opening())


def test_staff_enter_it_for_somebody_at_the_window():
    scene, other = Scene(), Scene()
    assert apply(scene.opening(), by=scene.clerk, on_behalf=True).entered_by is not None
    for actor in (other.clerk, scene.operator, by()):
        with pytest.raises(NotAllowed):
            apply(scene.opening(), by=actor, on_behalf=True)


def test_whoever_has_the_slip_takes_it_back_and_is_forgotten():
    scene = Scene()
    application = apply(scene.opening(), words="做过两年")
    with pytest.raises(NotAllowed):
        applying.withdraw_application(by=by(), application=application, code="ABCDEFGH")
    hiring.invite_applicant(by=scene.operator, application=application, sentence="周一来")
    applying.withdraw_application(by=by(), application=application, code=application.code.lower())
    assert Notice.objects.get().state == "overtaken", "nobody is called any more"
    assert application.state == "withdrawn"
    assert (application.name, application.phone, application.words) == ("", "", "")
    with pytest.raises(Refused):
        applying.withdraw_application(by=by(), application=application, code=application.code)


def test_the_host_invites_and_hires_and_the_applicant_is_called_with_the_newest_word():
    scene = Scene()
    opening = scene.opening(wanted=1, title_en="Packer")
    application = apply(opening)
    hiring.invite_applicant(by=scene.operator, application=application, sentence="周一上午来")
    with pytest.raises(Refused):
        hiring.invite_applicant(by=scene.operator, application=application, sentence="周二来")
    hiring.hire_applicant(by=scene.operator, application=application, sentence="下周一上班")
    opening.refresh_from_db()
    assert (opening.hired, opening.state) == (1, "filled")
    old, new = Notice.objects.order_by("pk")
    assert (old.state, new.state, new.phone) == ("overtaken", "waiting", PHONE)
    said = words_to_say(new)
    assert application.number in said
    assert "已录用" in said
    assert "下周一上班" in said
    assert "王示范" not in said
    with override("en"):
        assert f"Your application {application.number} (Packer): Hired." in words_to_say(new)
    assert list(to_call(scene.clerk.user)) == [new]
    record_call(by=scene.clerk, notice=new, outcome="told")
    new.refresh_from_db()
    assert new.state == "told"


def test_only_clerks_of_the_place_call():
    scene, other = Scene(), Scene()
    hiring.hire_applicant(by=scene.operator, application=apply(scene.opening()))
    assert not to_call(other.clerk.user).exists()
    with pytest.raises(NotAllowed):
        record_call(by=other.clerk, notice=Notice.objects.get(), outcome="told")


def test_a_gateway_sends_number_and_state_and_never_the_sentence(settings):
    settings.SMS_URL = "https://gateway.invalid/"
    scene = Scene()
    application = apply(scene.opening())
    hiring.decline_applicant(by=scene.operator, application=application, sentence="这次人满了")
    notice = Notice.objects.get()
    assert (notice.channel, Job.objects.get().kind) == ("sms", "residents.send_text")
    text = words_of_text(notice)
    assert application.number in text
    assert "人满" not in text


def test_an_answer_needs_a_sentence_and_is_given_once():
    scene = Scene()
    application = apply(scene.opening())
    for act in (hiring.decline_applicant, hiring.invite_applicant):
        with pytest.raises(Refused) as refusal:
            act(by=scene.operator, application=application, sentence=" ")
        assert refusal.value.field == "sentence"
    hiring.decline_applicant(by=scene.operator, application=application, sentence="这次人满了")
    for act in (hiring.decline_applicant, hiring.invite_applicant, hiring.hire_applicant):
        with pytest.raises(Refused):
            act(by=scene.operator, application=application, sentence="再说")
    assert Opening.objects.get().hired == 0, "a refused hire takes no place"


def test_only_the_host_decides():
    scene, other = Scene(), Scene()
    application = make_application(scene.opening())
    clerk = by(make_clerk("town_clerk", place=scene.village)[0])
    for actor in (scene.clerk, clerk, other.operator, by()):
        with pytest.raises(NotAllowed):
            hiring.hire_applicant(by=actor, application=application)


def test_who_is_hired_gets_a_row_where_the_host_keeps_rows():
    scene = Scene(mode="individual")
    hiring.hire_applicant(by=scene.operator, application=apply(scene.opening()))
    row = Employment.objects.get()
    assert (row.worker, row.workshop) == ("王示范", scene.workshop)


def test_nobody_is_hired_beyond_the_places():
    scene = Scene()
    opening = scene.opening(wanted=1)
    one, other = apply(opening), apply(opening)
    hiring.hire_applicant(by=scene.operator, application=one)
    with pytest.raises(Refused):
        hiring.hire_applicant(by=scene.operator, application=other)
    other.refresh_from_db()
    assert other.state == "received"


def offer(scene, **fields):
    values = {"title": "缝纫工", "pay": "计件", "wanted": 2}
    values["closes_on"] = timezone.localdate() + timedelta(days=20)
    return openings.offer_work(by=scene.operator, workshop=scene.workshop, **{**values, **fields})


def test_what_is_offered_is_found_until_it_is_closed():
    scene = Scene()
    opening = offer(scene)
    assert SearchDoc.objects.get(kind="opening").address == f"/jobs/{opening.pk}/"
    openings.close_opening(by=scene.operator, opening=opening, why="订单推迟")
    assert not SearchDoc.objects.filter(kind="opening").exists()
    with pytest.raises(Refused):
        openings.close_opening(by=scene.operator, opening=opening)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": " "}, "title"),
        ({"pay": ""}, "pay"),
        ({"wanted": 0}, "wanted"),
        ({"telephone": "1"}, "telephone"),
        ({"closes_on": date(2020, 1, 1)}, "closes_on"),
        ({"closes_on": date(2090, 1, 1)}, "closes_on"),
    ],
)
def test_an_offer_that_cannot_stand_is_refused(fields, field):
    with pytest.raises(Refused) as refusal:
        offer(Scene(), **fields)
    assert refusal.value.field == field


def test_an_offer_is_not_shrunk_below_who_is_hired():
    scene = Scene()
    opening = scene.opening(wanted=3, hired=2)
    with pytest.raises(Refused):
        openings.change_opening(by=scene.operator, opening=opening, revision=0, wanted=2)
    openings.change_opening(by=scene.operator, opening=opening, revision=0, wanted=4)
    assert opening.wanted == 4


def test_the_clock_closes_what_is_past_and_nobody_else():
    scene = Scene()
    offer(scene)
    late = timezone.now() + timedelta(days=21)
    with pytest.raises(NotAllowed):
        openings.close_past(by=scene.operator, now=late)
    assert openings.close_past(by=clock("x"), now=late) == 1
    assert openings.close_past(by=clock("x"), now=late) == 0
    assert not SearchDoc.objects.filter(kind="opening").exists()
