"""The form of a need, sent again: for a day it shows the slip, afterwards it says where to go."""

from datetime import timedelta

import pytest
from django.test import Client

from residents.models import Need
from residents.queries.reporters import slip_still_shown
from tests.factories import make_need, make_place, make_town
from tests.needs.asking import check_page, key_on

pytestmark = pytest.mark.django_db
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def key(client):
    """The key of a form that was sent once."""
    key = key_on(check_page(client, make_place(parent=make_town())))
    client.post("/needs/new/check/", {"client_key": key})
    return key


def again(key, address="/needs/new/check/"):
    """The form comes again, from a device that knows nothing else."""
    return Client().post(address, {"client_key": key})


def test_within_the_day_it_shows_the_slip(key):
    answer = again(key)
    assert answer.status_code == 302
    assert answer["Location"].endswith("/slip/")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/needs/new/check/", "这里不再显示回执"),
        ("/en/needs/new/check/", "its slip is no longer shown here"),
    ],
)
def test_after_the_day_it_says_what_to_do(key, address, words):
    need = Need.objects.get()
    Need.objects.update(created_at=need.created_at - DAY)
    answer = again(key, address)
    page = answer.content.decode()
    assert answer.status_code == 410
    assert words in page
    assert "slips" not in answer.cookies
    assert need.number not in page
    assert need.code not in page
    assert f'action="{address.replace("new/check", "track")}"' in page
    assert Need.objects.count() == 1


def test_the_day_is_twenty_four_hours():
    need = make_need()
    assert slip_still_shown(need, need.created_at + DAY - SECOND)
    assert not slip_still_shown(need, need.created_at + DAY)
