"""A village with a committee: its chair, its secretary, a member, and the town's clerk."""

from types import SimpleNamespace

import pytest

from tests.factories import by, make_category, make_clerk, make_place, make_post, make_town
from tests.factories.committees import make_body, make_meeting, make_officer


def make_scene():
    """Everybody needed to call a meeting, write it up, approve and publish it."""
    town = make_town()
    village = make_place(parent=town)
    body = make_body(place=village)
    chair = make_officer("chair", body)
    make_category()
    return SimpleNamespace(
        town=town,
        village=village,
        body=body,
        chair=chair,
        secretary=make_officer("secretary", body),
        member=make_officer("member", body),
        clerk=by(make_clerk(place=village)[0]),
        approver=by(make_clerk("town_clerk", place=town)[0]),
        post=make_post("grid_worker", place=village),
        meeting=make_meeting(chair, body),
    )


@pytest.fixture
def scene(db):
    """The scene inside a test's transaction."""
    return make_scene()


@pytest.fixture
def open_scene(transactional_db):
    """The scene committed, for threads."""
    return make_scene()
