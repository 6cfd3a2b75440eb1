"""An agenda is public: a need whose title is not stands on it by its number."""

import pytest

from committees.actions import meetings
from residents.actions import raising, sorting
from residents.actions.tabling import table_need
from residents.models import NeedCategory
from tests.factories import by

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("publish", [True, False])
def test_a_title_that_is_not_public_stays_so(scene, publish):
    need = raising.raise_need(by=by(), words="坏了", place=scene.village)
    sorting.accept_need(
        by=scene.clerk,
        need=need,
        category=NeedCategory.objects.get(),
        title="一家的事",
        sentence="只有经办人看。",
        publish=publish,
    )
    tabling = table_need(
        by=scene.clerk, need=need, body=scene.body.organization, question="怎么办？"
    )
    item = meetings.add_item(by=scene.chair, meeting=scene.meeting, tabling=tabling)
    assert ("一家的事" in item.title) == publish
    assert publish or need.number in item.title
