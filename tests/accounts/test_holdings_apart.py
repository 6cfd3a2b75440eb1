"""Nobody holds one post twice at once: the database says so, whoever asks and however many."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from foundation import actor
from foundation.record import apart
from foundation.refusals import Refused
from residents.actions.holdings import give_post
from residents.models import Holding
from tests.factories import make_holding, make_person, make_post
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()
DAY = timedelta(days=1)
TIMES = 4


@pytest.fixture
def post():
    return make_post()


@pytest.fixture
def person():
    return make_person()


@pytest.fixture
def unguarded():
    """The database without the rule, until the test ends."""
    apart.remove(connection)
    yield
    Holding.objects.all().delete()
    apart.install(connection)


def held(person, post, since, until=None):
    """Whether the database takes a holding, written past every action."""
    try:
        with transaction.atomic():
            return make_holding(person, post, since=since, until=until)
    except IntegrityError:
        return None


def test_holdings_that_meet_are_refused_and_those_that_follow_are_not(person, post):
    assert held(person, post, NOW, NOW + 2 * DAY)
    for since, until in (
        (NOW, NOW + 2 * DAY),
        (NOW + DAY, None),
        (NOW - DAY, None),
        (NOW - DAY, NOW + DAY),
        (NOW + DAY, NOW + 3 * DAY),
    ):
        assert held(person, post, since, until) is None
    assert held(person, post, NOW - DAY, NOW)
    assert held(person, post, NOW + 2 * DAY)


def test_others_hold_the_post_meanwhile_and_she_holds_other_posts(person, post):
    assert held(person, post, NOW, NOW + DAY)
    assert held(make_person(), post, NOW, NOW + DAY)
    assert held(person, make_post(), NOW, NOW + DAY)


def test_a_holding_is_not_made_longer_over_the_next_one(person, post):
    first = held(person, post, NOW, NOW + DAY)
    assert held(person, post, NOW + DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Holding.objects.filter(pk=first.pk).update(until=NOW + 2 * DAY)
    assert Holding.objects.filter(pk=first.pk).update(until=NOW + DAY / 2)


@pytest.mark.sqlite
def test_an_older_trigger_becomes_that_of_today(person, post):
    name = "apart_residents_holding_insert"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(
            f"CREATE TRIGGER {name} AFTER INSERT ON residents_holding BEGIN SELECT 1; END"
        )
    assert apart.missing(connection) == []
    apart.install(connection)
    assert held(person, post, NOW, NOW + 2 * DAY)
    assert held(person, post, NOW + DAY, NOW + 3 * DAY) is None


@pytest.mark.postgresql
def test_an_older_constraint_becomes_that_of_today_and_todays_stays(person, post):
    name, alter = "apart_residents_holding", "ALTER TABLE residents_holding"
    apart.install(connection)
    with connection.cursor() as cursor:
        cursor.execute("SELECT oid FROM pg_constraint WHERE conname = %s", [name])
        todays = cursor.fetchall()
        apart.install(connection)
        cursor.execute("SELECT oid FROM pg_constraint WHERE conname = %s", [name])
        assert cursor.fetchall() == todays
        cursor.execute(
            f"{alter} DROP CONSTRAINT {name}, ADD CONSTRAINT {name}"
            " EXCLUDE USING gist (int8range(person_id, person_id, '[]') WITH &&,"
            " int8range(post_id, post_id, '[]') WITH &&, tstzrange(since, until) WITH &&)"
            " WHERE (person_id < 0)"
        )
    assert apart.missing(connection) == []
    apart.install(connection)
    assert held(person, post, NOW, NOW + 2 * DAY)
    assert held(person, post, NOW + DAY, NOW + 3 * DAY) is None


def written_at_once(person, post):
    """How many of some holdings with an end are taken that are written at the same moment."""
    made = race(TIMES, lambda n: held(person, post, NOW + n * DAY, NOW + 30 * DAY))
    return sum(isinstance(one, Holding) for one in made)


def test_of_many_at_once_one_is_taken(person, post, figure):
    taken = written_at_once(person, post)
    assert taken == 1
    figure(f"{taken} of {TIMES} at once taken", bound="1")


@pytest.mark.usefixtures("unguarded")
def test_control_without_the_rule_all_are_taken(person, post, control):
    taken = written_at_once(person, post)
    assert taken == TIMES
    control(f"{taken} of {TIMES} taken")


def test_of_many_acts_at_once_one_gives_the_post_and_the_others_are_refused(person, post):
    by = actor.clock("tests")
    end = timezone.now() + 30 * DAY
    made = race(TIMES, lambda n: give_post(by=by, person=person, post=post, until=end))
    assert sum(isinstance(one, Holding) for one in made) == 1
    assert sum(isinstance(one, Refused) for one in made) == TIMES - 1


@pytest.mark.usefixtures("unguarded")
def test_migrate_puts_the_rule_back():
    assert "residents_holding" in apart.missing(connection)
    call_command("migrate", verbosity=0)
    assert apart.missing(connection) == []


def test_two_rules_on_one_table_are_a_mistake():
    with pytest.raises(ValueError, match="another rule"):
        apart.keep_apart("residents_holding", "post_id")
