"""The arch of the front page: one place's committee with the branches beside it."""

import re
from datetime import date

import pytest

from committees.queries.co_governed import co_governed
from tests.factories import make_organization, make_person, make_place, make_town
from tests.factories.committees import make_body, make_seat

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def governed(place, *, social, party):
    """A committee and a branch that share one person; so many others."""
    led_by = make_body("party_branch", organization=make_organization(place=place, kind="body"))
    of_committee = make_organization(f"{place.name}委员会", place=place, kind="body")
    committee = make_body(organization=of_committee, led_by=led_by)
    branch = make_body(
        "functional_branch", organization=make_organization(place=place, kind="body")
    )
    both = make_person()
    make_seat(committee, person=both)
    make_seat(branch, person=both)
    for number in range(social - 1):
        make_seat((committee, branch)[number % 2])
    for _number in range(party):
        make_seat(branch, "party")
    return committee


def test_each_person_counts_once_over_committee_and_branches():
    committee = governed(make_place(parent=make_town()), social=5, party=2)
    found = co_governed(None, TODAY)
    assert found.committee == committee
    assert (found.share.social, found.share.all, found.share.percent) == (5, 7, 71)


def test_an_official_place_comes_before_an_invented_one():
    town = make_town()
    governed(make_place("虚构村", parent=town), social=3, party=1)
    official = make_place("有码村", parent=town, code="330203100999")
    committee = governed(official, social=2, party=1)
    assert co_governed(None, TODAY).committee == committee


def test_nothing_is_drawn_where_nobody_sits():
    make_body(organization=make_organization(kind="body"))
    assert co_governed(None, TODAY) is None


def test_the_front_page_draws_it_and_leads_there(client, at):
    at("2026-11-23 11:00")
    committee = governed(make_place(parent=make_town()), social=5, party=2)
    html = client.get("/").content.decode()
    assert "党支部牵头，社会群体代表 5 名，占 71%" in html
    arch = html[html.index('class="arch"') :]
    arch = arch[: arch.index("</svg>")]
    assert len(re.findall('class="social"', arch)) == 5
    assert len(re.findall('class="party"', arch)) == 2
    assert "目标" not in arch
    address = f"/committees/{committee.organization.slug}/"
    assert f'href="{address}"' in html
    assert client.get(address).status_code == 200


def test_front_page_and_committee_say_what_each_figure_counts_and_lead_to_each_other(client, at):
    at("2026-11-23 11:00")
    committee = governed(make_place(parent=make_town()), social=5, party=2)
    address = f"/committees/{committee.organization.slug}/"
    front, own = client.get("/").content.decode(), client.get(address).content.decode()
    assert "合计：共治委员会和 1 个功能型党支部，每人只计一次。" in front
    assert f'<a href="{address}">只算委员会：100%</a>' in front
    assert "这里只算本委员会的席位。" in own
    assert "连同 1 个功能型党支部合计，每人只计一次：社会群体代表 5 人，占 71%。" in own
    assert '<a href="/#seats">' in own
    assert 'id="seats"' in front


def test_another_places_committee_does_not_lead_to_the_front_page(client, at):
    at("2026-11-23 11:00")
    town = make_town()
    governed(make_place("有码村", parent=town, code="330203100999"), social=2, party=1)
    other = governed(make_place("虚构村", parent=town), social=3, party=1)
    own = client.get(f"/committees/{other.organization.slug}/").content.decode()
    assert "连同 1 个功能型党支部合计" in own
    assert "#seats" not in own
