"""A hire that was a mistake: the place is free again, and the applicant hears of it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused
from foundation.search.models import SearchDoc
from residents.models import Notice
from residents.queries.calls import words_to_say
from tests.factories.workshops import make_application
from tests.personas import log_in
from tests.workshops.scene import Scene
from workshops.actions import hiring, openings, workers
from workshops.models import Employment
from workshops.queries.hosting import people_of

pytestmark = pytest.mark.django_db
WHY = "看错了人，抱歉，还在等结果。"


def hired(scene, **fields):
    """Somebody hired for the only place."""
    application = make_application(scene.opening(**{"wanted": 1, **fields}))
    return hiring.hire_applicant(by=scene.operator, application=application, sentence="下周一来")


def reopened(scene, application, sentence=WHY):
    return hiring.reopen_application(by=scene.operator, application=application, sentence=sentence)


def test_the_place_is_free_again_and_the_applicant_hears_why():
    scene = Scene()
    application = hired(scene)
    assert reopened(scene, application).state == "reopened"
    opening = application.opening
    opening.refresh_from_db()
    assert (opening.hired, opening.state, opening.ended_at) == (0, "open", None)
    assert SearchDoc.objects.filter(kind="opening", key=str(opening.pk)).exists()
    overtaken, word = Notice.objects.order_by("pk")
    assert (overtaken.state, word.state) == ("overtaken", "waiting")
    for said in (application.number, "此前录用有误", WHY):
        assert said in words_to_say(word)
    assert Entry.objects.filter(verb="application.reopened", result="done").count() == 1


def test_an_offer_that_its_host_closed_takes_no_more_than_it_wants():
    scene = Scene()
    opening = scene.opening(wanted=1)
    first, second = (make_application(opening) for _ in range(2))
    openings.close_opening(by=scene.operator, opening=opening)
    hiring.hire_applicant(by=scene.operator, application=first)
    with pytest.raises(Refused):
        hiring.hire_applicant(by=scene.operator, application=second)
    opening.refresh_from_db()
    assert (opening.hired, opening.state) == (1, "closed")


def test_whoever_is_hired_again_hears_of_it_again():
    scene = Scene()
    application = reopened(scene, hired(scene))
    hiring.hire_applicant(by=scene.operator, application=application, sentence="还是请您来")
    assert "还是请您来" in words_to_say(Notice.objects.get(state="waiting"))
    application.opening.refresh_from_db()
    assert (application.opening.hired, application.opening.state) == (1, "filled")


@pytest.mark.parametrize("answer", [hiring.invite_applicant, hiring.decline_applicant])
def test_it_waits_for_another_answer(answer):
    scene = Scene()
    answer(by=scene.operator, application=reopened(scene, hired(scene)), sentence="改日再说")


def test_an_offer_closed_by_hand_or_by_its_day_stays_closed():
    scene = Scene()
    closed, late = scene.opening(wanted=1), scene.opening(wanted=1)
    openings.close_opening(by=scene.operator, opening=closed)
    for opening in (closed, late):
        application = make_application(opening)
        hiring.hire_applicant(by=scene.operator, application=application)
        later = timezone.now() + timedelta(days=31 if opening is late else 0)
        hiring.reopen_application(
            by=scene.operator, application=application, sentence=WHY, now=later
        )
        opening.refresh_from_db()
        assert (opening.hired, opening.state) == (0, "closed")
        assert opening.ended_at is not None
    assert not SearchDoc.objects.filter(kind="opening").exists()


def test_only_the_host_only_with_a_sentence_and_only_once():
    scene, other = Scene(), Scene()
    application = hired(scene)
    for by in (other.operator, scene.clerk):
        with pytest.raises(NotAllowed):
            hiring.reopen_application(by=by, application=application, sentence=WHY)
    with pytest.raises(Refused) as refusal:
        reopened(scene, application, " ")
    assert refusal.value.field == "sentence"
    reopened(scene, application)
    with pytest.raises(Refused):
        reopened(scene, application)
    application.opening.refresh_from_db()
    assert application.opening.hired == 0


def test_the_row_of_a_host_that_keeps_rows_is_blanked_and_used_again():
    scene = Scene(mode="individual")
    application = reopened(scene, hired(scene))
    row = Employment.objects.get()
    assert (row.worker, row.until) == ("", row.since)
    month = timezone.localdate().replace(day=1)
    assert not people_of(scene.user, scene.workshop, month).exists()
    hiring.hire_applicant(by=scene.operator, application=application)
    row = people_of(scene.user, scene.workshop, month).get()
    assert (row.worker, row.until) == (application.name, None)


def test_who_was_paid_has_worked_there():
    scene = Scene(mode="individual")
    application = hired(scene)
    row, month = Employment.objects.get(), timezone.localdate().replace(day=1)
    workers.record_pay(by=scene.operator, employment=row, month=month, amount=Decimal(2000))
    with pytest.raises(Refused, match="离开"):
        reopened(scene, application)
    application.refresh_from_db()
    application.opening.refresh_from_db()
    assert (application.state, application.opening.hired) == ("hired", 1)


def test_the_host_does_it_on_the_applicants_page(client):
    scene = Scene()
    application = hired(scene)
    log_in(client, scene.user)
    address = f"/partner/applications/{application.pk}/"
    assert 'value="reopen"' in client.get(address).content.decode()
    assert "（选填）" not in client.get(address).content.decode()
    assert client.post(address, {"do": "reopen", "sentence": ""}).status_code == 422
    assert client.post(address, {"do": "reopen", "sentence": WHY}).status_code == 302
    page = client.get(address).content.decode()
    assert 'value="hire"' in page
    assert 'value="reopen"' not in page
