"""The pages of workshops and work: fixed numbers of queries, and what each says and keeps back."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from tests.factories.accounts import add_app, client_of
from tests.factories.workshops import (
    keeping_rows,
    make_application,
    make_employment,
    make_opening,
    make_report,
    make_workshop,
)
from tests.workshops.scene import SEPTEMBER, Scene
from workshops.models import Application, Opening, Pay
from workshops.queries.hosting import months_before

pytestmark = pytest.mark.django_db
PUBLIC = {"/workshops/": 7, "/workshops/SLUG/": 4, "/jobs/": 2, "/jobs/OPENING/": 2}
HOST = {
    "/partner/workshops/": 8,
    "/partner/openings/OPENING/": 6,
    "/partner/workshops/ROWS/MONTH/people/": 7,
}


def queries(client, address):
    """How many queries the page takes."""
    cache.clear()
    client.get(address)  # what a process asks once
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return len(asked)


def grow(scene, rows, number):
    """So many more of everything that a page lists."""
    months = months_before(timezone.localdate(), scene.workshop.since)
    for each in range(number):
        other = make_workshop(host=scene.host, namesake=scene.host)
        make_report(other, months[0])
        opening = make_opening(other)
        make_opening(scene.workshop)
        make_application(opening)
        make_application(Opening.objects.filter(workshop=scene.workshop).first())
        employment = make_employment(rows)
        Pay.objects.create(employment=employment, month=months[0], amount=1)
        if each < len(months) and not scene.workshop.reports.filter(month=months[each]).exists():
            make_report(scene.workshop, months[each])


def test_a_page_asks_the_same_for_one_row_and_for_thirty():
    scene = Scene()
    rows = keeping_rows(scene.host)
    scene.opening()
    grow(scene, rows, 1)
    first = Opening.objects.filter(workshop=scene.workshop).first()
    month = months_before(timezone.localdate(), scene.workshop.since)[0]
    names = {
        "SLUG": scene.workshop.slug,
        "OPENING": str(first.pk),
        "ROWS": rows.slug,
        "MONTH": f"{month:%Y-%m}",
    }

    def asked():
        found = {}
        for client, pages in ((Client(), PUBLIC), (client_of(scene.user), HOST)):
            for page in pages:
                address = page
                for name, value in names.items():
                    address = address.replace(name, value)
                found[page] = queries(client, address)
        return found

    few = asked()
    grow(scene, rows, 29)
    assert asked() == few == PUBLIC | HOST


def test_the_gain_never_stands_without_its_definition():
    scene = Scene()
    scene.signed(baseline_mean=None)
    page = Client().get(f"/workshops/{scene.workshop.slug}/").content.decode()
    assert "没有报来工坊以前的收入" in page
    assert "增收 " not in page.replace("人均增收", "")
    for words in ("2000", "3000"):
        assert f"{words} 元" not in page


def test_a_withheld_month_is_on_no_public_page_and_the_host_reads_why():
    scene = Scene()
    scene.signed(20)
    scene.signed(23, SEPTEMBER.replace(month=10), total_pay=88887)
    page = Client().get(f"/workshops/{scene.workshop.slug}/").content.decode()
    assert "2026年9月" in page.replace(" ", "").replace("\u2009", "")
    assert "23" not in page.split("<main")[1].split("</main>")[0].replace("2026", "")
    host = client_of(scene.user).get("/partner/workshops/").content.decode()
    assert "相差不足五人" in host


def test_who_is_invited_does_not_wait_for_an_answer():
    scene = Scene()
    opening = scene.opening()
    for state in ("received", "reopened", "invited", "declined", "withdrawn"):
        make_application(opening, state=state, sentence="好")
    host = client_of(scene.user).get("/partner/workshops/").content.decode()
    assert "2 人等回复" in host
    assert "已约 1 人" in host


def test_what_an_applicant_is_told_is_optional_for_a_hire_alone():
    scene = Scene()
    application = make_application(scene.opening())
    client, address = client_of(scene.user), f"/partner/applications/{application.pk}/"
    for state, needed, free in (
        ("received", {"invite", "decline"}, "（录用时可不填）"),
        ("invited", {"decline"}, "（不录用时必填）"),
    ):
        Application.objects.filter(pk=application.pk).update(state=state)
        page = client.get(address).content.decode()
        assert free in page
        assert "（选填）" not in page
        for do in needed:
            assert client.post(address, {"do": do, "sentence": ""}).status_code == 409


def test_pages_of_hosts_keep_the_menu_of_partners():
    scene, month = Scene(mode="individual"), "2026-09"
    opening = scene.opening()
    client, work = client_of(scene.user), f"/partner/workshops/{scene.workshop.slug}"
    for address in (
        "/partner/workshops/",
        f"{work}/offer/",
        f"{work}/{month}/",
        f"{work}/{month}/people/",
        f"/partner/openings/{opening.pk}/",
        f"/partner/openings/{opening.pk}/change/",
        f"/partner/applications/{make_application(opening).pk}/",
    ):
        page = client.get(address).content.decode()
        bar = page.split('<nav class="workbar"')[1].split("</nav>")[0]
        assert bar.count("<li>") == 5
        assert '<a href="/partner/workshops/" aria-current="true">我们的工坊' in bar
        assert '<a href="/partner/">交付登记</a>' in page


def test_how_many_are_hired_already_is_told_to_nobody():
    scene, client = Scene(), Client()
    opening = scene.opening(wanted=7)
    addresses = ("/jobs/", f"/jobs/{opening.pk}/", f"/workshops/{scene.workshop.slug}/")
    before = [strip_tags(client.get(one).content.decode()) for one in addresses]
    assert all("7" in text for text in before)
    Opening.objects.filter(pk=opening.pk).update(hired=3)
    assert [strip_tags(client.get(one).content.decode()) for one in addresses] == before


def test_an_application_sent_twice_is_one():
    scene = Scene()
    opening = scene.opening()
    said = {"name": "王示范", "phone": "13800000000", "consent": "on", "client_key": "b" * 32}
    client = Client()
    for _time in range(2):
        answer = client.post(f"/jobs/{opening.pk}/apply/", said)
        assert answer.status_code == 302
    assert Application.objects.count() == 1


def test_the_clerk_at_the_window_prints_the_slip_and_does_not_follow():
    scene = Scene()
    client, opening = client_of(scene.clerk.user), scene.opening()
    add_app(scene.clerk.user)
    page = client.get(f"/jobs/{opening.pk}/apply/").content.decode()
    assert 'name="on_behalf"' in page
    said = {"name": "王示范", "phone": "13800000000", "consent": "on", "on_behalf": "on"}
    answer = client.post(f"/jobs/{opening.pk}/apply/", said, follow=True)
    application = Application.objects.get()
    assert application.entered_by is not None
    slip = answer.content.decode()
    assert application.number in slip
    assert re.search(r'<dd class="keep">[^<]*日</dd>', slip), "no date breaks inside"
    assert f"{settings.SITE_URL.partition('://')[2]}/jobs/track/" in slip, "whole, as it is typed"
    assert client.get(f"/jobs/sent/{application.number}/").status_code == 404


def test_wrong_codes_are_counted_and_open_nothing():
    application = make_application()
    client = Client()
    said = {"number": application.number, "code": "ABCDEFGH"}
    answers = [client.post("/jobs/track/", said).status_code for _try in range(6)]
    assert answers == [422] * 5 + [429]
    said["code"] = application.code
    assert client.post("/jobs/track/", said).status_code == 429, "the right one has to wait too"


def test_it_is_taken_back_by_the_slip():
    application = make_application()
    client = Client()
    said = {"number": application.number, "code": application.code}
    assert client.post("/jobs/track/", said).status_code == 302
    page = client.get(f"/jobs/sent/{application.number}/").content.decode()
    assert "撤回应聘" in page
    assert client.post(f"/jobs/sent/{application.number}/withdraw/").status_code == 302
    application.refresh_from_db()
    assert (application.state, application.name, application.phone) == ("withdrawn", "", "")
    assert client.post(f"/jobs/sent/{application.number}/withdraw/").status_code == 409


def test_the_clerks_queue_counts_and_lists_the_same_months():
    scene, other = Scene(), Scene()
    add_app(scene.clerk.user)
    assert "待确认的工坊月报" in client_of(scene.clerk.user).get("/admin/").content.decode()
    scene.report()
    other.report()
    page = client_of(scene.clerk.user).get("/admin/workshops/monthreport/?queue=to_sign")
    assert page.context["cl"].result_count == 1


def test_an_offer_that_is_over_says_so_and_takes_nothing():
    scene = Scene()
    opening = scene.opening(closes_on=timezone.localdate() - timedelta(days=1))
    client = Client()
    assert "不能再应聘" in client.get(f"/jobs/{opening.pk}/").content.decode()
    said = {"name": "王示范", "phone": "13800000000", "consent": "on"}
    assert client.post(f"/jobs/{opening.pk}/apply/", said).status_code == 409
    assert not Application.objects.exists()


def test_what_the_host_cannot_mean_is_said_beside_the_field():
    scene = Scene()
    client = client_of(scene.user)
    address = f"/partner/workshops/{scene.workshop.slug}/2026-09/"
    answer = client.post(address, {"headcount": "x", "total_pay": "-1"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"headcount", "total_pay"}
    assert client.get(f"/partner/workshops/{scene.workshop.slug}/2026-13/").status_code == 404
    assert client.get(f"/partner/workshops/{scene.workshop.slug}/2099-01/").status_code == 404


def test_after_somebody_elses_change_the_form_still_shows_what_was_typed():
    scene = Scene()
    opening = scene.opening()
    client, address = client_of(scene.user), f"/partner/openings/{opening.pk}/change/"
    said = {
        "title": "夜班缝纫示范",
        "pay": "每小时22元",
        "wanted": "3",
        "closes_on": opening.closes_on.isoformat(),
        "telephone": opening.telephone,
        "revision": str(opening.revision),
    }
    Opening.objects.filter(pk=opening.pk).update(title="早班", revision=opening.revision + 1)
    answer = client.post(address, said)
    assert answer.status_code == 409
    form = answer.context["form"]
    assert [form[name].value() for name in ("title", "pay", "wanted")] == [
        "夜班缝纫示范",
        "每小时22元",
        "3",
    ]
    assert form["revision"].value() == str(opening.revision + 1)
    assert 'value="夜班缝纫示范"' in answer.content.decode()
    assert client.post(address, said | {"revision": form["revision"].value()}).status_code == 302
    opening.refresh_from_db()
    assert opening.title == "夜班缝纫示范"
