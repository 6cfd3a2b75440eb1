"""The panel beside the minutes: whether the meeting counts, by the server, as one types."""

import re

import pytest

from tests.committees_pages.test_pages_open import publish
from tests.factories.accounts import client_of
from tests.factories.committees import make_body, make_item, make_meeting, make_officer, make_seat

pytestmark = pytest.mark.django_db
UNKNOWN = "未能认定"


@pytest.fixture
def assembly(evening):
    """Twelve representatives, their chair, one item."""
    body = make_body("village_representatives", place=evening.village, name="示范代表会议")
    evening.chair = make_officer("chair", body)
    evening.seats = [make_seat(body) for _each in range(12)]
    evening.meeting = make_meeting(evening.chair, body)
    evening.item = make_item(evening.meeting)
    return evening


def top(scene):
    return f"/desk/meetings/{scene.meeting.pk}/minutes/"


def roll(scene, came):
    """So many came, the others did not."""
    kinds = ["present"] * came + ["absent"] * (len(scene.seats) - came)
    return {f"person-{s.person_id}": k for s, k in zip(scene.seats, kinds, strict=True)}


def votes(scene, *cast, **more):
    """The items page as its script sends it."""
    names = ("votes_for", "votes_against", "abstained")
    sent = {"revision": 0, "kept": more.pop("kept", 0), "do": "auto", **more}
    key = f"item-{scene.item.pk}-"
    sent |= {f"{key}text": "", f"{key}result": "passed"}
    return sent | {f"{key}{name}": n for name, n in zip(names, cast, strict=True)}


def panel(parts):
    """The panel's words without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", parts["validity"]).split())


@pytest.mark.parametrize("page", ["quick/", "minutes/items/"])
def test_before_the_roll_the_panel_says_how_many_are_entitled(assembly, page):
    answer = client_of(assembly.chair.user).get(f"/desk/meetings/{assembly.meeting.pk}/{page}")
    said = panel({"validity": answer.content.decode()})
    assert "应到 12 到会 没有填 至少要到 三分之二以上 8 是否达到规定人数 未能认定" in said


def test_ticking_counts_without_saving(assembly):
    client = client_of(assembly.chair.user)
    address = f"{top(assembly)}people/"
    page = client.get(address).content.decode()
    assert UNKNOWN in page
    assert "第二十九条" in page
    for came, lacks, word in ((7, " 还差 1 人", "未达到"), (8, "", "达到")):
        answer = client.post(address, {**roll(assembly, came), "revision": 0, "do": "count"})
        said = panel(answer.json()["parts"])
        assert (
            f"应到 12 到会 {came} 至少要到 三分之二以上 8{lacks} 是否达到规定人数 {word} " in said
        )
    assembly.meeting.refresh_from_db()
    assert (assembly.meeting.source, assembly.meeting.attendances.count()) == ("", 0)


def test_the_lists_that_the_buttons_fill_in_are_counted_too(assembly):
    client = client_of(assembly.chair.user)
    page = client.post(f"{top(assembly)}people/", {"revision": 0, "do": "all"}).content.decode()
    assert "应到 12 人，实到 12 人" in page


def test_votes_are_judged_as_they_are_typed(assembly):
    client = client_of(assembly.chair.user)
    client.post(f"{top(assembly)}people/", {**roll(assembly, 10), "revision": 0})
    address = f"{top(assembly)}items/"
    first = client.post(address, votes(assembly, "", 5, 0)).json()["parts"]
    assert f"充电桩 {UNKNOWN}" in panel(first)
    second = client.post(address, votes(assembly, 5, 5, 0, kept=1)).json()["parts"]
    assert "充电桩 未通过 同意 5 票，至少要 6 票" in panel(second)
    assert "纪要写的结果与此不同" in panel(second)
    third = client.post(address, votes(assembly, 6, 3, 0, kept=2)).json()["parts"]
    assert "充电桩 通过 同意 6 票，至少要 6 票" in panel(third)
    assert "合计 9 票，到会 10 人" in third[f"sum-item-{assembly.item.pk}"]
    page = client.get(address).content.decode()
    assert "合计 9 票，到会 10 人" in page
    assert "同意 6 票，至少要 6 票" in page


def test_a_tally_that_is_nonsense_is_missing(assembly):
    client = client_of(assembly.chair.user)
    client.post(f"{top(assembly)}people/", {**roll(assembly, 10), "revision": 0})
    for kept, wrong in enumerate(("-1", "许多", "9" * 40)):
        sent = votes(assembly, wrong, 0, 0, kept=kept)
        answer = client.post(f"{top(assembly)}items/", sent).json()
        assert f"充电桩 {UNKNOWN}" in panel(answer["parts"]), wrong


def test_a_body_that_consults_shows_results_without_counts(evening):
    client = client_of(evening.chair.user)
    evening.item = make_item(evening.meeting)
    client.post(f"{top(evening)}people/", {**roll(evening, 4), "revision": 0})
    said = panel(client.post(f"{top(evening)}items/", votes(evening, 4, 0, 0)).json()["parts"])
    assert "充电桩 通过" in said
    assert "至少要 3 票" not in said
    assert "本组织为协商组织" in said


def test_a_correction_has_no_panel(evening):
    publish(evening, evening.meeting)
    client = client_of(evening.chair.user)
    client.post(f"/desk/meetings/{evening.meeting.pk}/minutes/correct/", {"why": "写错了"})
    assert 'id="validity"' not in client.get(f"{top(evening)}items/").content.decode()
