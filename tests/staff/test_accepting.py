"""Accepting a need: all that is missing is said at once, each beside its field."""

import re

import pytest

from residents.models import Need
from tests.factories import make_category, make_need, make_place, make_town
from tests.staff.scene import button, staff

pytestmark = pytest.mark.django_db
WORDS = {"title": "请写大家会看到的标题。", "sentence": "请写一句居民看得懂的话。"}


@pytest.fixture
def clerk():
    place = make_place(parent=make_town())
    return staff("village_clerk", place)[0], make_need(place=place), make_category("路灯")


def missing(page):
    """The errors by the field that they stand beside."""
    found = re.findall(r'id="id_(\w+)_error"[^>]*>(.*?)</p>', page, re.DOTALL)
    return {name: re.sub(r"<[^>]+>", "", text).strip() for name, text in found}


@pytest.mark.parametrize("key", ["accept", "answer-at-once"])
@pytest.mark.parametrize(
    ("sent", "lacking"),
    [
        ({"publish": "on"}, ["category", "title", "sentence"]),
        ({"publish": "on", "title": " "}, ["category", "title", "sentence"]),
        ({"publish": "on", "title": "路灯"}, ["category", "sentence"]),
        ({"publish": "on", "sentence": "路灯不亮。"}, ["category", "title"]),
        ({"title": "路灯"}, ["category", "sentence"]),
        ({}, ["category"]),
    ],
)
def test_everything_that_is_missing_is_named_at_once(clerk, key, sent, lacking):
    client, need, _category = clerk
    answer = client.post(button(need, key), {"answer": "好了。", **sent})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert list(missing(page)) == lacking
    for name in lacking[1:]:
        assert WORDS[name] in missing(page)[name]
    assert Need.objects.get(pk=need.pk).state == "raised"


def test_too_long_a_title_is_said_once_and_beside_a_missing_sentence(clerk):
    client, need, category = clerk
    sent = {"category": category.pk, "publish": "on", "title": "长" * 61}
    found = missing(client.post(button(need, "accept"), sent).content.decode())
    assert list(found) == ["title", "sentence"]


def test_nothing_public_needs_no_words(clerk):
    client, need, category = clerk
    answer = client.post(button(need, "accept"), {"category": category.pk})
    assert answer.status_code == 302
    assert Need.objects.get(pk=need.pk).state == "accepted"
