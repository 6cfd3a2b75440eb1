"""A body that ends on a day to come still meets until then."""

from datetime import timedelta

import pytest
from django.utils import timezone

from committees.access.bodies import may_join
from tests.factories.committees import make_body


@pytest.mark.parametrize(("days", "joins"), [(None, True), (1, True), (0, False), (-1, False)])
def test_a_body_joins_until_the_day_of_its_end(scene, days, joins):
    other = make_body("village_representatives", place=scene.village, name="示范代表会议")
    if days is not None:
        other.organization.ended_on = timezone.localdate() + timedelta(days=days)
    assert may_join(scene.chair.user, scene.body, other) == joins
