"""Who holds the post that carries an outcome out tells how it goes, with one button."""

from datetime import timedelta

import pytest
from django.utils import timezone

from committees.actions import approving
from committees.models import Resolution
from committees.queries.public import listed_outcomes
from tests.factories import make_holding, make_person, make_user
from tests.factories.accounts import client_of
from tests.factories.committees import make_minutes, make_paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def outcome(evening):
    """A public outcome whose post is a grid worker's."""
    paper = make_minutes(evening.chair, evening.meeting, post=evening.post)
    approving.submit_minutes(by=evening.chair, minutes=paper)
    approving.publish_minutes(by=evening.approver, minutes=paper)
    return evening.meeting.items.get().resolution


@pytest.fixture
def worker(evening):
    """The browser of who holds the post."""
    user = make_user()
    make_holding(make_person(user=user), evening.post)
    return client_of(user)


def test_the_desk_offers_it_and_residents_read_it(client, outcome, worker):
    address = f"/desk/decisions/{outcome.pk}/"
    assert address in worker.get("/desk/").content.decode()
    assert address in worker.get("/decisions/").content.decode()
    said = {"state": "open", "sentence": "灯已经订好。", "revision": 0}
    answer = worker.post(address, said, follow=True)
    assert answer.redirect_chain == [(address, 302)]  # where it stands with what was said before
    assert "灯已经订好。" in answer.content.decode()
    page = client.get("/decisions/").content.decode()
    assert "灯已经订好。" in page
    assert address not in page


def test_it_ends_with_a_sentence(client, outcome, worker):
    address = f"/desk/decisions/{outcome.pk}/"
    said = {"state": "done", "sentence": "灯亮了。", "revision": 0}
    assert worker.post(address, {**said, "sentence": ""}).status_code == 422
    assert worker.post(address, {**said, "revision": 7}).status_code == 409
    assert worker.post(address, said)["Location"] == "/decisions/"
    outcome.refresh_from_db()
    assert (outcome.state, outcome.how_ended) == ("done", "灯亮了。")
    assert worker.get(address).status_code == 404


@pytest.mark.parametrize("state", ["open", "done"])
def test_who_comes_second_is_told_and_then_taken(outcome, worker, state):
    """Sent again from the page that tells it, with the same words."""
    address = f"/desk/decisions/{outcome.pk}/"
    worker.post(address, {"state": "open", "sentence": "灯已经订好。", "revision": 0})
    said = {"state": state, "sentence": "灯已经装好。", "revision": 0}
    told = worker.post(address, said)
    assert told.status_code == 409
    assert "灯已经装好。" in told.content.decode()
    again = {name: told.context["form"][name].value() for name in said}
    assert worker.post(address, again).status_code == 302


def test_others_do_not(evening, outcome):
    assert client_of(evening.member.user).get(f"/desk/decisions/{outcome.pk}/").status_code == 404


def test_of_the_ended_ones_the_last_ended_comes_first(evening, outcome):
    paper = make_paper(outcome.item.meeting.lead, "published", post=evening.post)
    other, now = paper.meeting.items.get().resolution, timezone.now()
    for first, second in ((outcome, other), (other, outcome)):
        for one, days in ((first, 1), (second, 9)):
            ended = {"state": "done", "ended_at": now - timedelta(days=days)}
            Resolution.objects.filter(pk=one.pk).update(**ended)
        assert list(listed_outcomes(timezone.localdate())) == [first, second]
