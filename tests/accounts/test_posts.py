"""Posts given and ended: by whom, to whom, and what ends with them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation import actor
from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused
from residents.access.standing import footings, has_right
from residents.actions.holdings import appoint, end_holding, give_post
from residents.models import Holding
from residents.roles import Right
from tests.factories.people import by, make_clerk, make_holding, make_person, make_post, make_user
from tests.factories.places import make_place, make_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def clerk(town):
    return make_clerk("town_clerk", place=town)[0]


@pytest.fixture
def post(town):
    return make_post("village_clerk", place=make_place(parent=town))


def test_a_town_clerk_gives_a_post_of_the_town(clerk, post):
    user = make_user()
    holding = give_post(by=by(clerk), person=make_person(user=user), post=post)
    assert holding.since <= timezone.now()
    assert has_right(user, Right.SORT_NEEDS)
    entry = Entry.objects.get(verb="post.given")
    assert entry.values["post"] == post.pk
    assert entry.place_path == post.place.path


def test_not_in_another_town(clerk):
    with pytest.raises(NotAllowed):
        give_post(by=by(clerk), person=make_person(), post=make_post(place=make_town()))
    assert Entry.objects.filter(verb="post.give", result="refused").count() == 1


def test_nobody_gives_herself_a_post(clerk, post):
    with pytest.raises(NotAllowed):
        give_post(by=by(clerk), person=clerk.person, post=post)


@pytest.mark.parametrize("role", ["village_clerk", "grid_worker", "supervisor", "system_admin"])
def test_others_give_none(town, post, role):
    user, _holding = make_clerk(role, place=town)
    with pytest.raises(NotAllowed):
        give_post(by=by(user), person=make_person(), post=post)


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_are_not_the_clerks_to_make(town, clerk, role):
    post = make_post(role, place=town)
    with pytest.raises(NotAllowed):
        give_post(by=by(clerk), person=make_person(), post=post)
    security, _holding = make_clerk("security_admin", place=town)
    assert give_post(by=by(security), person=make_person(), post=post)


def test_the_machine_gives_the_first_post(town):
    post = make_post("security_admin", place=town)
    assert give_post(by=actor.clock("init_town"), person=make_person(), post=post)


def test_a_clock_that_somebody_asked_has_no_right_of_its_own(post):
    with pytest.raises(NotAllowed):
        give_post(by=actor.clock("import", make_user()), person=make_person(), post=post)


def test_the_same_post_is_not_given_twice(clerk, post):
    person = make_person()
    give_post(by=by(clerk), person=person, post=post)
    with pytest.raises(Refused) as refusal:
        give_post(by=by(clerk), person=person, post=post)
    assert refusal.value.field == "person"
    assert Holding.objects.filter(person=person).count() == 1


def test_time_goes_forward(clerk, post):
    now = timezone.now()
    with pytest.raises(Refused):
        give_post(by=by(clerk), person=make_person(), post=post, since=now, until=now)


def test_who_stands_in_stands_in_for_the_same_post(clerk, post):
    absent, elsewhere = make_holding(make_person(), post), make_holding(make_person())
    stand_in = give_post(by=by(clerk), person=make_person(), post=post, acting_for=absent)
    assert stand_in.acting_for == absent
    with pytest.raises(Refused):
        give_post(by=by(clerk), person=make_person(), post=post, acting_for=elsewhere)


def test_rights_end_with_the_holding(clerk, post):
    user = make_user()
    holding = give_post(by=by(clerk), person=make_person(user=user), post=post)
    Holding.objects.update(since=timezone.now() - timedelta(days=1))
    holding.refresh_from_db()
    end_holding(by=by(clerk), holding=holding)
    assert footings(user) == ()
    with pytest.raises(Refused):
        end_holding(by=by(clerk), holding=holding)
    assert Entry.objects.filter(verb="post.ended").count() == 1


def test_an_end_may_be_set_ahead_and_brought_forward(clerk, post):
    holding = make_holding(make_person(), post)
    end_holding(by=by(clerk), holding=holding, until=timezone.now() + timedelta(days=30))
    end_holding(by=by(clerk), holding=holding, until=timezone.now() + timedelta(days=1))
    assert holding.until < timezone.now() + timedelta(days=2)


def test_an_end_is_not_taken_back(clerk, post):
    holding = make_holding(make_person(), post, until=timezone.now() + timedelta(days=1))
    with pytest.raises(Refused):
        end_holding(by=by(clerk), holding=holding, until=timezone.now() + timedelta(days=30))


def test_who_was_entered_twice_gets_the_post_by_the_entry_that_is_kept(clerk, post):
    gone, kept = (make_person("陈示范", phone="13800005678") for _n in range(2))
    kept.phone = ""
    kept.save()
    gone.merged_into = kept
    gone.save()
    holding = appoint(by=by(clerk), post=post, name="陈示范", phone="13800005678")
    assert holding.person == kept
