"""What is forgotten in time, or deleted as somebody asked, is in no seal: the check stays clean."""

import pytest

from foundation.retention import actions as retention
from foundation.retention.kinds import kinds
from foundation.seals import actions as seals
from foundation.seals.models import Seal
from foundation.seals.queries.checking import findings_of_all
from residents.actions.own_data import ask_to_erase, erase_need, take_contact_back
from tests.factories import by, make_clerk, make_photo, make_place, make_town, make_user
from tests.factories.needs import make_call
from tests.factories.workshops import make_application, make_employment, make_opening, make_workshop
from tests.privacy.test_retention import BY, NOW, ago, old_need

pytestmark = pytest.mark.django_db


def all_that_is_over():
    """Personal values of every kind, past their period; returns a need with some of them."""
    need = old_need(4000)
    make_photo(need)
    make_call(need, state="told", ended_at=ago(181))
    opening = make_opening(state="closed", ended_at=ago(180))
    make_application(opening, name="王示范", state="received", sentence="谢谢您来")
    workshop = make_workshop(mode="individual")
    make_employment(workshop, worker="王示范", until=ago(800).date())
    return need


def test_forgetting_leaves_every_seal_whole(kept):
    all_that_is_over()
    seals.seal_all()
    assert set(Seal.objects.values_list("chain", flat=True)) >= {"record", *kept}
    gone = retention.forget_due(by=BY, now=NOW)
    assert [kind.key for kind in kinds() if not kind.swept and not gone[kind.key]] == []
    assert list(findings_of_all()) == []
    assert seals.seal_all() > 0  # the entries of what was forgotten
    assert list(findings_of_all()) == []


def test_deleting_as_asked_leaves_every_seal_whole(kept):
    place = make_place(parent=make_town())
    user, clerk = make_user(), make_clerk(place=place)[0]
    need = old_need(10, place=place)
    make_photo(need)
    code = need.code
    seals.seal_all()
    take_contact_back(by=by(user), need=need, code=code)
    ask_to_erase(by=by(user), need=need, code=code)
    erase_need(by=by(clerk), need=need)
    need.refresh_from_db()
    assert (need.words, need.reporter_name) == ("", "")
    assert seals.seal_all() > 0
    assert list(findings_of_all()) == []
