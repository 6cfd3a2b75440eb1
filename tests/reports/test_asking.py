"""A clerk asks for a report on a page, and watches it being made."""

import pytest
from django.urls import reverse

from foundation.jobs.models import Job
from gaoqiao.reports.models import ReportRun
from gaoqiao.reports.tasks import build_part
from tests.factories.reports import make_definition, run_jobs, staff_page

pytestmark = pytest.mark.django_db


def asked(town, **more):
    values = {
        "definition": make_definition().pk,
        "place": town.name,
        "period": "2026-10",
        "layout": "plain",
    }
    return {**values, **more}


def test_a_clerk_asks_and_finds_it_being_made(client, clerk, town):
    add = reverse("admin:reports_reportrun_add")
    posted = asked(town)
    answer = client.post(add, posted)
    run = ReportRun.objects.get()
    assert answer["Location"] == staff_page(run)
    page = client.get(staff_page(run)).content.decode()
    assert f'hx-get="{staff_page(run)}"' in page
    assert f'<noscript><p><a href="{staff_page(run)}"' in page
    build_part(Job.objects.first().pk)
    part = client.get(staff_page(run), headers={"hx-request": "true", "hx-target": "job"})
    assert "25%" in part.content.decode()
    assert "<html" not in part.content.decode()
    run_jobs()
    end = client.get(staff_page(run), headers={"hx-request": "true", "hx-target": "job"})
    assert end["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"period": "2026-q3"}, "时段长短"),
        ({"period": "2031-01"}, "period"),
        ({"definition": "x"}, "definition"),
    ],
)
def test_what_cannot_be_asked_for_is_said_at_the_form(client, clerk, town, more, said):
    answer = client.post(reverse("admin:reports_reportrun_add"), asked(town, **more))
    assert answer.status_code == 409
    assert said in answer.content.decode()
    assert not ReportRun.objects.exists()
