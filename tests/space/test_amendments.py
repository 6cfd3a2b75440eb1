"""An agreement that runs is amended: another end, another floor, allowed as a new one would be."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override

from committees.models import Resolution
from foundation.actor import clock
from foundation.refusals import NotAllowed, Refused, Stale
from residents.models import Notice
from services.actions import agreements, grants, statements
from services.actions.amendments import amend_agreement
from services.actions.approvals import add_approval, strike_approval
from services.approvals import missing
from services.models import Amendment
from services.queries.quarter import figures_of
from services.queries.readiness import readiness_of
from services.terms import ApprovalKind
from tests.factories import by, make_clerk, make_post, make_user
from tests.factories.agreements import (
    make_agreement,
    make_approval,
    make_grant,
    make_obligation,
    noon,
)
from tests.factories.committees import make_body, make_paper
from tests.fixtures.kept import copied
from tests.space.conftest import make_scene

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
NOW = noon(TODAY)
UNTIL = date(2029, 1, 1)
CLOCK = clock("tests")


def closed_scene():
    """With every quarter closed that is over."""
    scene = make_scene()
    for since, day in ((1, date(2026, 4, 5)), (4, date(2026, 7, 5)), (7, date(2026, 10, 5))):
        quarter = date(2026, since, 1)
        statements.freeze_statement(
            by=CLOCK, agreement=scene.agreement, since=quarter, now=noon(day)
        )
    return scene


@pytest.fixture(scope="module")
def kept_scene(store):
    return store(closed_scene)


@pytest.fixture
def scene(db, kept_scene):
    return copied(kept_scene)


def on_file(scene, kind, **fields):
    fields = {"day": TODAY, "now": noon(TODAY - timedelta(days=1)), **fields}
    fields["day"] = min(fields["day"], date(2026, 11, 20))
    return add_approval(by=scene.clerk, agreement=scene.agreement, kind=kind, **fields)


def all_on_file(scene):
    """What a collective's venue asks for: decision, notice that is over, contract."""
    notice = {"notice_since": date(2026, 11, 1), "notice_until": date(2026, 11, 16)}
    return [
        on_file(scene, ApprovalKind.DECISION, by_words="示范村股份经济合作社"),
        on_file(scene, ApprovalKind.PUBLICITY, **notice),
        on_file(scene, ApprovalKind.CONTRACT, number="示范补字〔2026〕1号"),
    ]


def file_papers(agreement, day):
    """The same three of another agreement, its notice up to the twentieth day from `day`."""
    notice = {"notice_since": day, "notice_until": day + timedelta(days=19)}
    for kind, fields in (
        ("decision", {"by_words": "社"}),
        ("contract", {"number": "1"}),
        ("publicity", notice),
    ):
        make_approval(agreement, kind, at=noon(day), **fields)


def amended(scene, papers=None, **fields):
    fields = {"until": UNTIL, "floor_percent": None, "now": NOW, "reason": "双方续约", **fields}
    fields.setdefault("by", scene.clerk)
    fields.setdefault("revision", scene.agreement.revision)
    papers = all_on_file(scene) if papers is None else papers
    return amend_agreement(agreement=scene.agreement, papers=papers, **fields)


def test_an_amendment_is_a_row_and_the_agreement_says_what_it_says(scene):
    row = amended(scene, floor_percent=85)
    scene.agreement.refresh_from_db()
    assert (scene.agreement.until, scene.agreement.floor_percent) == (UNTIL, 85)
    assert (row.was_until, row.was_floor_percent, row.since) == (date(2028, 1, 1), None, TODAY)
    assert {paper.approval.kind for paper in row.papers.all()} == {
        *("decision", "publicity", "contract")
    }


