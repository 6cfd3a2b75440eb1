"""A post with outcomes to carry out is not abolished: nobody would answer for them any more."""

import pytest

from committees.actions.outcomes import end_outcome
from committees.kinds import MinutesState
from committees.models import Resolution
from foundation.refusals import Refused
from residents.actions.posts import abolish_post
from tests.factories import by, make_clerk, make_post
from tests.factories.committees import make_paper

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", [MinutesState.SUBMITTED, MinutesState.PUBLISHED])
def test_an_open_outcome_keeps_its_post_in_a_public_paper_or_not(scene, state):
    post = make_post("grid_worker", place=scene.village)
    keeper = by(make_clerk("town_clerk", place=scene.town)[0])
    make_paper(scene.body, state, post=post)
    with pytest.raises(Refused) as refused:
        abolish_post(by=keeper, post=post)
    outcome = Resolution.objects.get()
    assert outcome.text in refused.value.message
    post.refresh_from_db()
    assert post.abolished_on is None


def test_once_they_have_ended_the_post_can_go(scene):
    post = make_post("grid_worker", place=scene.village)
    keeper = by(make_clerk("town_clerk", place=scene.town)[0])
    make_paper(scene.body, MinutesState.PUBLISHED, post=post)
    outcome = Resolution.objects.get()
    end_outcome(by=scene.chair, resolution=outcome, how="装好了。", revision=outcome.revision)
    assert abolish_post(by=keeper, post=post).abolished_on
