"""What a portal for a township must not ask of people (减负): no check-in, points, rankings, log-in
statistics or tracks; photos never compulsory; nothing from elsewhere; small pages."""

import re
from functools import cache

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from foundation.backoffice.admin import ScopedAdmin
from foundation.record.verbs import named_verbs
from gaoqiao.celery import CLOCK
from tests.architecture.house import ROOT, python_files
from tests.doors import table
from tests.personas import make_world

pytestmark = pytest.mark.django_db
# What such a system would keep, do or be called, in names of columns, verbs, jobs and addresses.
BURDEN = re.compile(
    r"(^|[^a-z])(check_?in|sign_?in|attendance_point|points?|score|rank(ing|ed)?|leaderboard|streak"
    r"|badge|medal|track_?point|trajectory|gps|online_(time|minutes)|login_(count|days)|visits_made)"
    r"([^a-z]|$)"
)
# Forms that are for one file, each on a page that nobody has to open.
FOR_A_FILE = {
    "UploadForm.file": "the district's own form, filled by the machine from then on",
    "TemplateForm.template": "the same, when it is replaced",
    "PaperFileForm.file": "a paper to be compared with the archive",
    "PhotoForm.photos": "photos beside minutes, which are complete without",
}
LISTED = {"person", "user", "place", "cluster", "organization", "holding", "body", "workshop"}
IN_ORDER = {
    "path",
    "place__path",
    "organization__place__path",
    "kind",
    "ended_on",
    "name",
    "pinyin",
    "username",
    "since",
    "pk",
}
# In kilobytes, as sent without compression; what a phone loads at the first visit.
MOST_PAGE, MOST_WITH_STYLES = 24, 100
LOADED = re.compile(r'<(?:script|link|img|source|iframe)\b[^>]*?\b(?:src|href)="([^"]+)"')


@pytest.fixture(scope="module")
def kept_world(keep):
    """A town with something on each page."""
    return keep(make_world)


@pytest.fixture(scope="module")
def pages(keep, kept_world):
    """(name, page) of every address that a visitor opens without being given one."""
    return keep(lambda: [(name, Client().get(reverse(name))) for name in public_doors()])


@cache
def public_doors():
    """The names of addresses that take no part and answer a visitor."""
    doors = (d for d in table.doors() if d.kind == "-" and d.method == "GET")
    return tuple(d.name for d in doors if d.answer_to("visitor") == "200")


def is_page(response):
    return response.headers["Content-Type"].startswith("text/html")


def names_in_use():
    """Whatever would have to be named: columns, verbs of the record, the clock, addresses."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            yield f"{model._meta.label_lower}.{field.name}"
    yield from named_verbs()
    yield from (entry["task"] for entry in CLOCK.values())
    yield from (door.name for door in table.doors())


@pytest.mark.parametrize("name", ["user.check_in", "points.give", "village.rank", "login_days"])
def test_such_a_name_would_be_seen(name):
    assert BURDEN.search(name)


def test_nothing_counts_points_checks_people_in_or_ranks_them():
    assert [name for name in names_in_use() if BURDEN.search(name)] == []


def test_when_somebody_last_logged_in_is_read_by_nobody():
    """Django writes the day; no page, list, file or figure of ours shows it."""
    assert [path for path in python_files(ROOT) if "last_login" in path.read_text("utf-8")] == []
    assert not [
        path
        for path in (ROOT / "templates").rglob("*.html")
        if "last_login" in path.read_text("utf-8")
    ]


def test_no_list_of_people_or_villages_is_ordered_by_a_number():
    """Lists of staff pages stand in the order of places, names or days."""
    ordered_by = {
        name.lstrip("-")
        for model, page in registered()
        if model._meta.model_name in LISTED
        for name in page.ordering or model._meta.ordering
    }
    assert ordered_by <= IN_ORDER


def registered():
    """(model, page) of the staff site."""
    pages = list(admin.site._registry.items())
    assert all(isinstance(page, ScopedAdmin) for _model, page in pages)
    return pages


def test_a_photo_or_a_file_is_never_compulsory():
    found = set()
    for form in below(forms.BaseForm):
        for name, field in getattr(form, "base_fields", {}).items():
            ours = not form.__module__.startswith(("django.", "allauth.", "tests."))
            if ours and isinstance(field, forms.FileField) and field.required:
                found.add(f"{form.__name__}.{name}")
    assert found == set(FOR_A_FILE)


def below(kind):
    """Every class made from this one."""
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def test_scripts_ask_for_no_place_and_send_nothing_behind_ones_back():
    scripts = sorted((ROOT / "static" / "js").glob("*.js"))
    assert len(scripts) > 5
    for script in scripts:
        words = script.read_text("utf-8")
        for asked in ("geolocation", "sendBeacon", "getUserMedia", "Notification", "fingerprint"):
            assert asked not in words, (script.name, asked)


def test_pages_load_nothing_from_elsewhere_and_follow_nobody(pages):
    seen = 0
    for name, response in pages:
        if not is_page(response):
            continue
        seen += 1
        for address in LOADED.findall(response.content.decode()):
            assert not address.startswith(("http:", "https:", "//")) or address.startswith(
                settings.SITE_URL
            ), (name, address)
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy or "default-src 'none'" in policy, name
        assert not re.search(r"https?://(?!w3)", policy.replace(settings.SITE_URL, "")), name
        assert set(response.cookies) <= {"csrf", "csrftoken"}, name
    assert seen > 20


def test_every_page_leads_to_complaints_and_suggestions_and_a_telephone(pages):
    for name, response in pages:
        if is_page(response):
            page = response.content.decode()
            assert 'href="/feedback/"' in page, name
            assert 'href="tel:' in page, name


def test_pages_are_light(pages):
    for name, response in pages:
        if not is_page(response) or name == "styleguide":
            continue
        page = response.content
        styles = {a for a in LOADED.findall(page.decode()) if a.startswith(settings.STATIC_URL)}
        weight = sum(size_of(address) for address in styles)
        assert len(page) < MOST_PAGE * 1024, (name, len(page))
        assert len(page) + weight < MOST_WITH_STYLES * 1024, (name, len(page) + weight)


@cache
def size_of(address):
    """The bytes of a static file, as it stands here."""
    name = re.sub(r"\.[0-9a-f]{12}(\.\w+)$", r"\1", address.removeprefix(settings.STATIC_URL))
    return (ROOT / finders.find(name)).stat().st_size
