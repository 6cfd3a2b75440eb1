"""The demo's space for service: of the invented village alone, through the acts, a year of it."""

from foundation.accounts.models import User
from foundation.record.models import Entry
from residents.access.standing import footings, organizations_with
from residents.models import Organization, Valuation
from residents.roles import Right
from services.models import Agreement, Delivery, Investment, Reduction, Statement
from services.terms import Verdict


def test_three_agreements_and_a_year_of_deliveries(demo, client):
    found = Agreement.objects.order_by("pk")
    assert [one.place.name for one in found] == ["示范村"] * 3
    assert {one.state for one in found} == {"running"}
    assert set(Valuation.objects.values_list("venue__place__name", flat=True)) == {"示范村"}
    assert all("演示" in one.partner.name for one in found)
    first = found[0]
    assert Statement.objects.filter(agreement=first).count() == 4
    days = Delivery.objects.filter(obligation__agreement=first).order_by("day")
    assert (days.last().day - days.first().day).days > 360
    assert {one.verdict for one in first.statements.all()} <= {Verdict.MET, Verdict.BELOW}
    answered = [hasattr(one, "answer") for one in Reduction.objects.order_by("pk")]
    lifted = [hasattr(one, "lift") for one in Reduction.objects.order_by("pk")]
    assert (answered, lifted) == ([True, True], [False, True])
    assert Delivery.objects.filter(kind="correction").count() == 1
    assert Statement.objects.exclude(answer="").count() == 1
    assert Investment.objects.count() == 2
    entered = Entry.objects.filter(verb="delivery.entered", result="done").count()
    assert entered == Delivery.objects.filter(kind="entry").count()
    partner = User.objects.get(username="partner")
    own = organizations_with(footings(partner), Right.LOG_DELIVERIES)
    assert Organization.objects.filter(pk__in=own).count() == 2
    client.force_login(partner)
    page = client.get("/partner/").content.decode()
    assert "老年助餐" in page
    assert f"季度单 {first.number}/" in page, "one quarter is theirs to answer"
