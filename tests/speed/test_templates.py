"""What a page draws: few templates a row, and words that stand in a template looked up once."""

import pytest
from django.template import Context, Engine, engines
from django.utils import translation

from bench import sized
from tests.factories import make_place, make_town

A_ROW = ["services/_listing_row.html", "services/_price.html"]


def drawn(client):
    """The names of the templates that the list of services is drawn with."""
    return sorted(one.name for one in client.get("/services/").templates)


@pytest.mark.django_db
def test_a_row_of_services_is_two_templates(client, at):
    at("2026-11-23 11:00")
    villages = [make_place("甲村", parent=make_town())]
    sized.services(40, villages)
    twenty = drawn(client)
    assert [twenty.count(one) for one in A_ROW] == [20, 20]
    assert len(twenty) - 40 < 30


def said(source, **context):
    """What the portal's templates make of a source, in Chinese and in English, each twice."""
    template = engines["django"].from_string("{% load i18n static %}" + source)
    for language in ("zh-hans", "en") * 2:
        with translation.override(language):
            yield template.render(context)


@pytest.mark.parametrize(
    ("source", "chinese", "english"),
    [
        ('{% translate "Search" %}', "搜索", "Search"),
        ('{% translate "N" context "north" %}', "北", "N"),
        ('{% translate "Search" as it %}{{ it }}', "搜索", "Search"),
        ('{% translate "Search"|upper %}', "搜索", "SEARCH"),
        ('{% translate "100%" %}', "100%", "100%"),
        ('{% static "mark.svg" %}', "/static/mark.svg", "/static/mark.svg"),
    ],
)
def test_words_are_those_of_the_page(source, chinese, english):
    assert list(said(source)) == [chinese, english] * 2


def test_words_that_are_handed_in_are_read_each_time():
    template = engines["django"].from_string("{% load i18n %}{% translate words %}")
    with translation.override("zh-hans"):
        assert [template.render({"words": one}) for one in ("Search", "Home")] == ["搜索", "首页"]


def test_words_of_the_template_are_looked_up_once(monkeypatch):
    template = engines["django"].from_string('{% load i18n %}{% translate "Search" %}')
    template.render({})
    monkeypatch.setattr("django.utils.translation._trans.gettext", None)
    assert template.render({}) == "搜索"
    plain = Engine(libraries={"i18n": "django.templatetags.i18n"}).from_string(
        '{% load i18n %}{% translate "Search" %}'
    )
    with pytest.raises(TypeError):  # Django's own asks
        plain.render(Context())