def test_the_partner_is_told_what_and_on_the_telephone_why(scene):
    row = amended(scene, floor_percent=85)
    (notice,) = Notice.objects.filter(user=scene.partner.user, channel=Notice.Channel.INBOX)
    assert notice.heading == (
        f"协议 {scene.agreement.number} 已变更。最后一天改为2028年12月31日（原为2027年12月31日）；"
        "从2026年第4季度起，底线为85%（原为不设底线）。"
    )
    with override("en"):
        assert notice.line == (
            f"Agreement {scene.agreement.number} was amended. "
            "Last day: December 31, 2028 (before: December 31, 2027); "
            "Floor as of Quarter 4 of 2026: 85% (before: no floor)."
        )
    assert notice.address == f"/ledger/{scene.agreement.number}/"
    assert notice.sentence == row.reason


def test_the_floor_counts_from_the_quarter_that_runs_and_closed_ones_stay(scene):
    before = list(scene.agreement.statements.values("since", "waived", "verdict", "floor_percent"))
    amended(scene, floor_percent=85)
    assert before == list(
        scene.agreement.statements.values("since", "waived", "verdict", "floor_percent")
    )
    last = statements.freeze_statement(
        by=CLOCK, agreement=scene.agreement, since=date(2026, 10, 1), now=noon(date(2027, 1, 4))
    )
    assert (last.floor_percent, last.verdict) == (85, "below")


def test_while_an_earlier_quarter_is_open_the_floor_waits_and_the_end_does_not(scene):
    now = noon(date(2027, 1, 2))
    papers = all_on_file(scene)
    with pytest.raises(Refused, match="更早的季度") as refused:
        amended(scene, papers, floor_percent=85, now=now)
    assert refused.value.field == "floor_percent"
    amended(scene, papers, now=now)
    assert scene.agreement.until == UNTIL


def test_the_added_time_counts(scene):
    later = (date(2028, 1, 1), date(2028, 2, 1))
    assert figures_of([scene.agreement], *later)[scene.agreement.pk].waived == 0
    amended(scene)
    assert figures_of([scene.agreement], *later)[scene.agreement.pk].waived == 3000


def test_a_shorter_one_runs_to_its_new_end_and_the_clock_ends_it(scene):
    amended(scene, until=date(2026, 12, 1))
    assert agreements.expire_agreements(by=CLOCK, now=noon(date(2026, 11, 30))) == 0
    assert agreements.expire_agreements(by=CLOCK, now=noon(date(2026, 12, 1))) == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"until": date(2028, 1, 1)}, "until"),  # as it was
        ({"until": TODAY}, "until"),
        ({"until": date(2046, 11, 24)}, "until"),  # twenty years from what renews it
        ({"floor_percent": 0}, "floor_percent"),
        ({"floor_percent": 1001}, "floor_percent"),
        ({"reason": " "}, "reason"),
    ],
)
def test_what_cannot_be(scene, fields, field):
    with pytest.raises(Refused) as refused:
        amended(scene, **fields)
    assert refused.value.field == field
    assert not Amendment.objects.exists()


@pytest.mark.parametrize("kind", ["decision", "publicity", "contract"])
def test_without_one_of_the_papers_it_is_refused_by_name(scene, kind):
    papers = [paper for paper in all_on_file(scene) if paper.kind != kind]
    with pytest.raises(Refused, match="还缺") as refused:
        amended(scene, papers)
    assert refused.value.field == "papers"


def test_papers_of_the_beginning_of_another_agreement_or_struck_out_do_not_count(scene):
    papers = all_on_file(scene)
    first = make_approval(scene.agreement, "contract", number="旧合同")  # of the day it began
    other = make_approval(make_agreement(place=scene.place), "contract", number="别的")
    struck = on_file(scene, ApprovalKind.CONTRACT, number="写错的")
    make_approval(scene.agreement, "contract", strikes=struck, words="写错")
    for wrong in (first, other, struck):
        with pytest.raises(Refused, match="不能作为"):
            amended(scene, [*papers, wrong])


def test_one_paper_allows_one_amendment(scene):
    papers = all_on_file(scene)
    amended(scene, papers)
    with pytest.raises(Refused, match="不能作为"):
        amended(scene, papers, until=date(2030, 1, 1))


