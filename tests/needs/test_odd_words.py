"""What is typed of a need stays as it was typed."""

import html

import pytest

from tests.factories import make_place, make_town
from tests.hostile.values import ODD, SCRIPT
from tests.needs.asking import raised_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def village():
    return make_place(parent=make_town())


def kept(value):
    """How a value stands in a page."""
    return html.escape(value.strip(), quote=True)


def test_words_come_back_as_they_were_said(client, village):
    for value in ODD.values():
        need = raised_by(client, village, words=value, name=value[:20])
        assert need.words == value.strip()
        page = client.get(f"/needs/{need.number}/").content.decode()
        assert kept(value) in page
        assert SCRIPT not in page


@pytest.mark.parametrize(
    "path", ["0000-0000", "2611-000000", "9999-999999", "2611-0001/photos/99999999999"]
)
def test_a_number_that_is_not_there(client, path, village):
    assert client.get(f"/needs/{path}/").status_code == 404
