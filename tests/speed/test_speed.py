"""`make bench` in small: both apps show and write the same, and a broken bound is told."""

import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from bench import asked, page, recall, sized, speed
from bench.asked import KINDS, Kind
from committees.models import Minutes, Resolution
from residents.models import Need
from tests.factories import make_category, make_place, make_town

ROWS, PAGES, TURNS = 60, 3, 2
PLAIN = Path(settings.BASE_DIR, "bench", "plain", "templates")


@pytest.fixture
def told(at, db):
    """A small town on a Monday morning, and what the requests know of it."""
    at("2026-11-23 11:00")
    code = settings.TOWN["place"]["code"]
    town = make_place("测量镇", parent=make_town().parent, code=code)
    make_place("测量村", parent=town, code=f"{code}999")
    make_category()
    return {**sized.fill(ROWS, TURNS), "pages": PAGES}


@pytest.fixture
def turn_to(settings):
    """`turn_to(app)`: from here on this app answers."""
    portal = {"ROOT_URLCONF": settings.ROOT_URLCONF, "TEMPLATES": settings.TEMPLATES}
    plain = {
        "ROOT_URLCONF": "bench.plain.urls",
        "TEMPLATES": [{**settings.TEMPLATES[0], "DIRS": [PLAIN]}],
    }

    def turn(app):
        for name, value in {"portal": portal, "plain": plain}[app].items():
            setattr(settings, name, value)

    return turn


def answers(requests):
    """What each request is answered."""
    for one in requests:
        client = Client()
        client.cookies.load(one.cookies)
        answer = client.get(one.address) if one.form is None else client.post(one.address, one.form)
        assert answer.status_code == (200 if one.form is None else 302), answer.content.decode()
        yield answer.content.decode()


def shown(kind, app, told):
    """The services that a list shows."""
    return asked.rows_of("".join(answers(getattr(kind, app)(told, 0))))


def test_both_apps_show_the_same_rows_in_the_same_order(told, turn_to):
    lists = [kind for kind in KINDS if kind.rows]
    turn_to("plain")
    told["last"] = shown(Kind("", **asked.page(f"/services/?page={PAGES - 1}")), "plain", told)[-1]
    plain = {kind.name: shown(kind, "plain", told) for kind in lists}
    turn_to("portal")
    portal = {kind.name: shown(kind, "portal", told) for kind in lists}
    assert portal == plain
    assert {name: len(rows) for name, rows in portal.items()} == {
        "services, first page": 20,
        "services, one kind": 6,
        "services, later today": 18,
        "services, two characters": 12,
        "services, last page": 20,
    }


def test_both_apps_write_the_same(told, turn_to):
    kinds = {kind.name: kind for kind in KINDS}
    for app in ("portal", "plain"):
        turn_to(app)
        for name in ("raising a need", "filing minutes"):
            list(answers(getattr(kinds[name], app)(told, 0)))
    said = Need.objects.filter(words=asked.WORDS["words"]).values_list("spot", "place", "category")
    assert len(said) == 2
    assert len(set(said)) == 1
    papers = Minutes.objects.filter(state="submitted").values_list("sentence", "form")
    assert len(papers) == 2
    assert len(set(papers)) == 1
    assert Resolution.objects.values("text", "owner_post", "due_on").distinct().count() == 1
    assert Resolution.objects.count() == 2


def test_the_search_is_compared_with_like(told):
    found = recall.recall()
    assert len(found) > 5
    assert set(found.values()) == {1.0}
    sized.SearchDoc.objects.filter(title__contains="食堂").update(title_words="", other_words="")
    assert recall.recall()["食堂"] == 0


@pytest.mark.parametrize(
    ("plain", "portal", "kept"),
    [
        ([10, 10, 10], [15, 15, 15], True),
        ([10, 10, 10], [15, 16, 15], False),  # at one size it is too dear
        ([10, 10, 10], [10, 12, 12], True),
        ([10, 10, 30], [10, 12, 13], False),  # it grows
    ],
)
def test_a_broken_bound_is_told(plain, portal, kept):
    kind = Kind("a list", None, None, most=1.5)
    cells, right = speed.line_of("SQLite", kind, {"plain": plain, "portal": portal})
    assert right is kept
    assert cells[-1] == ("kept" if kept else "BROKEN")


def test_a_table_takes_the_place_of_the_one_before(tmp_path):
    document = tmp_path / "speed.md"
    document.write_text(f"Above.\n{page.FIRST}\nold\n{page.LAST}\nBelow.\n")
    page.write(page.checked(str(document)), "A day.", "| new \\1 |")
    expected = f"Above.\n{page.FIRST}\nA day.\n\n| new \\1 |\n{page.LAST}\nBelow.\n"
    assert document.read_text() == expected
    assert page.checked(str(Path(settings.BASE_DIR, "docs", "speed.md")))
    document.write_text("No marks.")
    with pytest.raises(SystemExit, match="has no lines"):
        page.checked(str(document))


def test_each_part_runs_and_a_broken_one_is_told_at_the_end(tmp_path):
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\necho "$@"\n[ "$2" != "$BROKEN" ]\n')
    python.chmod(0o755)
    made = [f"--assume-old=.venv/{stamp}.stamp" for stamp in ("dev", "run")]
    command = ["make", "-s", *made, "bench", f"PY={python}", "ARGS=--rows 1"]
    for broken in ("bench.speed", "bench.brief", "none"):
        run = subprocess.run(
            command,
            cwd=settings.BASE_DIR,
            env={"PATH": "/usr/bin:/bin", "BROKEN": broken},
            capture_output=True,
            text=True,
            check=False,
        )
        parts = ["-m bench.speed --rows 1", "-m bench.export", "-m bench.brief"]
        assert run.stdout.splitlines() == parts, run.stderr
        assert (run.returncode == 0) is (broken == "none")
