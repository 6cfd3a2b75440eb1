"""A list does not tell by growing shorter what its columns hide."""

import pytest

from residents.models import Need
from tests.staff.scene import listing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "probe", ["words__contains=路", "reporter=1", "reporter__phone=1", "reporter_name__isnull=0"]
)
def test_hidden_columns_are_no_filters(client, world, probe):
    client.force_login(world.users["supervisor"])
    assert client.get(f"{listing(Need)}?{probe}").status_code == 400


@pytest.mark.parametrize(
    "shown", ["state__exact=raised", "q=灯", "o=1", "place=1", "queue=overdue"]
)
def test_shown_filters_work(client, world, shown):
    client.force_login(world.users["supervisor"])
    assert client.get(f"{listing(Need)}?{shown}").status_code == 200