def test_a_party_bodys_paper_and_a_withdrawn_one_do_not_count(scene):
    papers = all_on_file(scene)
    branch = make_body("party_branch", place=scene.place, name="示范支部")
    on_record = make_approval(scene.agreement, "decision", by_organization=branch.organization)
    body = make_body("collective", place=scene.place, name="示范合作社")
    make_paper(body, "draft", post=make_post("chair", organization=body.organization))
    resolution = Resolution.objects.filter(item__meeting__lead=body).first()
    unread = make_approval(scene.agreement, "decision", resolution=resolution)
    for wrong in (on_record, unread):
        with pytest.raises(Refused, match="不能作为"):
            amended(scene, [*papers, wrong])


def test_a_paper_that_it_stands_on_is_struck_once_the_right_one_is_there(scene):
    papers = all_on_file(scene)
    amended(scene, papers)
    contract = papers[-1]
    with pytest.raises(Refused, match="先"):
        strike_approval(by=scene.clerk, approval=contract, why="写错", now=NOW)
    later = noon(TODAY + timedelta(days=1))
    on_file(scene, ApprovalKind.CONTRACT, number="示范补字〔2026〕2号", now=later)
    strike_approval(by=scene.clerk, approval=contract, why="写错", now=later)


def test_papers_of_an_amendment_do_not_stand_in_for_those_of_the_beginning(scene):
    amended(scene)
    assert len(missing(readiness_of(scene.agreement))) == 3


def test_another_agreement_of_the_venue_stands_in_the_way(scene):
    following = make_agreement(place=scene.place, since=date(2028, 1, 1), until=UNTIL)
    make_grant(following, venue=scene.grant.venue)
    papers = all_on_file(scene)
    with pytest.raises(Refused, match=following.number):
        amended(scene, papers)
    amended(scene, papers, until=date(2027, 6, 1))  # away from it


def test_a_following_agreement_cannot_begin_in_the_added_time(scene):
    following = make_agreement(
        place=scene.place, since=date(2028, 1, 1), until=UNTIL, state="draft"
    )
    make_grant(following, venue=scene.grant.venue)
    make_obligation(following)
    amended(scene)
    scene.agreement.refresh_from_db()
    file_papers(following, date(2027, 12, 1))
    with pytest.raises(Refused, match=scene.agreement.number):
        agreements.start_agreement(by=scene.clerk, agreement=following, revision=0, now=NOW)


def test_a_venue_given_elsewhere_is_not_granted_again(scene):
    other = make_agreement(place=scene.place)
    file_papers(other, date(2026, 2, 1))
    grant = {"agreement": other, "what": "rent", "market_monthly": Decimal(1)}
    with pytest.raises(Refused, match=scene.agreement.number):
        grants.add_grant(by=scene.clerk, venue=scene.grant.venue, since=date(2026, 3, 1), **grant)
    grants.amend_grant(
        by=scene.clerk, grant=scene.grant, since=date(2027, 1, 1), until=date(2027, 7, 1)
    )
    row = grants.add_grant(by=scene.clerk, venue=scene.grant.venue, since=date(2027, 7, 1), **grant)
    early = scene.agreement.grants.order_by("since").last()
    with pytest.raises(Refused, match=other.number):
        grants.amend_grant(
            by=scene.clerk, grant=early, since=date(2027, 2, 1), until=date(2027, 8, 1)
        )
    assert row.since == date(2027, 7, 1)


def test_only_a_running_one_by_who_keeps_it_and_on_what_was_seen(scene):
    papers = all_on_file(scene)
    supervisor = by(make_clerk("supervisor", place=scene.place)[0])
    for somebody in (by(make_clerk()[0]), supervisor, scene.partner, by(make_user()), by()):
        with pytest.raises(NotAllowed):
            amended(scene, papers, by=somebody)
    with pytest.raises(Stale):
        amended(scene, papers, revision=9)
    with pytest.raises(Refused, match="最后一天已过"):
        amended(scene, papers, now=noon(date(2028, 1, 1)))
    agreements.end_agreement(
        by=scene.clerk, agreement=scene.agreement, revision=0, why="搬走", now=NOW
    )
    with pytest.raises(Refused, match="履行中"):
        amended(scene, papers)
