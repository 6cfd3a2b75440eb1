"""The last place goes to one: many hosts' clicks at once, and a control without the guards."""

import pytest
from django.db.models import F

from tests.factories.workshops import make_application
from tests.races import race, without_constraint
from tests.workshops.scene import SEPTEMBER, Scene
from workshops.actions import hiring, reporting
from workshops.models import Application, MonthReport, Opening

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS, PLACES = 10, 2


def ten_at_once():
    """Ten applicants hired at the same moment for two places."""
    scene = Scene()
    opening = scene.opening(wanted=PLACES)
    keys = [make_application(opening).pk for _ in range(CLICKS)]

    def hire(number):
        application = Application.objects.select_related("opening__workshop__place").get(
            pk=keys[number]
        )
        return hiring.hire_applicant(by=scene.operator, application=application)

    race(CLICKS, hire)
    hired = Application.objects.filter(state="hired").count()
    return Opening.objects.get(pk=opening.pk).hired, hired


def unconditional(opening, now):
    """Counts one more, whether a place is left or not."""
    return Opening.objects.filter(pk=opening).update(hired=F("hired") + 1)


@pytest.fixture
def unguarded():
    """Without what the database enforces."""
    with without_constraint("opening_never_over", Opening, Application):
        yield


def test_two_places_are_given_to_two(figure):
    counted, hired = ten_at_once()
    assert (counted, hired) == (PLACES, PLACES)
    figure(f"{hired} hired of {CLICKS} at once", bound=f"{PLACES} places")


def test_the_database_alone_keeps_them_too(monkeypatch):
    monkeypatch.setattr(hiring, "take_place", unconditional)
    assert ten_at_once() == (2, 2)


def test_control_without_both_more_are_hired_than_there_are_places(monkeypatch, unguarded, control):
    monkeypatch.setattr(hiring, "take_place", unconditional)
    hired, _applications = ten_at_once()
    assert hired > PLACES
    control(f"{hired} hired for {PLACES} places")


def one_hire_taken_back_by_ten():
    """Of three hired, one is taken back by ten clicks at the same moment."""
    scene = Scene()
    opening = scene.opening(wanted=4, hired=3)
    application = [make_application(opening, state="hired") for _ in range(3)][0]

    def reopen(_number):
        row = Application.objects.select_related("opening__workshop__place").get(pk=application.pk)
        return hiring.reopen_application(by=scene.operator, application=row, sentence="看错了")

    race(10, reopen)
    hired = Application.objects.filter(state="hired").count()
    return Opening.objects.get(pk=opening.pk).hired, hired


def test_a_hire_is_taken_back_once():
    assert one_hire_taken_back_by_ten() == (2, 2)


def test_control_a_hire_taken_back_without_its_state_frees_places_that_are_taken(monkeypatch):
    monkeypatch.setattr(hiring, "move", lambda *_args: None)
    hired, applications = one_hire_taken_back_by_ten()
    assert hired < applications


def test_hiring_and_taking_back_at_once_count_what_is_so():
    scene = Scene()
    opening = scene.opening(wanted=2)
    keys = [make_application(opening).pk for _ in range(8)]
    for key in keys[:2]:
        hiring.hire_applicant(by=scene.operator, application=Application.objects.get(pk=key))

    def act(number):
        row = Application.objects.select_related("opening__workshop__place").get(pk=keys[number])
        if number < 2:
            return hiring.reopen_application(by=scene.operator, application=row, sentence="看错")
        return hiring.hire_applicant(by=scene.operator, application=row)

    race(8, act)
    found = Opening.objects.get(pk=opening.pk)
    assert found.hired == Application.objects.filter(state="hired").count() <= 2
    assert Application.objects.filter(state="reopened").count() == 2


def test_ten_months_at_once_are_signed_once():
    scene = Scene()
    report = scene.report()
    race(
        10,
        lambda _number: reporting.sign_month(
            by=scene.clerk, report=MonthReport.objects.get(pk=report.pk)
        ),
    )
    signed = MonthReport.objects.filter(workshop=scene.workshop, month=SEPTEMBER, state="signed")
    assert signed.count() == 1
