"""The partner's day without scripts: entering, sending twice, repeating, taking back."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from services.actions.statements import freeze_statement
from services.models import Delivery
from services.periods import quarter_of
from tests.factories import make_holding, make_organization
from tests.factories.accounts import add_app, client_of
from tests.factories.agreements import make_agreement, make_delivery, make_obligation, noon
from tests.factories.uploads import make_image, upload
from tests.space.conftest import make_scene


def shown(day, address="/partner/"):
    """The page, and its form as it would be sent untouched."""
    response = day.client.get(address)
    assert response.status_code == 200
    form = response.context["form"]
    return response, {"day": form["day"].value().isoformat(), "key": form["key"].value()}


def rows():
    """What is on file: (name, day, quantity)."""
    found = Delivery.objects.order_by("pk").select_related("obligation")
    return [(row.obligation.name, row.day, row.quantity) for row in found]


def test_a_day_is_entered_and_stands_on_the_page(day):
    _page, sent = shown(day)
    answer = day.client.post("/partner/", sent | {f"n{day.meals.pk}": "18", f"n{day.cuts.pk}": ""})
    assert (answer.status_code, answer.url) == (302, "/partner/")
    assert rows() == [("示范助餐", day.today, Decimal(18))]
    page = day.client.get("/partner/").content.decode()
    assert "已记 1 笔" in page
    assert "已记 18 <span data-words>份</span>" in page
    assert f"/partner/undo/{Delivery.objects.get().pk}/" in page


def test_sent_twice_counts_once(day):
    _page, sent = shown(day)
    sent[f"n{day.meals.pk}"] = "18"
    for _twice in range(2):
        assert day.client.post("/partner/", sent).status_code == 302
    assert rows() == [("示范助餐", day.today, Decimal(18))]


def test_the_same_page_with_other_figures_is_refused_whole(day):
    _page, sent = shown(day)
    day.client.post("/partner/", sent | {f"n{day.meals.pk}": "18"})
    again = sent | {f"n{day.meals.pk}": "20", f"n{day.cuts.pk}": "1"}
    answer = day.client.post("/partner/", again)
    assert answer.status_code == 422
    assert "这一页已经发过一次" in answer.content.decode()
    assert rows() == [("示范助餐", day.today, Decimal(18))]
    assert answer.context["form"]["key"].value() != sent["key"]


def test_what_is_wrong_is_said_beside_its_field_and_kept(day):
    _page, sent = shown(day)
    for wrong in ("-3", "many", "1.005"):
        answer = day.client.post("/partner/", sent | {f"n{day.meals.pk}": wrong})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "<title>错误：" in page
        assert f'value="{wrong}"' in page
        assert f'href="#id_n{day.meals.pk}"' in page
    assert day.client.post("/partner/", sent).status_code == 422
    assert rows() == []


@pytest.mark.parametrize("key", ["", "x", "0" * 31])
def test_a_key_that_is_not_ours_is_refused(day, key):
    _page, sent = shown(day)
    sent |= {"key": key, f"n{day.meals.pk}": "18"}
    assert day.client.post("/partner/", sent).status_code == 422
    assert rows() == []


def test_the_day_before_is_repeated_once(day):
    before = day.today - timedelta(days=1)
    make_delivery(day.meals, before, "17")
    make_delivery(day.cuts, before, "2")
    page, sent = shown(day)
    assert page.context["before"] == [(day.meals, 17), (day.cuts, 2)]
    for _twice in range(2):
        assert day.client.post("/partner/", sent | {"do": "repeat"}).status_code == 302
    assert rows()[2:] == [
        ("示范助餐", day.today, Decimal(17)),
        ("示范理发", day.today, Decimal(2)),
    ]
    page, sent = shown(day)
    assert page.context["before"] == []
    assert day.client.post("/partner/", sent | {"do": "repeat"}).status_code == 422


def test_yesterday_is_entered_from_its_own_page(day):
    yesterday = day.today - timedelta(days=1)
    _page, sent = shown(day, f"/partner/?day={yesterday}")
    assert sent["day"] == yesterday.isoformat()
    answer = day.client.post("/partner/", sent | {f"n{day.meals.pk}": "5"})
    assert answer.url == f"/partner/?day={yesterday}"
    assert rows() == [("示范助餐", yesterday, Decimal(5))]


def test_a_closed_quarter_and_tomorrow_are_not_offered(day):
    closed = quarter_of(day.since).since
    now = noon(quarter_of(day.since).until)
    freeze_statement(by=day.clerk, agreement=day.agreement, since=closed, now=now)
    first = quarter_of(day.since).until
    for asked in (day.today + timedelta(days=1), first - timedelta(days=1), "nonsense"):
        page, sent = shown(day, f"/partner/?day={asked}")
        assert page.context["outside"]
        assert sent["day"] == day.today.isoformat()
    assert not shown(day, f"/partner/?day={first}")[0].context["outside"]


def test_taken_back_within_ten_minutes_only(day):
    row = make_delivery(day.meals, day.today, at=timezone.now() - timedelta(minutes=9))
    old = make_delivery(day.cuts, day.today, "1", at=timezone.now() - timedelta(minutes=11))
    recent = [one["row"] for one in shown(day)[0].context["recent"]]
    assert recent == [row]
    assert day.client.post(f"/partner/undo/{row.pk}/").url == "/partner/"
    answer = day.client.post(f"/partner/undo/{old.pk}/", follow=True)
    assert "十分钟" in answer.content.decode()
    assert [one.corrects for one in Delivery.objects.filter(kind="undo")] == [row]
    assert shown(day)[0].context["recent"] == []


def test_the_quarter_in_words(day):
    make_delivery(day.meals, day.today, "15")
    quarter = quarter_of(day.today)
    agreed = 20 * (quarter.until - max(quarter.since, day.since)).days
    page, _sent = shown(day)
    row = page.context["rows"][0]["line"].quarter
    assert (row.agreed, row.accepted, row.missing) == (agreed, 15, agreed - 15)
    assert f"还差 {agreed - 15:,}" in page.content.decode()


def test_others_days_are_nobody_elses(day):
    other = make_scene(since=day.since, until=day.agreement.until)
    row = make_delivery(other.meals, day.today, at=timezone.now())
    _page, sent = shown(day)
    day.client.post("/partner/", sent | {f"n{other.meals.pk}": "9"})
    assert day.client.post(f"/partner/undo/{row.pk}/").status_code == 404
    assert day.client.get(f"/partner/enter/{other.meals.pk}/").status_code == 404
    assert Delivery.objects.count() == 1
    add_app(other.clerk.user)
    assert client_of(other.clerk.user).get("/partner/").status_code == 403


def test_several_organisations_are_chosen_among(day):
    second = make_organization("示范第二单位", place=day.place)
    make_holding(day.partner.user.person, role="partner", organization=second)
    agreement = make_agreement(
        partner=second, place=day.place, since=day.since, until=day.agreement.until
    )
    books = make_obligation(agreement, name="示范借书")
    page, _sent = shown(day)
    assert second.name in page.content.decode()
    page, sent = shown(day, f"/partner/?for={second.slug}")
    assert [one["line"].obligation for one in page.context["rows"]] == [books]
    answer = day.client.post(f"/partner/?for={second.slug}", sent | {f"n{books.pk}": "3"})
    assert answer.url == f"/partner/?for={second.slug}"
    assert Delivery.objects.get().obligation == books
    assert day.client.get("/partner/?for=nobody").status_code == 404


def test_a_script_is_answered_in_json(day):
    _page, sent = shown(day)
    ask = {"headers": {"accept": "application/json"}}
    said = day.client.post("/partner/", sent, **ask)
    assert (said.status_code, list(said.json())) == (422, ["said"])
    done = day.client.post("/partner/", sent | {f"n{day.meals.pk}": "4"}, **ask)
    assert done.json() == {"to": "/partner/"}
    assert rows() == [("示范助餐", day.today, Decimal(4))]


def test_a_note_and_a_photo_go_with_one_delivery(day):
    page = day.client.get(f"/partner/enter/{day.meals.pk}/")
    form = page.context["form"]
    sent = {"key": form["key"].value(), "day": day.today.isoformat(), "quantity": "12"}
    photo = upload(make_image(size=(40, 20)))
    answer = day.client.post(page.request["PATH_INFO"], sent | {"note": "两桌", "photo": photo})
    assert answer.status_code == 302
    row = Delivery.objects.get()
    assert (row.quantity, row.note) == (12, "两桌")
    add_app(day.clerk.user)
    for browser in (day.client, client_of(day.clerk.user)):
        seen = browser.get(f"/partner/photos/{row.pk}/")
        assert seen["Content-Type"].startswith("image/")
        assert b"".join(seen.streaming_content)
    wrong = day.client.post(page.request["PATH_INFO"], {"quantity": "", "day": ""})
    assert wrong.status_code == 422


def test_nothing_promised_nothing_to_enter(day):
    day.meals.until = day.cuts.until = day.today
    day.meals.save()
    day.cuts.save()
    page, _sent = shown(day)
    assert "没有生效的协议" in page.content.decode()
    assert '<form class="log"' not in page.content.decode()
