"""Figures in the page's language: the kinds of needs, one and several, thousands apart."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import override

from gaoqiao.reports.actions.publishing import publish_report
from gaoqiao.reports.queries.measures import MEASURES
from gaoqiao.reports.queries.papers import in_figures
from gaoqiao.reports.queries.runs import lines_of
from residents.models import Need, NeedCategory
from tests.factories.people import by
from tests.factories.reports import make_clerk_of, make_run, moment

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_report(keep, kept_town):
    """The published report of a town with one need without a kind."""
    return keep(lambda: report_of(kept_town))


def report_of(town):
    NeedCategory.objects.filter(key="lights").update(name_en="Street lamps")
    newest = Need.objects.filter(category=None, created_at__gte=moment(1)).order_by("-pk")
    Need.objects.filter(pk__in=newest.values("pk")[1:]).update(
        category=NeedCategory.objects.get(key="lights")
    )
    return publish_report(by=by(make_clerk_of(town)), run=make_run(town))


@pytest.fixture
def figures(town, kept_report, client):
    """What that report says, by language."""

    def read(language):
        with override("en" if language else "zh-hans"):
            page = client.get(reverse("reports:report", args=[kept_report.uuid])).content.decode()
        rows = re.findall(r'<th scope="row">(.*?)</th>.*?<span>(.*?)</span>', page, re.DOTALL)
        return {re.sub("<[^>]+>", "", head): re.sub("<[^>]+>", "", cell) for head, cell in rows}

    return read


def test_kinds_of_needs_are_named_in_the_language_of_the_page(figures):
    assert "新提诉求分类 · 道路照明" in figures("")
    assert "Needs raised, by kind · Street lamps" in figures("/en")
    assert not [words for words in figures("/en") if "道路照明" in words]


def test_one_is_told_as_one(figures):
    assert figures("/en")["Needs raised, by kind · No kind"] == "1 need"
    assert figures("/en")["Needs raised"] == "9 needs"
    assert figures("")["新提诉求"] == "9 件"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_measure_says_what_one_and_what_several_are(language):
    with override(language):
        for measure in MEASURES.values():
            assert measure.unit
            assert (measure.unit_of(1) == measure.unit) is (
                language != "en" or measure.unit in ("%", "yuan", "yuan a month")
            ), measure.key


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_thousands_stand_apart(language):
    with override(language):
        assert in_figures(Decimal("1234567.50")) == "1,234,567.5"
        assert in_figures(Decimal(999)) == "999"


def test_what_must_be_told_with_a_number_stays_with_it(town, kept_report):
    """The stated words of a gain are kept with it: nothing else may stand in their place."""
    run = kept_report
    kept = {key: value["label"] for key, value in run.values.items() if key.startswith("gain:")}
    with override("en"):
        told = {line.key: line.label for line in lines_of(run.values, run)}
    assert kept
    assert kept.items() <= told.items()
