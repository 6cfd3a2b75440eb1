"""Whoever presses the button several times at once has raised one need."""

import pytest
from django.test import Client

from residents.models import Need, NeedStep
from tests.factories import make_place, make_town
from tests.needs.asking import check_page, key_on
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True)


def test_four_at_once_raise_one_need(client):
    key = key_on(check_page(client, make_place(parent=make_town())))

    def press(_number):
        hand = Client()
        hand.cookies = client.cookies
        return hand.post("/needs/new/check/", {"client_key": key})

    answers = race(4, press)
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer["Location"] for answer in answers}) == 1
    assert (Need.objects.count(), NeedStep.objects.count()) == (1, 1)
