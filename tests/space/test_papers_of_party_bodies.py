"""What a Party body decided is no paper of an agreement: it is neither taken nor shown."""

from datetime import date

import pytest

from committees.kinds import PARTY_KINDS
from committees.models import Resolution
from foundation.refusals import Refused
from services.actions.approvals import add_approval
from services.forms.agreements import ApprovalForm
from services.models import Approval
from services.queries.agreement_page import papers_of
from tests.factories import make_post
from tests.factories.agreements import make_approval, noon
from tests.factories.committees import make_body, make_paper

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def decided(scene, kind):
    """What a body of a kind agreed, its paper published."""
    body = make_body(kind, place=scene.place, name=f"示范{kind}")
    make_paper(body, "published", post=make_post("chair", organization=body.organization))
    return body.organization, Resolution.objects.get(item__meeting__lead=body)


def filed(scene, **by_whom):
    return add_approval(
        by=scene.clerk,
        agreement=scene.agreement,
        kind="decision",
        day=DAY,
        now=noon(DAY),
        **by_whom,
    )


@pytest.mark.parametrize("kind", PARTY_KINDS)
def test_a_party_bodys_decision_is_not_taken(scene, kind):
    organization, resolution = decided(scene, kind)
    for by_whom in ({"resolution": resolution}, {"by_organization": organization}):
        with pytest.raises(Refused, match="党组织"):
            filed(scene, **by_whom)
    assert not Approval.objects.exists()


@pytest.mark.parametrize("kind", PARTY_KINDS)
def test_one_that_is_on_file_is_not_shown(client, scene, kind):
    organization, resolution = decided(scene, kind)
    make_approval(scene.agreement, "decision", number="甲1号", by_organization=organization)
    make_approval(scene.agreement, "decision", number="乙2号", resolution=resolution)
    page = client.get(f"/ledger/{scene.agreement.number}/").content.decode()
    for said in ("甲1号", "乙2号", str(organization), resolution.text):
        assert said not in page


def test_the_competent_bodys_decision_is_taken_and_shown(client, scene):
    organization, resolution = decided(scene, "collective")
    assert [filed(scene, resolution=resolution), filed(scene, by_organization=organization)] == [
        *papers_of(scene.agreement)
    ]
    page = client.get(f"/ledger/{scene.agreement.number}/").content.decode()
    assert str(organization) in page
    assert resolution.text in page


def test_the_form_offers_no_party_body(scene):
    branch, _resolution = decided(scene, "party_branch")
    collective, _resolution = decided(scene, "collective")
    offered = ApprovalForm(user=scene.clerk.user, row=scene.agreement)
    rows = offered.fields["by_organization"].rows
    assert collective in rows
    assert branch not in rows
