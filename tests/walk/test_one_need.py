"""One need in a real browser, from its first word to its second rating, each persona in turn."""

from datetime import timedelta

import pytest
from django.utils import timezone

from residents.models import Need
from residents.stages import NeedState
from tests.chromium import DESK
from tests.walk import way
from tests.walk.hand import Hand
from tests.walk.public import PublicThread
from tests.walk.town import BODY, CLERK, WORKER, make_walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DOORS = {"chair": "/desk/", "grid_worker": "/desk/"}


@pytest.fixture
def walk(transactional_db):
    return make_walk()


@pytest.fixture
def people(walk, new_page):
    """`people(name, width)`: somebody at work, logged in where she has a login."""

    def somebody(name, width=390):
        hand = Hand(new_page(width), name)
        if name in walk.secrets:
            hand.come(DOORS.get(name, "/admin/"))
            hand.log_in(walk.secrets[name])
            hand.look("logged-in")
        return hand

    return somebody


@pytest.mark.walk
def test_from_the_first_word_to_satisfied_in_the_second_round(people):
    resident = people("resident")
    number, code = way.raise_it(resident)

    clerk = people("village_clerk")
    way.take_up(clerk, number)
    way.put_before_the_body(clerk)
    public = PublicThread(people("visitor"))
    public.find()
    promised = way.written(Need.objects.get().promised_on)
    public.shows("商议", "已受理", "已提交商议", CLERK, f"承诺 {promised}前答复")
    public.hides(way.QUESTION, way.WORDS, "王阿姨")

    chair = people("chair")
    way.call_the_meeting(chair)
    public.shows("商议", "已列入会议议程", f"{BODY}主任")
    due = timezone.localdate() + timedelta(days=20)
    way.write_it_up(chair, due)
    way.approve_and_publish(people("town_clerk"))
    promised = way.written(due)
    public.shows("办理", "已商议，有议定事项", way.AGREED, WORKER, f"承诺 {promised}前答复")
    public.more("已商议，有议定事项", way.AGREED, way.TITLE)

    worker = people("grid_worker")
    way.work_and_finish(worker)
    public.shows("办理", "三盏新灯装好了。", WORKER)
    way.answer(clerk, "待答复", number, "三盏灯都换好了。")
    public.shows("回访", "已答复", "三盏灯都换好了。", CLERK)

    way.follow(resident, number, code)
    resident.reads(way.WORDS, "三盏灯都换好了。")
    way.rate(resident, "不满意", way.STILL)
    promised = way.written(Need.objects.get().promised_on)
    public.shows("收到", "第 2 轮", "不满意，重新办理", f"承诺 {promised}前答复")
    public.hides(way.STILL)

    way.take_note(clerk, number)
    way.work_again(worker)
    public.shows("回访", "已答复", "东侧那盏也亮了。", WORKER)
    way.follow(resident, number, code)
    way.rate(resident, "满意")
    resident.reads("谢谢，这件事办结了。")
    public.shows("回访", "提出人已评价：满意", "已办结")


def test_without_a_meeting_on_a_wide_screen(people):
    """The essential way: raised, accepted, assigned, answered by the post, satisfied."""
    resident = people("resident", DESK)
    number, code = way.raise_it(resident)
    clerk = people("village_clerk", DESK)
    way.take_up(clerk, number)
    way.give_to(clerk, number, WORKER)
    public = PublicThread(people("visitor", DESK))
    public.find()
    worker = people("grid_worker", DESK)
    worker.press("报进展")
    way.settle(worker, "灯修好了。")
    public.shows("回访", "已交办到岗位", "已答复", WORKER)
    way.follow(resident, number, code)
    way.rate(resident, "满意")
    public.shows("回访", "提出人已评价：满意")
    assert Need.objects.get().state == NeedState.CLOSED
