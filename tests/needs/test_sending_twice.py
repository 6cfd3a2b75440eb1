"""Whoever presses the button several times at once has raised one need."""

import pytest
from django.test import Client

from residents.actions import raising
from residents.models import Need, NeedStep
from tests.factories import make_place, make_town
from tests.needs.asking import check_page, key_on
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True)


def four_at_once(client):
    """One form sent four times at the same moment."""
    key = key_on(check_page(client, make_place(parent=make_town())))

    def press(_number):
        hand = Client()
        hand.cookies = client.cookies
        return hand.post("/needs/new/check/", {"client_key": key})

    return race(4, press)


def test_four_at_once_raise_one_need(client, figure):
    answers = four_at_once(client)
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer["Location"] for answer in answers}) == 1
    assert (Need.objects.count(), NeedStep.objects.count()) == (1, 1)
    figure(f"sent {len(answers)} times: {Need.objects.count()}", bound="1")


def test_control_without_its_key_they_raise_more(client, monkeypatch, control):
    with_key = raising.store_once
    monkeypatch.setattr(
        raising, "store_once", lambda _key, now, **values: with_key(None, now, **values)
    )
    answers = four_at_once(client)
    assert Need.objects.count() > 1
    control(f"sent {len(answers)} times: {Need.objects.count()}")
