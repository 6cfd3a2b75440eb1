"""What the site says of itself: its kind, its texts, the figures it quotes."""

import pytest
from django.utils import translation

from foundation.actor import clock, visitor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused, Stale
from foundation.site import actions, queries
from foundation.site.models import Installation, InstallationKind, QuotedFigure, SiteText

pytestmark = pytest.mark.django_db
BY = clock("tests.site")
EMPTY, DEMO, REAL = InstallationKind.EMPTY, InstallationKind.DEMO, InstallationKind.REAL


@action("tests.work")
def work(row, *, by):
    """Somebody does something."""
    record.note(by, "tests.worked", row)


def test_a_new_database_is_empty_and_asking_writes_nothing(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert queries.installation().kind == EMPTY
    assert not queries.is_demo()
    assert not Installation.objects.exists()


def test_the_demo_is_marked_and_recorded():
    actions.mark(by=BY, kind=DEMO, town_code="000000000")
    assert queries.is_demo()
    assert queries.installation().town_code == "000000000"
    assert Entry.objects.get(verb="installation.marked").values == {"kind": ["empty", "demo"]}
    actions.mark(by=BY, kind=DEMO)
    assert Installation.objects.get().town_code == "000000000"


@pytest.mark.parametrize(
    ("first", "then"), [(REAL, DEMO), (DEMO, REAL), (REAL, EMPTY), (DEMO, EMPTY)]
)
def test_a_demo_and_a_town_never_become_each_other(first, then):
    actions.mark(by=BY, kind=first)
    with pytest.raises(Refused):
        actions.mark(by=BY, kind=then)
    assert queries.installation().kind == first


def test_a_town_becomes_real():
    actions.mark(by=BY, kind=EMPTY)
    actions.mark(by=BY, kind=REAL)
    assert queries.holds_real_records()


def test_the_demo_refuses_a_database_in_which_people_have_worked():
    row = actions.mark(by=BY, kind=EMPTY)
    assert not queries.holds_real_records()
    work(row, by=visitor())
    assert queries.holds_real_records()
    with pytest.raises(Refused):
        actions.mark(by=BY, kind=DEMO)


def test_people_who_work_in_a_demo_do_not_make_it_real():
    work(actions.mark(by=BY, kind=DEMO), by=visitor())
    assert not queries.holds_real_records()
    actions.mark(by=BY, kind=DEMO)


def test_a_visitor_marks_nothing():
    with pytest.raises(NotAllowed):
        actions.mark(by=visitor(), kind=REAL)
    with pytest.raises(NotAllowed):
        actions.write_text(by=visitor(), key="home.lead", language="en", text="x")


def test_a_text_is_in_the_pages_language_or_the_pages_own():
    actions.write_text(by=BY, key="home.lead", language="zh-hans", text="有事说一声")
    with translation.override("zh-hans"):
        assert queries.text("home.lead", "default") == "有事说一声"
    with translation.override("en"):
        assert queries.text("home.lead", "default") == "default"
    assert queries.text("home.lead", language="zh-hans") == "有事说一声"


def test_an_empty_text_gives_the_default():
    actions.write_text(by=BY, key="home.lead", language="en", text="")
    assert queries.text("home.lead", "default", language="en") == "default"


def test_many_texts_are_one_query(django_assert_num_queries):
    for n in range(30):
        SiteText.objects.create(key=f"k{n}", language="en", text=str(n))
    with django_assert_num_queries(1):
        assert len(queries.texts([f"k{n}" for n in range(30)], language="en")) == 30


def test_the_second_of_two_writers_is_told():
    first = actions.write_text(by=BY, key="k", language="en", text="one")
    second = actions.write_text(by=BY, key="k", language="en", text="two", revision=first.revision)
    assert (second.text, second.revision) == ("two", 2)
    with pytest.raises(Stale) as stale:
        actions.write_text(by=BY, key="k", language="en", text="three", revision=first.revision)
    assert (stale.value.current.text, stale.value.submitted) == ("two", "three")
    assert stale.value.revision == 2
    assert SiteText.objects.get().text == "two"


def test_a_quoted_figure_has_a_source_and_keeps_its_bound(django_assert_num_queries):
    said = {"key": "income", "value": 2000, "unit": "yuan", "bound": QuotedFigure.Bound.OVER}
    with pytest.raises(Refused) as refusal:
        actions.quote_figure(by=BY, **said, source=" ")
    assert refusal.value.field == "source"
    actions.quote_figure(by=BY, **said, source="a gazette", not_stated="the period")
    actions.quote_figure(by=BY, **{**said, "value": 2100}, source="a gazette")
    with django_assert_num_queries(1):
        found = queries.figures("income", "unknown")
    assert set(found) == {"income"}
    assert (found["income"].value, found["income"].bound) == (2100, "over")
    assert Entry.objects.filter(verb="figure.quoted").count() == 2
    old = QuotedFigure.objects.get(value=2000)
    assert old.ended_at is not None  # corrected by a new row, and kept
    with pytest.raises(Stale):
        actions.quote_figure(by=BY, **said, source="a gazette", replaces=old)
    actions.end_figure(by=BY, figure=found["income"])
    assert queries.figures("income") == {}
