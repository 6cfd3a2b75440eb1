"""Agreements through the real acts: prepared, allowed, begun, amended, ended."""

from datetime import date
from decimal import Decimal

import pytest

from foundation.actor import clock
from foundation.refusals import NotAllowed, Refused, Stale
from residents.actions.valuations import value_venue
from residents.stages import StepKind
from services.actions import agreements, approvals, deliveries, grants
from services.approvals import Requirement, missing
from services.models import Agreement, Grant
from services.queries.readiness import readiness_of
from services.terms import AgreementState, ApprovalKind
from tests.factories import by, make_clerk, make_need, make_organization, make_user, make_venue
from tests.factories.agreements import noon

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
NOW = noon(TODAY)
JULY = date(2026, 7, 1)


def drafted(scene, **fields):
    fields = {"since": date(2026, 6, 1), "until": date(2027, 6, 1), **fields}
    return agreements.draft_agreement(
        by=scene.clerk,
        partner=fields.pop("partner", scene.agreement.partner),
        place=scene.place,
        title="一间屋换一顿饭",
        now=NOW,
        **fields,
    )


def with_terms(scene, agreement, venue):
    grants.add_grant(
        by=scene.clerk,
        agreement=agreement,
        what="rent",
        venue=venue,
        market_monthly=Decimal("3000"),
        charged_monthly=Decimal("500"),
    )
    return grants.add_obligation(
        by=scene.clerk,
        agreement=agreement,
        name="示范助餐",
        unit="份",
        per="day",
        quantity=Decimal("20"),
        unit_value=Decimal("5.50"),
    )


def on_file(scene, agreement, kind, **fields):
    fields.setdefault("day", date(2026, 5, 1))
    return approvals.add_approval(by=scene.clerk, agreement=agreement, kind=kind, now=NOW, **fields)


def allowed(scene, agreement):
    on_file(scene, agreement, ApprovalKind.DECISION, by_words="示范村股份经济合作社")
    on_file(scene, agreement, ApprovalKind.CONTRACT, number="示范合字〔2026〕1号")
    on_file(
        scene,
        agreement,
        ApprovalKind.PUBLICITY,
        notice_since=date(2026, 5, 2),
        notice_until=date(2026, 5, 17),
    )


def started(scene, agreement):
    agreement.refresh_from_db()
    return agreements.start_agreement(
        by=scene.clerk, agreement=agreement, revision=agreement.revision, now=NOW
    )


def test_it_begins_when_nothing_is_missing_and_the_need_hears_of_it(scene):
    need = make_need(place=scene.place)
    agreement = drafted(scene, need=need)
    assert agreement.number == "A26-0001"
    obligation = with_terms(scene, agreement, make_venue(place=scene.place))
    with pytest.raises(Refused, match="集体经济组织的决议"):
        started(scene, agreement)
    allowed(scene, agreement)
    assert started(scene, agreement).state == AgreementState.RUNNING
    (step,) = need.steps.filter(kind=StepKind.AGREED)
    assert step.address == f"/ledger/{agreement.number}/"
    partner = clock("demo")
    for _ in range(2):
        deliveries.deliver(by=partner, obligation=obligation, quantity=Decimal(3), now=NOW)
    assert need.steps.filter(kind=StepKind.DELIVERED).count() == 1


@pytest.mark.parametrize(
    ("owner", "lacking"),
    [
        ("collective", {Requirement.COLLECTIVE_DECISION, Requirement.PUBLICITY}),
        ("state", {Requirement.LETTING, Requirement.APPROVAL, Requirement.PUBLICITY}),
        ("community", {Requirement.APPROVAL}),
        ("private", set()),
    ],
)
def test_the_owner_of_the_venue_says_which_papers_are_needed(scene, owner, lacking):
    agreement = drafted(scene)
    with_terms(scene, agreement, make_venue(place=scene.place, owner_type=owner))
    assert set(missing(readiness_of(agreement))) == {*lacking, Requirement.CONTRACT}


