"""Reports on their pages: each number opening its rows, and what everybody reads."""

import re
from dataclasses import replace
from decimal import Decimal
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gaoqiao.reports.actions.publishing import publish_report
from gaoqiao.reports.figures import Kind, per_cent
from gaoqiao.reports.presets import PRESETS
from gaoqiao.reports.queries.measures import measure_of
from gaoqiao.reports.queries.rows import ROWS
from tests.factories import make_need, make_place
from tests.factories.people import by
from tests.factories.reports import (
    NOW,
    make_clerk_of,
    make_run,
    moment,
    staff_page,
)

LINK = re.compile(r'href="(/reports/[^"]+/rows/[^"]+)">([^<]+)</a>')


@pytest.mark.django_db
class TestStaff:
    def test_the_places_stand_in_a_table_for_each_heading(self, client, clerk, run):
        page = client.get(staff_page(run)).content.decode()
        tables = re.findall(r'<table class="report-places">.*?</table>', page, re.DOTALL)
        assert len(tables) == 5
        for table in tables:
            assert 1 < table.count('<th scope="col"') <= 8  # the place, and seven figures
            assert table.count('<th scope="row"') == 3

    def test_every_number_opens_as_many_rows(self, client, clerk, run):
        links = LINK.findall(client.get(staff_page(run)).content.decode())
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

    def test_unknown_figures_and_parts_are_not_there(self, client, clerk, run):
        for key in ("nothing", "needs_by_kind", "needs_by_kind:nothing", "seats:x"):
            assert client.get(f"/reports/{run.uuid}/rows/{key}/").status_code == 404
        whole = client.get(f"/reports/{run.uuid}/rows/seats/").content
        for part in ("x", "0", "9" * 30, "%00"):
            answer = client.get(f"/reports/{run.uuid}/rows/seats/?part={part}")
            assert answer.content.count(b"<tr") == whole.count(b"<tr")

    def test_many_rows_come_in_pages_for_the_same_queries(self, client, clerk, town, run):
        village = town.parts.first()
        for _ in range(ROWS):
            make_need(place=village, created_at=moment(20))
        many = make_run(town, definition=run.definition)
        counts = []
        for shown in (run, many):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                page = client.get(f"/reports/{shown.uuid}/rows/needs_raised/").content.decode()
            counts.append(len(queries))
        assert counts[0] == counts[1] == QUERIES_ROWS
        assert page.count('<th scope="row">') == ROWS
        second = client.get(f"/reports/{many.uuid}/rows/needs_raised/?page=2").content.decode()
        assert second.count('<th scope="row">') == 9


QUERIES_ROWS = 8


@pytest.mark.django_db
class TestPublic:
    def test_nothing_is_shown_before_it_is_published(self, client, town, run):
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

    def test_a_fixed_number_of_queries(self, client, town, run):
        assert_queries(client, town, run)

    def test_as_many_queries_for_thirty_villages(self, client, town, monkeypatch):
        """Of figures that are cut up and some that are not: all of them take ten times as long."""
        few = ("needs_raised", "needs_by_kind", "resources_by_kind", "employed", "gain")
        brief = replace(PRESETS["monthly-brief"], measures=few)
        monkeypatch.setitem(PRESETS, "monthly-brief", brief)
        for number in range(28):
            make_place(f"多{number}村", parent=town, code=f"3302990013{number:02d}")
        run = make_run(town)
        assert run.parts.count() == 31
        assert_queries(client, town, run)


def assert_queries(client, town, run):
    """The pages of a published run, by the queries that they make."""
    publish_report(by=by(make_clerk_of(town)), run=run, now=NOW)
    for address, number in (("/reports/", 2), (f"/reports/{run.uuid}/", 4)):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        assert len(queries) == number, [query["sql"] for query in queries]
