"""Reports on their pages: asked for, watched, each number opening its rows, published."""

import re
from decimal import Decimal
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from playwright.sync_api import expect

from foundation.jobs.models import Job
from gaoqiao.reports.actions.publishing import publish_report
from gaoqiao.reports.figures import Kind, per_cent
from gaoqiao.reports.models import ReportRun
from gaoqiao.reports.queries.measures import measure_of
from gaoqiao.reports.queries.rows import ROWS
from gaoqiao.reports.tasks import build_part
from tests.factories import make_need, make_place
from tests.factories.accounts import add_app
from tests.factories.people import by
from tests.factories.reports import (
    NOW,
    make_clerk_of,
    make_definition,
    make_reported_town,
    make_run,
    moment,
    run_jobs,
)

LINK = re.compile(r'href="(/reports/[^"]+/rows/[^"]+)">([^<]+)</a>')


@pytest.fixture
def town(db):
    return make_reported_town()


@pytest.fixture
def clerk(town, client):
    """The town's clerk, logged in."""
    user = make_clerk_of(town)
    add_app(user)
    client.force_login(user)
    return user


def change(run):
    return reverse("admin:reports_reportrun_change", args=[run.pk])


def asked(town, **more):
    values = {
        "definition": make_definition().pk,
        "place": town.name,
        "period": "2026-10",
        "layout": "plain",
    }
    return {**values, **more}


@pytest.mark.django_db
class TestStaff:
    def test_a_clerk_asks_and_finds_it_being_made(self, client, clerk, town):
        add = reverse("admin:reports_reportrun_add")
        posted = asked(town)
        answer = client.post(add, posted)
        run = ReportRun.objects.get()
        assert answer["Location"] == change(run)
        page = client.get(change(run)).content.decode()
        assert f'hx-get="{change(run)}"' in page
        assert f'<noscript><p><a href="{change(run)}"' in page
        build_part(Job.objects.first().pk)
        part = client.get(change(run), headers={"hx-request": "true", "hx-target": "job"})
        assert "25%" in part.content.decode()
        assert "<html" not in part.content.decode()
        run_jobs()
        end = client.get(change(run), headers={"hx-request": "true", "hx-target": "job"})
        assert end["HX-Refresh"] == "true"

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            ({"period": "2026-q3"}, "时段长短"),
            ({"period": "2031-01"}, "period"),
            ({"definition": "x"}, "definition"),
        ],
    )
    def test_what_cannot_be_asked_for_is_said_at_the_form(self, client, clerk, town, more, said):
        answer = client.post(reverse("admin:reports_reportrun_add"), asked(town, **more))
        assert answer.status_code == 409
        assert said in answer.content.decode()
        assert not ReportRun.objects.exists()

    def test_the_places_stand_in_a_table_for_each_heading(self, client, clerk, town):
        page = client.get(change(make_run(town))).content.decode()
        tables = re.findall(r'<table class="report-places">.*?</table>', page, re.DOTALL)
        assert len(tables) == 5
        for table in tables:
            assert 1 < table.count('<th scope="col"') <= 8  # the place, and seven figures
            assert table.count('<th scope="row"') == 3

    def test_every_number_opens_as_many_rows(self, client, clerk, town):
        run = make_run(town)
        links = LINK.findall(client.get(change(run)).content.decode())
        assert len(links) > 60  # of the whole, and of each place
        for address, number in links:
            page = client.get(address.replace("&amp;", "&")).content.decode()
            count = int(re.search(r"共 (\d+) 行", page)[1])
            assert page.count('<th scope="row">') == count
            if share := re.search(r"(\d+) 条中有 (\d+) 条", page):
                assert int(number) == 100 * int(share[2]) // int(share[1]), address
            elif (measure := measure_of(unquote(address.split("/")[-2]))).kind == Kind.COUNT:
                assert int(number) == count, address
            elif measure.kind == Kind.SUM:
                assert f"{count} 条合计 {number}" in page, address
            elif measure.kind == Kind.RATIO:
                sums = re.search(r"([\d,.]+) ÷ ([\d,.]+)", page).groups()
                part, base = (Decimal(one.replace(",", "")) for one in sums)
                assert Decimal(number) == per_cent(part, base), address

    def test_unknown_figures_and_parts_are_not_there(self, client, clerk, town):
        run = make_run(town)
        for key in ("nothing", "needs_by_kind", "needs_by_kind:nothing", "seats:x"):
            assert client.get(f"/reports/{run.uuid}/rows/{key}/").status_code == 404
        whole = client.get(f"/reports/{run.uuid}/rows/seats/").content
        for part in ("x", "0", "9" * 30, "%00"):
            answer = client.get(f"/reports/{run.uuid}/rows/seats/?part={part}")
            assert answer.content.count(b"<tr") == whole.count(b"<tr")

    def test_many_rows_come_in_pages_for_the_same_queries(self, client, clerk, town):
        few = make_run(town)
        village = town.parts.first()
        for _ in range(ROWS):
            make_need(place=village, created_at=moment(20))
        many = make_run(town, definition=few.definition)
        counts = []
        for run in (few, many):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                page = client.get(f"/reports/{run.uuid}/rows/needs_raised/").content.decode()
            counts.append(len(queries))
        assert counts[0] == counts[1] == QUERIES_ROWS
        assert page.count('<th scope="row">') == ROWS
        second = client.get(f"/reports/{run.uuid}/rows/needs_raised/?page=2").content.decode()
        assert second.count('<th scope="row">') == 9


