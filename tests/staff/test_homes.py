"""Where somebody lives is said and ended on their page, by a post that works there."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused
from residents.actions.people import end_residence, verify_residence
from residents.models import Residence
from tests.factories import by, make_clerk, make_holding, make_person, make_place, make_town
from tests.staff.scene import button, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def person(town):
    person = make_person("钱示范")
    make_holding(person, place=town)
    return person


def page_of(clerk, person):
    return clerk.get(reverse("admin:residents_person_change", args=[person.pk])).content.decode()


def test_a_clerk_says_where_somebody_lives_and_that_they_left(town, person):
    clerk, user = staff("town_clerk", town)
    village, today = make_place("甲村", parent=town), timezone.localdate()
    assert "move/moved-out" not in page_of(clerk, person)
    said = {"place_pick": village.pk, "proof": "lease", "since": "2026-01-05"}
    assert clerk.post(button(person, "lives"), said).status_code == 302
    home = Residence.objects.get()
    assert (home.place, home.proof, home.since) == (village, "lease", date(2026, 1, 5))
    assert home.verified_by.holdings.get().person.user == user
    shown = page_of(clerk, person)
    assert "甲村 · 看过租赁合同" in shown
    assert "move/moved-out" in shown
    assert clerk.post(button(person, "lives"), said).status_code == 409
    left = {"residence": home.pk, "until": today.isoformat()}
    assert clerk.post(button(person, "moved-out"), left).status_code == 302
    home.refresh_from_db()
    assert home.until == today
    assert "甲村" not in page_of(clerk, person)
    assert clerk.get(button(person, "moved-out")).status_code == 404
    entries = Entry.objects.filter(verb__startswith="residence.").order_by("pk")
    assert [entry.verb for entry in entries] == ["residence.verified", "residence.ended"]


def test_only_places_of_the_own_reach_can_be_said_and_no_day_to_come(town, person):
    clerk, _user = staff("town_clerk", town)
    elsewhere = make_place("别处", parent=make_town())
    said = {"place_pick": elsewhere.pk, "proof": "known"}
    assert clerk.post(button(person, "lives"), said).status_code == 409
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    here = {"place_pick": make_place("甲村", parent=town).pk, "proof": "known", "since": tomorrow}
    assert "这一天还没有到" in clerk.post(button(person, "lives"), here).content.decode()
    assert not Residence.objects.exists()


def test_the_actions_ask_for_a_post_that_works_there(town, person):
    village = make_place(parent=town)
    other = by(make_clerk(place=make_place(parent=make_town()))[0])
    with pytest.raises(NotAllowed):
        verify_residence(by=other, person=person, place=village, proof="known")
    clerk = by(make_clerk(place=village)[0])
    home = verify_residence(
        by=clerk, person=person, place=village, proof="known", since=date(2026, 1, 5)
    )
    with pytest.raises(NotAllowed):
        end_residence(by=other, residence=home)
    for wrong in (home.since, timezone.localdate() + timedelta(days=1)):
        with pytest.raises(Refused) as caught:
            end_residence(by=clerk, residence=home, until=wrong)
        assert caught.value.field == "until"
    end_residence(by=clerk, residence=home)
    with pytest.raises(Refused):
        end_residence(by=clerk, residence=home)
