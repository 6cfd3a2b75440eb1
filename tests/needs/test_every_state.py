"""In each state the page of a need shows its step, the post that has it, and the promised date."""

import re
from datetime import date

import pytest
from django.test import Client

from residents.models import NeedStep
from residents.stages import NeedState
from tests.factories import make_category, make_need, make_place, make_post, make_town

pytestmark = pytest.mark.django_db
DAY, SAID = date(2026, 12, 4), {"": "2026年12月4日", "/en": "December 4, 2026"}
GIVEN = {NeedState.ASSIGNED, NeedState.TABLED, NeedState.UNDER_WAY, NeedState.CLOSED}
HEAD = re.compile(r'<section class="section where-it-is">.*?</section>', re.DOTALL)


@pytest.fixture
def village():
    """A village with its clerk's post, under a town with its own."""
    town = make_town()
    make_post("town_clerk", place=town, title="镇窗口", title_en="Town window")
    village = make_place(parent=town)
    make_post("village_clerk", place=village, title="村办事员", title_en="Village clerk")
    return village


def need_in(state, village):
    """A need that stands so, with what such a need has."""
    office = make_post("office", place=village.parent, title="建设办", title_en="Building office")
    need = make_need(
        place=village,
        public=True,
        state=state,
        category=make_category(workdays=5),
        promised_on=DAY,
        owner_post=office if state in GIVEN else None,
        merged_into=make_need(place=village) if state == NeedState.MERGED else None,
    )
    if state in (NeedState.ANSWERED, NeedState.REFUSED):
        NeedStep.objects.create(
            need=need, round=1, kind=state.value, post=office, sentence="灯换好了。"
        )
    return need


def head(need, language):
    """The frame in which the page says where the need is."""
    html = Client().get(f"{language}/needs/{need.number}/").content.decode()
    (found,) = HEAD.findall(html)
    return found


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("state", NeedState)
def test_step_post_and_date(state, language, village):
    need = need_in(state, village)
    said = head(need, language)
    steps = said.split('<ol class="steps')[1].split("</ol>")[0]
    ended = state in (NeedState.CLOSED, NeedState.REFUSED, NeedState.MERGED)
    assert steps.count("<li") == 5
    assert steps.count('aria-current="step"') == (0 if ended else 1)
    assert ('class="done"' in steps) or not ended
    named = GIVEN | {NeedState.ANSWERED, NeedState.REFUSED}
    office = ("建设办", "Building office") if state in named else ("村办事员", "Village clerk")
    assert office[bool(language)] in said
    promise = said.split('<p class="promise">')[1].split("</p>")[0]
    assert SAID[language] in promise


def test_without_a_clerk_of_its_own_the_towns_window_takes_it_in(village):
    other = make_place(parent=village.parent)
    assert "镇窗口" in head(make_need(place=other, public=True), "")
    assert "村办事员" in head(make_need(place=village, public=True), "")
