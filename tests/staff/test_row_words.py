"""Rows of the staff pages are called in words: no keys, no stored numbers, no empty choices."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from foundation.calendar.models import Holiday
from foundation.jobs.models import Job
from foundation.site.models import QuotedFigure, SiteText
from residents.models import Referral
from services.models import Investment
from tests.factories import (
    make_category,
    make_holding,
    make_need,
    make_organization,
    make_person,
    make_place,
    make_post,
    make_town,
)
from tests.factories.agreements import (
    make_agreement,
    make_delivery,
    make_grant,
    make_obligation,
    make_reduction,
    make_statement,
)
from tests.factories.services import make_listing
from tests.factories.workshops import make_opening, make_workshop
from tests.staff.scene import button, listing, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def clerk(town):
    return staff("town_clerk", town)[0]


def page_of(clerk, row):
    meta = row._meta
    name = f"admin:{meta.app_label}_{meta.model_name}_change"
    return clerk.get(reverse(name, args=[row.pk])).content.decode()


def heading(page):
    return page.partition("<h1>")[2].partition("</h1>")[0]


def test_a_holding_is_called_by_its_post_and_who_holds_it(clerk, town):
    holding = make_holding(make_person("梁示范"), place=make_place(parent=town), role="grid_worker")
    called = f"{holding.post} · 梁示范"
    assert heading(page_of(clerk, holding)) == called
    assert f"{called}</a>" in clerk.get(button(holding, "end")).content.decode()


def test_deliveries_and_reductions_are_called_by_day_and_obligation(clerk, town):
    agreement = make_agreement(place=town, floor_percent=90)
    make_grant(agreement)
    delivery = make_delivery(make_obligation(agreement), agreement.since, "36.00")
    words = heading(page_of(clerk, delivery))
    assert f"{delivery.day:%Y}年" in words.replace(" ", "")
    assert str(delivery.obligation) in words
    assert "36.00" not in words
    reduction = make_reduction(delivery, "8.00")
    words = heading(page_of(clerk, reduction))
    assert str(delivery.obligation) in words
    assert "−8 " in words
    statement = make_statement(agreement)
    shown = page_of(clerk, statement)
    assert "<dd data-words>90%</dd>" in shown


def test_the_way_back_from_a_referral_names_the_need(clerk, town):
    department = make_organization("示范站", place=town, kind="department")
    post = make_post("department", "经办人", organization=department)
    need = make_need(place=make_place(parent=town), state="accepted", public=True)
    sent = Referral.objects.create(
        need=need, department=department, post=post, due_on=date(2000, 1, 1), asked_by=post
    )
    page = clerk.get(button(sent, "take_back")).content.decode()
    assert f"{need.number} → 示范站</a>" in page


def test_texts_of_the_site_are_named_in_words(clerk):
    for language in ("zh-hans", "en"):
        text = SiteText.objects.create(key="privacy", language=language, text="示范")
    page = clerk.get(listing(SiteText)).content.decode()
    for raw in (">privacy<", ">zh-hans<", ">en<"):
        assert raw not in page
    assert "个人信息" in page
    assert "简体中文" in page
    assert "English" in heading(page_of(clerk, text))
    narrowed = clerk.get(listing(SiteText) + "?language=en").content.decode()
    assert narrowed.count('<th class="field-what"') == 1


def test_a_quoted_figure_stands_without_noughts(clerk):
    figure = QuotedFigure.objects.create(
        key="spaces-invested", value=Decimal("2400000.00"), bound="over", unit="元", source="示范"
    )
    ended = {"key": "workshops", "value": 6, "unit": "家", "source": "示范"}
    QuotedFigure.objects.create(**ended, ended_at=timezone.now())
    page = clerk.get(listing(QuotedFigure)).content.decode()
    assert ">2,400,000<" in page
    assert ".00" not in page
    now = clerk.get(listing(QuotedFigure) + "?quoted=1").content.decode()
    assert ("2,400,000" in now, ">6<" in now) == (True, False)
    form = clerk.get(button(figure, "correct")).content.decode()
    assert 'value="2400000"' in form


def test_a_service_and_an_opening_are_headed_by_their_english_names(clerk, town):
    service = make_listing(place=town, name_en="Shifan canteen")
    opening = make_opening(make_workshop(place=town), title_en="Packer")
    for row, name in ((service, "Shifan canteen"), (opening, "Packer")):
        with override("en"):
            assert heading(page_of(clerk, row)) == name


def test_money_put_in_is_written_by_thousands(clerk, town):
    agreement = make_agreement(place=town)
    Investment.objects.create(
        agreement=agreement, amount=86000, day=date(2026, 2, 1), at=timezone.now()
    )
    assert "86,000.00 元" in page_of(clerk, agreement)


def test_the_name_of_a_national_holiday_stays_in_both_languages(clerk):
    day = Holiday.objects.create(day=date(2026, 10, 1), name="National Day", source="示范")
    form = clerk.get(button(day, "change")).content.decode()
    assert 'value="国庆节"' in form
    said = {"day": "2026-10-01", "is_workday": "0", "name": "国庆节", "source": "国务院办公厅"}
    assert clerk.post(button(day, "change"), said).status_code == 302
    day.refresh_from_db()
    assert (day.name, day.source) == ("National Day", "国务院办公厅")


def test_a_filter_with_nothing_to_choose_is_left_out(clerk, town):
    make_category()
    make_organization(place=town)
    assert "<h3>地点</h3>" not in clerk.get("/admin/residents/organization/").content.decode()
    for name in ("甲村", "乙村"):
        make_organization(name, place=make_place(name, parent=town))
    assert "<h3>地点</h3>" in clerk.get("/admin/residents/organization/").content.decode()


def test_a_list_to_choose_from_says_so(clerk, town):
    need = make_need(place=make_place(parent=town), state="accepted", public=True)
    page = clerk.get(button(need, "refer")).content.decode()
    assert "---------" not in page
    assert '<option value="" selected>请选择</option>' in page
    assign = clerk.get(button(need, "news")).content.decode()
    assert "（选填）" not in assign


def test_a_job_is_called_by_what_it_does(town):
    system = staff("system_admin", town)[0]
    job = Job.objects.create(kind="foundation.refresh_search", key="search:1", progress=40)
    page = system.get(listing(Job)).content.decode()
    assert "foundation.refresh_search" not in page
    assert "更新搜索" in page
    assert "40%" in page
    assert heading(page_of(system, job)) == "更新搜索"
