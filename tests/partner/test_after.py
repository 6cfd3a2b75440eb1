"""What comes after: the history by day, corrections, reductions answered, the quarter's paper."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from services.actions.deliveries import undo_delivery
from services.actions.reductions import lift_reduction, reduce_delivery
from services.actions.statements import freeze_statement, publish_statement
from services.models import Delivery, ReductionAnswer
from services.periods import quarter_of
from tests.factories.agreements import make_delivery, noon
from tests.space.conftest import make_scene

PAGES = "/partner/deliveries/"


def reduced(day, ago=3):
    """A delivery of twenty meals of which staff took five off."""
    row = make_delivery(day.meals, day.today - timedelta(days=ago))
    return reduce_delivery(by=day.clerk, delivery=row, quantity=Decimal(5), reason="少五份")


def closed(day, *, frozen=None):
    """The statement of the first quarter."""
    quarter = quarter_of(day.since)
    make_delivery(day.meals, quarter.until - timedelta(days=1))
    now = frozen or noon(quarter.until)
    return freeze_statement(by=day.clerk, agreement=day.agreement, since=quarter.since, now=now)


def test_days_come_by_fourteen_and_nothing_is_lost_between_pages(day):
    for ago in range(30):
        make_delivery(day.meals, day.today - timedelta(days=ago))
    seen, address = [], PAGES
    for _page in range(3):
        page = day.client.get(address)
        assert ('rel="prev"' in page.content.decode()) == (address != PAGES)
        seen += [one for one, _rows in page.context["days"]]
        address = f"{PAGES}?before={page.context['older']}"
    assert page.context["older"] is None
    assert seen == [day.today - timedelta(days=ago) for ago in range(30)]
    assert day.client.get(f"{PAGES}?before=2026-99-99").status_code == 200


def test_a_correction_stands_beside_what_was_entered(day):
    row = make_delivery(day.meals, day.today - timedelta(days=3))
    address = f"{PAGES}{row.pk}/"
    assert day.client.post(address, {"quantity": "18", "why": ""}).status_code == 422
    assert day.client.post(address, {"quantity": "18", "why": "多记两份"}).status_code == 302
    entry = day.client.get(PAGES).context["days"][0][1][0]
    assert (entry.said, entry.counted) == (18, 18)
    page = day.client.get(PAGES).content.decode()
    assert "多记两份" in page
    again = day.client.post(address, {"quantity": "18", "why": "再来"})
    assert again.status_code == 422
    assert Delivery.objects.filter(kind="correction").count() == 1


def test_what_was_taken_back_says_so_and_can_not_be_corrected(day):
    row = make_delivery(day.meals, day.today, at=timezone.now())
    undo_delivery(by=day.partner, delivery=row)
    page = day.client.get(PAGES)
    assert page.context["days"][0][1][0].undone
    assert f"{PAGES}{row.pk}/" not in page.content.decode()


def test_a_reduction_is_answered_once(day):
    one = reduced(day)
    home = day.client.get("/partner/").content.decode()
    assert "有 1 笔交付被核减" in home
    address = f"/partner/reductions/{one.pk}/"
    assert "少五份" in day.client.get(address).content.decode()
    assert day.client.post(address, {"text": " "}).status_code == 422
    assert day.client.post(address, {"text": "当天停电"}).status_code == 302
    assert day.client.post(address, {"text": "再说一次"}).status_code == 422
    assert ReductionAnswer.objects.get().text == "当天停电"
    page = day.client.get(PAGES)
    assert page.context["waiting"] == []
    assert page.context["days"][0][1][0].counted == 15
    assert "当天停电" in page.content.decode()
    assert "被核减" not in day.client.get("/partner/").content.decode()


def test_a_lifted_reduction_counts_again_and_asks_for_nothing(day):
    lift_reduction(by=day.clerk, reduction=reduced(day), reason="核对无误")
    page = day.client.get(PAGES)
    assert page.context["waiting"] == []
    assert page.context["days"][0][1][0].counted == 20
    assert "核对无误" in page.content.decode()


def test_the_paper_is_answered_before_it_is_public(day):
    paper = closed(day)
    address = f"/partner/statements/{paper.pk}/"
    page = day.client.get(address)
    assert page.context["answerable"]
    said = page.content.decode()
    assert "不作为结算、采购或资产处置依据" in said
    assert paper.number in said
    assert day.client.post(address, {"text": ""}).status_code == 422
    assert day.client.post(address, {"text": "天冷人少"}).status_code == 302
    paper.refresh_from_db()
    assert paper.answer == "天冷人少"
    page = day.client.get(address)
    assert not page.context["answerable"]
    assert "天冷人少" in page.content.decode()
    assert day.client.post(address, {"text": "再说"}).status_code == 422


def test_a_public_paper_takes_no_answer(day):
    paper = closed(day)
    week = noon(quarter_of(day.since).until + timedelta(days=7))
    publish_statement(by=day.clerk, statement=paper, now=week)
    address = f"/partner/statements/{paper.pk}/"
    assert not day.client.get(address).context["answerable"]
    assert day.client.post(address, {"text": "迟到的话"}).status_code == 422
    paper.refresh_from_db()
    assert paper.answer == ""


def test_the_paper_keeps_its_figures_whatever_is_entered_later(day):
    paper = closed(day)
    address = f"/partner/statements/{paper.pk}/"
    before = day.client.get(address).context["lines"]
    make_delivery(day.meals, paper.since, "7", counts_on=day.today)
    after = day.client.get(address).context["lines"]
    assert before == after
    assert after["obligations"][0]["delivered"] == "20"


def test_what_is_others_is_not_found(day):
    other = make_scene(since=day.since, until=day.agreement.until)
    other.today = day.today
    row, paper = reduced(other), None
    other.since = day.since
    paper = closed(other)
    for address in (
        f"{PAGES}{row.delivery_id}/",
        f"/partner/reductions/{row.pk}/",
        f"/partner/statements/{paper.pk}/",
    ):
        assert day.client.get(address).status_code == 404
        assert day.client.post(address, {"text": "x", "quantity": 1, "why": "x"}).status_code == 404


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_opens_in_both_languages(day, language):
    one, paper = reduced(day), closed(day)
    for address in (
        *("/partner/", PAGES, "/partner/statements/", "/partner/place/"),
        *(f"{PAGES}{one.delivery_id}/", f"/partner/reductions/{one.pk}/"),
        *(f"/partner/statements/{paper.pk}/", f"/partner/enter/{day.meals.pk}/"),
    ):
        assert day.client.get(language + address).status_code == 200, address
