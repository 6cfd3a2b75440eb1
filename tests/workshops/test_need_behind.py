"""A need that led to a workshop: chosen by the clerk who enters it, told in its thread."""

import pytest
from django.test import Client
from django.utils import timezone

from residents.stages import StepKind
from tests.factories import make_need, make_organization
from tests.staff.scene import adding, staff
from tests.workshops.scene import Scene
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


def entered(scene, browser, need, language=""):
    """The answer to a clerk who enters a workshop that a need led to."""
    host = make_organization("示范竹编社", place=scene.village, kind="enterprise")
    fields = {
        "name": "示范竹编工坊",
        "kind": "studio",
        "host_pick": host.pk,
        "place_pick": scene.village.pk,
        "telephone": "0574-00000002",
        "since": timezone.localdate().isoformat(),
        "mode": "aggregate",
        "need_pick": need.pk,
    }
    return browser.post(language + adding(Workshop), fields)


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_thread_leads_to_the_workshop_and_back(language):
    scene = Scene()
    browser, _user = staff("village_clerk", scene.village)
    need = make_need(place=scene.village, public=True)
    assert entered(scene, browser, need, language).status_code == 302
    made = Workshop.objects.get(name="示范竹编工坊")
    assert made.need == need
    (step,) = need.steps.filter(kind=StepKind.PROGRESS)
    assert (step.address, step.sentence) == (f"/workshops/{made.slug}/", "共富工坊已经开办。")
    link = f'/needs/{need.number}/">'
    assert link in Client().get(f"/workshops/{made.slug}/").content.decode()
    assert link in browser.get(f"/admin/workshops/workshop/{made.pk}/change/").content.decode()


@pytest.mark.parametrize("where", ["same village, not public", "another village"])
def test_a_need_that_is_not_public_or_not_the_clerks_is_not_taken(where):
    scene, other = Scene(), Scene()
    browser, _user = staff("village_clerk", scene.village)
    need = (
        make_need(place=other.village, public=True)
        if where == "another village"
        else make_need(place=scene.village)
    )
    entered(scene, browser, need)
    assert not Workshop.objects.filter(need=need).exists()
    assert not need.steps.filter(kind=StepKind.PROGRESS).exists()
