"""What can be found by words is what is public, also after the index is made anew."""

import pytest

from committees.actions import approving
from committees.actions.bodies import create_body
from foundation.search.actions import reindex
from foundation.search.models import SearchDoc
from foundation.search.queries import matching
from tests.factories import make_organization
from tests.factories.committees import make_body, make_minutes, make_paper

pytestmark = pytest.mark.django_db
KINDS = ["body", "minutes", "outcome"]


def listed():
    rows = SearchDoc.objects.filter(kind__in=KINDS)
    return set(rows.values_list("kind", "key", "title", "summary", "address", "place_path"))


def test_making_the_index_anew_finds_the_same(scene):
    organization = make_organization("示范村监督委员会", kind="body", place=scene.village)
    create_body(by=scene.approver, organization=organization, kind="supervision", decides="监督")
    paper = make_minutes(scene.secretary, scene.meeting, post=scene.post)
    make_paper(scene.body, "submitted", post=scene.post)
    make_paper(make_body("functional_branch", place=scene.village), "approved", post=scene.post)
    approving.submit_minutes(by=scene.secretary, minutes=paper)
    approving.publish_minutes(by=scene.approver, minutes=paper)
    before = listed()
    assert {kind for kind, *_rest in before} == set(KINDS)
    SearchDoc.objects.filter(kind__in=KINDS[1:]).delete()
    assert reindex(KINDS[1:]) == {"minutes": 1, "outcome": 1}
    assert listed() == before
    assert reindex(["body"])["body"] == 3  # bodies are public, those of the Party by their name
    assert matching("监督委员会").first().address == f"/committees/{organization.slug}/"
