"""What the officer of a department and an office of the town find at the doors of the staff pages.

They are no columns of the tables in `tests/doors/`: a line here is a door with the answer to each.
"""

import pytest
from django.apps import apps
from django.urls import reverse

from residents.actions.referring import refer_need
from residents.actions.sorting import assign_need
from residents.models import Referral
from tests.factories import (
    by,
    make_category,
    make_clerk,
    make_holding,
    make_need,
    make_organization,
    make_person,
    make_place,
    make_post,
    make_town,
    make_user,
)
from tests.factories.accounts import add_app, client_of

pytestmark = pytest.mark.django_db


def officer(post):
    """A browser of somebody who holds the post, with a second factor."""
    user = make_user()
    make_holding(make_person(user=user), post)
    add_app(user)
    return client_of(user)


@pytest.fixture
def doors():
    """One need with each of the two, one with neither, and the browsers of both."""
    town = make_town()
    village = make_place(parent=town)
    clerk = by(make_clerk(place=village)[0])
    station = make_organization("示范供电站", place=town, kind="department")
    department = make_post("department", "供电站经办人", organization=station)
    office = make_post("office", "城建办", place=town)
    kind = make_category()
    sent, given, neither = (
        make_need(place=village, category=kind, state="accepted", public=True) for _need in range(3)
    )
    refer_need(
        by=clerk, need=sent, post=department, sentence="请查线路。", workdays=5, level="public"
    )
    assign_need(by=clerk, need=given, post=office)
    return {
        "department": officer(department),
        "office": officer(office),
        "rows": {
            "sent": sent.pk,
            "given": given.pk,
            "neither": neither.pk,
            "referral": Referral.objects.get().pk,
            "place": village.pk,
        },
    }


# model, door, row, the answer to a department, to an office
TABLE = """
residents.referral      list    -         200  403
residents.referral      change  referral  200  404
residents.referral      answer  referral  409  404
residents.referral      take_back referral 404 404
residents.need          list    -         403  200
residents.need          change  sent      404  404
residents.need          change  given     404  200
residents.need          change  neither   404  404
residents.need          answer  given     404  409
residents.need          refuse  given     404  404
residents.need          assign  given     404  404
residents.need          words   given     404  404
residents.need          number  given     404  404
residents.notice        list    -         403  403
residents.person        list    -         403  403
residents.place         rename  place     404  404
residents.organization  add     -         404  404
foundation.entry        list    -         403  403
foundation.reading      list    -         403  403
foundation.user         list    -         403  403
foundation.job          list    -         403  403
foundation.sitetext     list    -         403  403
committees.minutes      list    -         403  403
services.listing        list    -         403  403
"""
LINES = [line.split() for line in TABLE.strip().splitlines()]


def knock(client, model, act, row):
    """The answer at a door: a list, the form of a new row, a row, or a button left empty."""
    meta = apps.get_model(model)._meta
    name = f"admin:{meta.app_label}_{meta.model_name}_"
    if act in ("list", "add"):
        return client.get(reverse(name + {"list": "changelist"}.get(act, act))).status_code
    if act == "change":
        return client.get(reverse(f"{name}change", args=[row])).status_code
    return client.post(reverse(f"{name}move", args=[row, act])).status_code


def test_each_door_answers_as_its_line_says(doors):
    wrong = []
    for model, act, row, *expected in LINES:
        key = doors["rows"].get(row)
        for role, answer in zip(("department", "office"), expected, strict=True):
            said = knock(doors[role], model, act, key)
            if str(said) != answer:
                wrong.append(f"{model} {act} {row} {role}: {said}, the line says {answer}")
    assert not wrong, "\n".join(wrong)
