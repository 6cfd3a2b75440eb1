"""An agenda is public: a need whose title is not stands on it by its number."""

import pytest

from committees.actions import approving, meetings
from residents.actions import raising, sorting
from residents.actions.publishing import withdraw_from_public
from residents.actions.tabling import table_need
from residents.models import NeedCategory
from tests.factories import by
from tests.factories.committees import make_minutes

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


def test_a_title_that_is_taken_back_is_taken_off_public_agendas_minutes_and_the_search(
    client, scene
):
    need = raising.raise_need(by=by(), words="坏了", place=scene.village)
    category = NeedCategory.objects.get()
    worded = {"title": "张家漏水", "sentence": "漏水。"}
    sorting.accept_need(by=scene.clerk, need=need, category=category, **worded)
    body = scene.body.organization
    tabling = table_need(by=scene.clerk, need=need, body=body, question="怎么办？")
    meetings.add_item(by=scene.chair, meeting=scene.meeting, tabling=tabling)
    meeting = f"/meetings/{scene.meeting.pk}/"
    paper = make_minutes(scene.chair, scene.meeting, post=scene.post)
    approving.submit_minutes(by=scene.chair, minutes=paper)
    approving.publish_minutes(by=scene.approver, minutes=paper)
    pages = (meeting, f"/minutes/{paper.pk}/")
    assert all("张家漏水" in client.get(address).content.decode() for address in pages)
    need.refresh_from_db()
    withdraw_from_public(by=scene.clerk, need=need, reason="看得出是谁家。")
    for address in (*pages, "/search/?q=漏水", "/decisions/"):
        page = client.get(address).content.decode()
        assert "张家漏水" not in page, address
        assert f'href="/needs/{need.number}/"' not in page, f"{address} leads nowhere"
    assert need.number in client.get(meeting).content.decode()
