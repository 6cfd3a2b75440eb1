"""Under Mine each finds first what is her own: what she raised, her next meeting, her work."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.committees.conftest import make_scene
from tests.factories import make_holding, make_need, make_person, make_post, make_user
from tests.factories.accounts import client_of
from tests.factories.committees import make_meeting

pytestmark = pytest.mark.django_db


def text(client):
    return client.get("/me/").content.decode()


def test_a_resident_finds_what_she_raised_also_before_it_is_public_and_nobody_elses():
    user = make_user("wang")
    mine = make_need(reporter=make_person("王示范", user=user), words="灯坏了")
    other = make_need(words="路不平", reporter=make_person("钱示范"))
    page = text(client_of(user))
    assert f"/needs/{mine.number}/" in page
    assert "灯坏了" in page
    assert page.index("我提的事") < page.index('id="notices"')
    assert other.number not in page
    assert "路不平" not in page


def test_a_resident_who_raised_nothing_is_led_to_slip_and_form():
    page = text(client_of(make_user("zhao")))
    assert "/needs/track/" in page[page.index("我提的事") :]


def test_a_member_finds_her_next_meeting_first_and_no_other_bodys():
    scene = make_scene()
    begins = timezone.now() + timedelta(days=10)
    ahead = make_meeting(scene.chair, scene.body, starts_at=begins, notice_at=None)
    page = text(client_of(scene.member.user))
    assert f"/meetings/{ahead.pk}/" in page
    assert page.index("我的下次会议") < page.index('id="notices"')
    assert "我的下次会议" not in text(client_of(make_user("zhao")))
    assert "我的下次会议" not in text(client_of(scene.clerk.user))


def test_a_post_is_called_by_its_english_title_on_the_english_page():
    user = make_user("wang")
    post = make_post("grid_worker", title="示范网格员", title_en="Grid worker, Shifan grid")
    make_holding(make_person(user=user), post)
    client = client_of(user)
    assert "示范网格员" in text(client)
    page = client.get("/en/me/").content.decode()
    assert "Grid worker, Shifan grid" in page
    assert "示范网格员" not in page


def test_as_many_queries_for_two_needs_and_for_nine():
    user = make_user("wang")
    person, client = make_person("王示范", user=user), client_of(user)
    asked = []
    for more in (2, 7):
        for _each in range(more):
            make_need(reporter=person)
        text(client)
        with CaptureQueriesContext(connection) as queries:
            text(client)
        asked.append(len(queries))
    assert asked == [11, 11]
