"""`manage.py reindex` puts back what may be found of needs, with their place, and nothing more."""

import pytest
from django.core.management import call_command

from foundation.search.models import SearchDoc
from residents.actions import raising, sorting
from tests.factories import by, make_category, make_clerk, make_place, make_town

pytestmark = pytest.mark.django_db


def test_public_needs_come_back_with_their_place():
    village = make_place(parent=make_town())
    clerk = by(make_clerk(place=village)[0])
    need = raising.raise_need(by=by(), words="秘密的原话", place=village)
    raising.raise_need(by=by(), words="没有公开", place=village)
    sorting.accept_need(
        by=clerk, need=need, category=make_category(), title="路灯不亮", sentence="三盏。"
    )
    before = SearchDoc.objects.values_list("kind", "key", "title", "summary", "place_path")
    kept = list(before)
    assert kept == [("need", need.number, "路灯不亮", "三盏。", village.path)]
    SearchDoc.objects.all().delete()
    call_command("reindex", verbosity=0)
    assert list(before.all()) == kept
