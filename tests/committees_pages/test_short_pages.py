"""The full form on a phone: what is complete folds to a line, a due date takes one tap."""

from datetime import UTC, date, datetime

import pytest

from committees.forms.shortly import near_days
from committees.models import Meeting
from foundation.drafts.models import Draft
from tests.factories.accounts import client_of
from tests.factories.committees import make_item

HELD = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
AGREED = {"result": "passed", "text": "月底前换三盏。", "due_on": "2026-12-04"}
VOTES = {"votes_for": "12", "votes_against": "1", "abstained": "0"}


class Sheet:
    """The third part of the full form, on the chair's phone."""

    def __init__(self, scene):
        Meeting.objects.filter(pk=scene.meeting.pk).update(starts_at=HELD)
        self.item = make_item(scene.meeting, title="路灯")
        self.name = f"item-{self.item.pk}"
        self.owner = str(scene.post.pk)
        self.client = client_of(scene.chair.user)
        self.address = f"/desk/meetings/{scene.meeting.pk}/minutes/items/"

    def sent(self, do, **fields):
        said = {"owner_post": self.owner, **AGREED, **VOTES, **fields}
        typed = {f"{self.name}-{name}": text for name, text in said.items()}
        last = Draft.objects.first()
        kept = last.revision if last else 0
        return self.client.post(
            self.address, {**typed, "sentence": "", "revision": 0, "kept": kept, "do": do}
        )

    def page(self, prefix=""):
        return self.client.get(prefix + self.address).content.decode()


@pytest.fixture
def sheet(own_evening):
    return Sheet(own_evening)


@pytest.mark.django_db
def test_an_item_folds_when_it_is_complete_and_says_what_it_says(sheet):
    assert "folded" not in sheet.page()
    assert sheet.sent("keep").status_code == 302
    page = sheet.page()
    assert "同意 12，反对 1，弃权 0" in page
    assert "12月4日前" in page
    assert f'<details class="card item folded" id="{sheet.name}">' in page
    assert f'name="{sheet.name}-text"' in page, "folded, and sent all the same"
    assert "12 for, 1 against, 0 abstained" in sheet.page("/en")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("missing", "folds"),
    [
        ({"text": ""}, False),
        ({"owner_post": ""}, False),
        ({"owner_post": "999999"}, False),
        ({"due_on": ""}, False),
        ({"due_on": "2026-13-90"}, False),
        ({"votes_for": ""}, False),
        ({"votes_for": "many"}, False),
        ({"result": ""}, False),
        ({"result": "nonsense"}, False),
        ({"result": "not_passed", "text": "", "owner_post": "", "due_on": ""}, True),
        ({"result": "not_passed", "votes_for": ""}, False),
        ({"result": "postponed", "votes_for": "", "text": "", "due_on": ""}, True),
    ],
)
def test_what_still_lacks_something_stays_open(sheet, missing, folds):
    assert sheet.sent("keep", **missing).status_code == 302
    assert ("card item folded" in sheet.page()) == folds


@pytest.mark.django_db
def test_what_is_wrong_is_open_and_what_is_right_is_folded(sheet):
    answer = sheet.sent("next", due_on="never")
    assert answer.status_code == 422
    assert "card item folded" not in answer.content.decode()
    answer = sheet.sent("next")  # the sentence lacks, the item does not
    assert answer.status_code == 422
    assert "card item folded" in answer.content.decode()


@pytest.mark.django_db
def test_a_button_without_a_script_keeps_the_draft_with_its_day(sheet):
    page = sheet.page()
    for label, day in (("两周后", "2026-12-04"), ("一个月后", "2026-12-20")):
        assert f'value="due:{sheet.name}={day}"' in page
        assert label in page
    answer = sheet.sent(f"due:{sheet.name}=2026-12-20", text="换灯。", votes_for="")
    assert answer["Location"] == f"{sheet.address}#{sheet.name}"
    page = sheet.page()
    assert 'value="2026-12-20"' in page
    assert "换灯。" in page


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["due:item-1=x", "due:csrf=2026-12-20", "due:", "due:item-1"])
def test_another_word_in_the_button_is_no_day(sheet, act):
    answer = sheet.sent(act, text="换灯。", due_on="")
    assert answer.status_code == 422
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_enter_in_a_field_keeps_the_draft_and_sets_no_day(sheet):
    page = sheet.page()
    assert page.index('name="do" value="keep"') < page.index('name="do" value="due:')


@pytest.mark.parametrize(
    ("held", "later"),
    [
        ((2026, 12, 31), (2027, 1, 31)),
        ((2027, 1, 31), (2027, 2, 28)),
        ((2026, 11, 5), (2026, 12, 5)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_months_last(held, later):
    meeting = Meeting(starts_at=datetime(*held, 15, 30, tzinfo=UTC))
    assert near_days(meeting)[1].day == date(*later)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("js", [True, False])
def test_a_tap_writes_the_day(at_desk, open_evening, js):
    sheet = Sheet(open_evening)
    page = at_desk(open_evening.chair.user, js=js)
    page.goto(sheet.address)
    card = page.locator(f"#{sheet.name}")
    card.get_by_label("定了什么").fill("换三盏灯。")
    card.get_by_role("button", name="两周后").click()
    assert card.get_by_label("什么时候前办完").input_value() == "2026-12-04"
    assert card.get_by_label("定了什么").input_value() == "换三盏灯。"
    page.locator("[data-keep-said]").get_by_text("草稿已保存").wait_for()
    assert Draft.objects.count() == 1