QUERIES_ROWS = 8


@pytest.mark.django_db
class TestPublic:
    def test_nothing_is_shown_before_it_is_published(self, client, town):
        run = make_run(town)
        assert str(run.uuid) not in client.get("/reports/").content.decode()
        assert client.get(f"/reports/{run.uuid}/").status_code == 404
        assert client.get(f"/reports/{run.uuid}/paper/").status_code == 404
        publish_report(by=by(make_clerk_of(town)), run=run, now=NOW)
        assert str(run.uuid) in client.get("/reports/").content.decode()
        page = client.get(f"/reports/{run.uuid}/").content.decode()
        assert not LINK.findall(page)
        assert "新提诉求" in page
        paper = client.get(f"/reports/{run.uuid}/paper/")
        assert b"".join(paper.streaming_content).startswith(b"PK")
        assert client.get(f"/reports/{run.uuid}/book/").status_code == 302

    def test_few_cases_are_withheld_and_no_number_of_cases_is_told(self, client, town):
        village = town.parts.first()  # three answers
        run = make_run(village)
        publish_report(by=by(make_clerk_of(town)), run=run, now=NOW)
        page = client.get(f"/reports/{run.uuid}/").content.decode()
        assert page.count("不列出") >= 3

    @pytest.mark.parametrize("more", [0, 28])
    def test_a_fixed_number_of_queries(self, client, town, more):
        for number in range(more):
            make_place(f"多{number}村", parent=town, code=f"3302990013{number:02d}")
        run = make_run(town)
        publish_report(by=by(make_clerk_of(town)), run=run, now=NOW)
        for address, number in (("/reports/", 2), (f"/reports/{run.uuid}/", 4)):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            assert len(queries) == number, [query["sql"] for query in queries]


@pytest.mark.browser
@pytest.mark.parametrize("js", [True, False])
@pytest.mark.django_db(transaction=True)
def test_a_clerk_asks_for_a_brief_on_a_phone_and_opens_a_number(new_page, js):
    town = make_reported_town()
    user = make_clerk_of(town)
    add_app(user)
    make_definition()
    page = new_page(js=js, user=user)
    page.goto("/admin/reports/reportrun/add/")
    page.locator("select[name=period]").select_option("2026-10")
    page.locator("form.form button.button-primary").click()
    expect(page.locator(".job .tag")).to_be_visible()
    run_jobs()
    if not js:
        page.reload()
    number = page.locator(".figures a").first
    expect(number).to_have_text("9")
    number.click()
    expect(page.locator("table.ledger tbody tr")).to_have_count(9)
    page.locator("table.ledger tbody a").first.click()
    expect(page.locator("h1")).to_be_visible()
