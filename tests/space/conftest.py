"""An agreement of a village, with its clerk and the partner's operator."""

from types import SimpleNamespace

import pytest

from tests.factories import by, make_clerk, make_holding, make_person, make_place, make_town
from tests.factories import make_user as make_login
from tests.factories.agreements import make_agreement, make_grant, make_obligation


def make_scene(**fields):
    """The agreement runs since 1 January 2026: 3000 yuan a month against 20 meals a day."""
    place = make_place(parent=make_town())
    clerk = by(make_clerk(place=place)[0])
    agreement = make_agreement(place=place, **fields)
    user = make_login()
    make_holding(make_person(user=user), role="partner", organization=agreement.partner)
    return SimpleNamespace(
        place=place,
        clerk=clerk,
        partner=by(user),
        agreement=agreement,
        grant=make_grant(agreement),
        meals=make_obligation(agreement),
    )


@pytest.fixture
def scene():
    return make_scene()
