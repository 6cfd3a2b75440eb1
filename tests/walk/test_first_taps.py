"""The first screen of a clerk's morning, and the two taps to the canteen, in a real browser."""

import re

import pytest
from django.utils import timezone

from residents.actions import answering, raising, sorting
from residents.models import Post
from tests.factories import by, make_category
from tests.walk.hand import Hand
from tests.walk.town import make_canteen, make_walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ONE_MORE = {"待受理": 2, "待交办": 1, "已超期": 1, "重新办理": 1, "我岗位上的": 0}


@pytest.fixture
def walk(transactional_db):
    return make_walk()


def fill_the_queues(walk):
    """Needs in several states: two raised, one reopened and not assigned, one late."""
    clerk = by(Post.objects.get(role="village_clerk").holdings.get().person.user)
    category = make_category("环境卫生", key="clean")
    then = timezone.now() - timezone.timedelta(days=60)
    needs = [
        raising.raise_need(by=by(), words="坏了", place=walk.village, phone="13800000000", now=now)
        for now in (None, None, None, then)
    ]
    for need in needs[2:]:
        words = {"category": category, "title": "路面有坑", "sentence": "有坑。"}
        sorting.accept_need(by=clerk, need=need, **words)
    answering.answer_need(by=clerk, need=needs[2], sentence="补好了。")
    rated = {"verdict": "not_satisfied", "words": "还有坑", "code": needs[2].code}
    answering.rate_need(by=by(), need=needs[2], **rated)
    sorting.assign_need(by=clerk, need=needs[3], post=Post.objects.get(role="grid_worker"))


def test_each_count_of_the_first_screen_is_the_list_that_it_opens(walk, new_page):
    fill_the_queues(walk)
    clerk = Hand(new_page(1280), "village_clerk")
    clerk.come("/admin/")
    clerk.log_in(walk.secrets["village_clerk"])
    clerk.look("morning")
    queues = clerk.page.locator(".queues li")
    shown = dict(zip(texts(queues, "span"), map(int, texts(queues, "b")), strict=True))
    assert ONE_MORE.items() <= shown.items(), shown
    for label, count in shown.items():
        clerk.come("/admin/")
        clerk.press(label, ".queues", exact=False)
        said = re.search(r"共 (\d+) 条", clerk.reads())
        assert said, label
        assert (int(said[1]), clerk.page.locator(".list tbody tr").count()) == (count, count), label


def texts(rows, part):
    """What stands in this part of each row."""
    return rows.locator(part).all_inner_texts()


def test_the_canteens_hours_and_telephone_are_two_taps_away(walk, new_page):
    canteen = make_canteen(walk.village)
    resident = Hand(new_page(390, js=False), "resident")
    resident.come("/")
    resident.press("吃饭", exact=False)
    resident.look("meals")
    resident.press(canteen.name, exact=False)
    resident.look("canteen")
    resident.reads("10:30", "12:30", "16:30", "18:00", canteen.telephone)
    call = resident.page.locator(f'main a[href="tel:{canteen.telephone.replace("-", "")}"]').first
    box = call.bounding_box()
    assert box["y"] + box["height"] <= 844, "the telephone stands on the first screen"
    assert box["height"] >= 44, "and a thumb can press it"
