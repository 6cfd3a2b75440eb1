"""What each persona does with one need, in the words on the pages. Each function is one act."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from django.utils import timezone

from tests.walk.hand import Hand
from tests.walk.town import BODY, WORKER

WORDS = "三号楼夜里没有路灯，张阿姨上周摔了一跤"
TITLE = "三号楼路灯不亮"
SENTENCE = "三号楼夜里没有路灯，请求修复。"
QUESTION = "先修哪几盏，钱从哪里出？"
AGREED = "月底前换三盏新灯。"
MEETING = "十一月居民议事会"
STILL = "只亮了两盏，东侧那盏还是黑的"


def raise_it(resident: Hand) -> tuple[str, str]:
    """Four pages, then the slip: its number and its look-up code."""
    resident.come("/needs/new/")
    resident.fill("用自己的话说说", WORDS)
    resident.tick("道路路灯")
    resident.look("what")
    resident.press("下一步")
    resident.tick("示范村")
    resident.fill("具体在哪里？", "三号楼东侧")
    resident.press("下一步")
    resident.fill("电话号码", "138 0000 0000")
    resident.fill("怎么称呼您？", "王阿姨")
    resident.press("下一步")
    resident.look("check")
    resident.press("提交")
    resident.look("slip")
    slip = resident.reads("收到了，请留好这张回执。")
    found = re.search(r"编号 (\d{4}-\d{4}) 查询码 (\w{4} \w{4})", slip)
    assert found, slip
    return found[1], found[2]


def take_up(clerk: Hand, number: str) -> None:
    """Out of the queue of what was raised: accepted, with words for everybody."""
    clerk.from_queue("待受理", number)
    clerk.reads(WORDS, "138****0000")
    clerk.press("受理")
    clerk.choose("诉求类别", "道路路灯")
    clerk.fill("公开标题", TITLE)
    clerk.fill("公开的一句话", SENTENCE)
    clerk.look("accept")
    clerk.press("受理")
    clerk.look("accepted")


def put_before_the_body(clerk: Hand) -> None:
    """From the page of the need: one question for the committee."""
    clerk.press("提交商议")
    clerk.pick(BODY)
    clerk.fill("请它商议什么？", QUESTION)
    clerk.look("table")
    clerk.press("提交商议")
    clerk.look("tabled")
    clerk.reads("商议中")


def call_the_meeting(chair: Hand) -> None:
    """The chair finds the need on the desk, beside the word that a meeting is due, and enters the
    meeting of an hour ago for it."""
    chair.reads("2 件待办", TITLE, QUESTION)
    chair.press("列入议程")
    chair.look("take")
    chair.press("为它新召集一次会议")
    began = timezone.localtime() - timedelta(hours=1)
    chair.fill("会议主题", MEETING)
    chair.fill("日期", began.date().isoformat())
    chair.fill("时间", began.strftime("%H:%M"))
    chair.fill("在哪里", "文化礼堂")
    chair.look("call")
    chair.press("召集")
    chair.look("called")
    chair.reads(MEETING, TITLE)


def write_it_up(chair: Hand, due: date) -> None:
    """Who came, the short form with an outcome, and the paper handed in."""
    chair.press("快记")
    chair.press("点名")
    chair.press("全部到会")
    chair.look("attendance")
    chair.press("保存并继续")
    chair.reads("应到 4 人，实到 4 人")
    chair.fill("一句话说清这次会议", "大家同意换三盏新灯。")
    chair.tick("通过", ".item")
    chair.fill("定了什么", AGREED)
    chair.choose("谁来办", WORKER)
    chair.fill("什么时候前办完", due.isoformat())
    chair.look("quick")
    chair.press("去核对")
    chair.look("check")
    chair.press("提交")
    chair.look("handed-in")
    chair.reads("镇里审阅后公开")


def approve_and_publish(town: Hand) -> None:
    """The town reads the paper, approves it, and publishes it."""
    town.from_queue("待审纪要", MEETING)
    town.press("仅审核通过")
    town.look("approve")
    town.press("仅审核通过")
    town.look("approved")
    town.press("审核并公开")
    town.look("publish")
    town.press("审核并公开")
    town.look("published")
    town.reads("已公开")


def work_and_finish(worker: Hand) -> None:
    """The post that has it: news, then done."""
    worker.reads(AGREED, TITLE)
    worker.press("报进展")
    worker.fill("用一句话告诉居民", "新灯已经订好，周五到货。")
    worker.look("progress")
    worker.press("写好了")
    worker.look("progress-written")
    worker.come("/desk/")
    worker.press("报进展")
    worker.tick("办好了")
    worker.fill("用一句话告诉居民", "三盏新灯装好了。")
    worker.press("写好了")
    worker.look("done")


def answer(clerk: Hand, queue: str, number: str, sentence: str) -> None:
    """From a queue: the answer, in a sentence for the resident."""
    clerk.from_queue(queue, number)
    clerk.press("答复")
    clerk.fill("给居民的一句话", sentence)
    clerk.look("answer")
    clerk.press("答复，办下一件")
    clerk.look("answered")


def follow(resident: Hand, number: str, code: str) -> None:
    """Number and code of the slip, from the front page."""
    resident.come("/")
    resident.press("查进度", exact=False)
    resident.fill("编号", number)
    resident.fill("查询码", code)
    resident.look("track")
    resident.press("查进度")


def rate(resident: Hand, verdict: str, words: str = "") -> None:
    """What she thinks of the answer."""
    resident.tick(verdict, ".rating")
    resident.fill("还缺什么，或有什么要补充的？", words)
    resident.look(f"rate-{verdict}")
    resident.press("提交", ".rating")
    resident.look(f"rated-{verdict}")


def take_note(clerk: Hand, number: str) -> None:
    """Why it was opened again stands before the clerk, and nobody is to be called about it."""
    clerk.from_queue("重新办理", number)
    clerk.reads("第 1 轮：不满意", STILL)
    clerk.come("/admin/")
    clerk.reads("0 待打电话", "1 重新办理")


def work_again(worker: Hand) -> None:
    """The post reads what was said, tells how it goes, and answers."""
    worker.come("/desk/")
    worker.look("desk-again")
    worker.reads("不满意，重新办理")
    worker.press("报进展")
    worker.reads(STILL)
    worker.fill("用一句话告诉居民", "明天来换东侧那盏。")
    worker.look("again")
    worker.press("写好了")
    worker.look("again-written")
    settle(worker, "东侧那盏也亮了。")


def settle(worker: Hand, sentence: str) -> None:
    """The answer of the post that has the need, on the page of the need."""
    worker.tick("办好了，这就是答复", "#work")
    worker.fill("用一句话告诉居民", sentence)
    worker.press("写好了")
    worker.look("settled")
    worker.reads("已答复。会告知提出人，并请其评价。")


def give_to(clerk: Hand, number: str, post: str) -> None:
    """Out of the queue of what was accepted: to a post."""
    clerk.from_queue("待交办", number)
    clerk.press("交办")
    clerk.pick(post)
    clerk.fill("给居民的一句话", "请网格员先去看看。")
    clerk.look("assign")
    clerk.press("交办，办下一件")


def written(day: date | datetime) -> str:
    """A day as pages write it, with ordinary spaces."""
    day = timezone.localdate(day) if isinstance(day, datetime) else day
    return f"{day.year}年{day.month}月{day.day}日"