def test_another_bodys_decision_is_not_the_collectives(scene):
    agreement = drafted(scene)
    with_terms(scene, agreement, make_venue(place=scene.place))
    body = make_organization("示范村委会", place=scene.place, kind="body")
    row = on_file(scene, agreement, ApprovalKind.DECISION, by_organization=body)
    assert Requirement.COLLECTIVE_DECISION in missing(readiness_of(agreement))
    approvals.strike_approval(by=scene.clerk, approval=row, why="不是集体经济组织", now=NOW)
    on_file(scene, agreement, ApprovalKind.DECISION, by_words="示范村股份经济合作社")
    assert Requirement.COLLECTIVE_DECISION not in missing(readiness_of(agreement))


def test_a_struck_paper_counts_no_more_and_is_struck_once(scene):
    agreement = drafted(scene)
    with_terms(scene, agreement, make_venue(place=scene.place, owner_type="private"))
    row = on_file(scene, agreement, ApprovalKind.CONTRACT, number="1")
    assert missing(readiness_of(agreement)) == []
    approvals.strike_approval(by=scene.clerk, approval=row, why="写错编号", now=NOW)
    assert missing(readiness_of(agreement)) == [Requirement.CONTRACT]
    with pytest.raises(Refused):
        approvals.strike_approval(by=scene.clerk, approval=row, why="再来一次", now=NOW)


def test_a_running_agreement_keeps_the_papers_it_stands_on(scene):
    agreement = drafted(scene)
    with_terms(scene, agreement, make_venue(place=scene.place, owner_type="private"))
    row = on_file(scene, agreement, ApprovalKind.CONTRACT, number="1")
    started(scene, agreement)
    with pytest.raises(Refused):
        approvals.strike_approval(by=scene.clerk, approval=row, why="写错编号", now=NOW)
    on_file(scene, agreement, ApprovalKind.CONTRACT, number="2")
    approvals.strike_approval(by=scene.clerk, approval=row, why="写错编号", now=NOW)


def test_an_amendment_closes_a_row_and_opens_the_next_one(scene):
    following = grants.amend_grant(
        by=scene.clerk, grant=scene.grant, since=JULY, market_monthly=Decimal("3600")
    )
    scene.grant.refresh_from_db()
    assert (scene.grant.until, scene.grant.market_monthly) == (JULY, Decimal("3000.00"))
    assert (following.since, following.line, following.until) == (JULY, scene.grant.line, None)
    stale = Grant.objects.get(pk=scene.grant.pk)
    with pytest.raises(Refused):
        grants.amend_grant(by=scene.clerk, grant=stale, since=JULY, words="再改")
    meals = grants.amend_obligation(
        by=scene.clerk, obligation=scene.meals, since=JULY, quantity=Decimal("25")
    )
    assert (meals.quantity, meals.unit_value, meals.name) == (25, 5, "示范助餐")


@pytest.mark.parametrize("since", [date(2026, 1, 1), date(2025, 12, 31), date(2028, 1, 1), None])
def test_an_amendment_needs_a_day_inside(scene, since):
    with pytest.raises(Refused):
        grants.amend_grant(by=scene.clerk, grant=scene.grant, since=since, words="x")


def test_a_draft_is_rewritten_and_lines_can_be_dropped(scene):
    agreement = drafted(scene)
    obligation = with_terms(scene, agreement, make_venue(place=scene.place))
    same = grants.amend_obligation(by=scene.clerk, obligation=obligation, quantity=Decimal(30))
    assert (same.pk, same.quantity) == (obligation.pk, 30)
    grants.drop_line(by=scene.clerk, row=same)
    assert not agreement.obligations.exists()
    with pytest.raises(Refused):
        grants.drop_line(by=scene.clerk, row=scene.meals)


