"""Two people edit one row: the second is told, with both texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foundation.actor import Actor, visitor
from foundation.record.actions import action
from foundation.record.models import Entry, Result
from foundation.refusals import NotAllowed, Stale, require
from foundation.revision.actions import on_seen, update_revised
from foundation.site.models import SiteText
from tests.fixtures.told import Figure
from tests.races import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> SiteText:
    return SiteText.objects.create(key="about", language="en", text="old")


def test_written_once_with_the_next_revision(row: SiteText, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = update_revised(row, expected=0, text="new")
    assert (answer, row.text, row.revision) == (row, "new", 1)
    assert SiteText.objects.values_list("text", "revision").get() == ("new", 1)


def test_second_writer_is_told_with_both_texts(row: SiteText):
    other = SiteText.objects.get()
    update_revised(row, expected=0, text="first")
    with pytest.raises(Stale) as told:
        update_revised(other, expected=0, text="second")
    assert (told.value.current.text, told.value.submitted) == ("first", {"text": "second"})
    update_revised(other, expected=told.value.revision, text="both")
    assert SiteText.objects.get().text == "both"


def test_row_that_is_gone_is_stale(row: SiteText):
    SiteText.objects.all().delete()
    with pytest.raises(Stale) as told:
        update_revised(row, expected=0, text="x")
    assert told.value.current is None


def test_what_is_done_around_a_row_moves_it_on(row: SiteText):
    """Also where the row itself is not written: what hangs on it is part of what was seen."""
    with on_seen(row, 0):
        pass
    with pytest.raises(Stale) as told, on_seen(row, 0):
        pytest.fail("done on a version that stands no more")
    assert (told.value.current, told.value.revision) == (row, 1)
    row.refresh_from_db()
    with on_seen(row, 1):
        update_revised(row, expected=1, text="new")
    assert SiteText.objects.values_list("text", "revision").get() == ("new", 2)


def test_who_says_no_version_has_seen_none(row: SiteText):
    with pytest.raises(Stale), on_seen(row, None):
        pytest.fail("done on a version that nobody saw")


def test_of_what_fails_around_a_row_nothing_stays_but_the_refusal(row: SiteText):
    @action("texts.look")
    def look(*, by: Actor) -> None:
        SiteText.objects.update(text="half")
        require(False, "not you")

    with pytest.raises(NotAllowed), on_seen(row, 0):
        look(by=visitor())
    assert SiteText.objects.values_list("text", "revision").get() == ("old", 0)
    assert Entry.objects.get().result == Result.REFUSED


@pytest.mark.django_db(transaction=True)
def test_of_many_around_one_row_at_once_one_does_it(row: SiteText, figure: Figure):
    def do(number: int) -> int:
        with on_seen(row, 0):
            return number

    outcomes = race(10, do)
    done = [one for one in outcomes if isinstance(one, int)]
    assert (len(done), sum(isinstance(o, Stale) for o in outcomes)) == (1, 9), outcomes
    figure(f"{len(done)} of {len(outcomes)} acted on one version", bound="1")


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_writes(row: SiteText, figure: Figure):
    def write(number: int) -> SiteText:
        return update_revised(SiteText.objects.get(), expected=0, text=f"text {number}")

    outcomes = race(10, write)
    won = [outcome for outcome in outcomes if isinstance(outcome, SiteText)]
    assert (len(won), sum(isinstance(o, Stale) for o in outcomes)) == (1, 9), outcomes
    assert SiteText.objects.get().text == won[0].text
    figure(f"{len(won)} of {len(outcomes)} wrote a text", bound="1")


@pytest.mark.django_db(transaction=True)
def test_control_without_the_comparison_writers_overwrite_each_other(
    row: SiteText, control: Callable[[str], None]
):
    def write(number: int) -> int:
        found = SiteText.objects.get(revision=0)
        found.text = f"text {number}"
        found.save()
        return number

    outcomes = race(10, write)
    assert outcomes == list(range(10)), "all thought that they had won"
    assert SiteText.objects.count() == 1
    control(f"{len(outcomes)} thought that they had written a text")