def test_the_same_is_not_granted_twice(scene):
    with pytest.raises(Refused):
        grants.add_grant(
            by=scene.clerk,
            agreement=scene.agreement,
            what="rent",
            venue=scene.grant.venue,
            market_monthly=Decimal(1),
            since=JULY,
        )


def test_ending_and_expiring(scene):
    agreement = scene.agreement
    with pytest.raises(Refused):  # no reason
        agreements.end_agreement(by=scene.clerk, agreement=agreement, revision=0, now=NOW)
    with pytest.raises(Stale):
        agreements.end_agreement(
            by=scene.clerk, agreement=agreement, revision=9, why="搬走", now=NOW
        )
    agreements.end_agreement(by=scene.clerk, agreement=agreement, revision=0, why="搬走", now=NOW)
    assert (agreement.state, agreement.over_on) == (AgreementState.ENDED, TODAY)
    with pytest.raises(Refused):
        deliveries.deliver(
            by=scene.partner, obligation=scene.meals, quantity=Decimal(1), day=TODAY, now=NOW
        )


def test_the_clock_ends_what_is_over(scene):
    by_clock = clock("services.expire_agreements")
    assert agreements.expire_agreements(by=by_clock, now=noon(date(2027, 12, 31))) == 0
    assert agreements.expire_agreements(by=by_clock, now=noon(date(2028, 1, 1))) == 1
    scene.agreement.refresh_from_db()
    assert scene.agreement.ended_on == date(2028, 1, 1)


def test_withdrawn_drafts_stay(scene):
    agreement = drafted(scene)
    agreements.withdraw_agreement(by=scene.clerk, agreement=agreement, revision=0)
    assert Agreement.objects.get(pk=agreement.pk).state == AgreementState.WITHDRAWN
    with pytest.raises(Refused):
        started(scene, agreement)


def test_only_who_keeps_the_place_writes(scene):
    other = by(make_clerk()[0])
    supervisor = by(make_clerk("supervisor", place=scene.place)[0])
    for somebody in (other, supervisor, scene.partner, by(make_user()), by()):
        with pytest.raises(NotAllowed):
            grants.amend_grant(by=somebody, grant=scene.grant, since=JULY, words="x")


def test_a_venue_is_valued_and_the_last_one_ends(scene):
    venue = scene.grant.venue
    fields = {"method": "周边三处比价", "valuer": "示范评估所"}
    first = value_venue(
        by=scene.clerk, venue=venue, monthly_rent=Decimal(3000), since=date(2026, 1, 1), **fields
    )
    value_venue(by=scene.clerk, venue=venue, monthly_rent=Decimal(3300), since=JULY, **fields)
    first.refresh_from_db()
    assert first.until == JULY
    with pytest.raises(Refused):
        value_venue(by=scene.clerk, venue=venue, monthly_rent=Decimal(1), since=JULY, **fields)
    with pytest.raises(NotAllowed):
        value_venue(by=scene.partner, venue=venue, monthly_rent=Decimal(1), since=TODAY, **fields)


@pytest.mark.parametrize(
    ("since", "until", "field"),
    [
        ("0226-01-01", "2027-01-01", "since"),  # a year mistyped
        ("2006-11-23", "2027-01-01", "since"),  # over by law before it is written down
        ("2046-11-23", "2047-01-01", "since"),
        ("9999-01-01", "9999-12-31", "since"),
        ("2026-06-01", "2046-06-02", "until"),
        ("2026-06-01", "9999-12-31", "until"),
    ],
)
def test_an_agreement_lasts_twenty_years_at_most(scene, since, until, field):
    terms = {"since": date.fromisoformat(since), "until": date.fromisoformat(until)}
    with pytest.raises(Refused) as refused:
        drafted(scene, **terms)
    assert refused.value.field == field
    row = drafted(scene, since=date(2026, 6, 1), until=date(2046, 6, 1))
    with pytest.raises(Refused) as refused:
        agreements.change_agreement(by=scene.clerk, agreement=row, revision=row.revision, **terms)
    assert refused.value.field == field
