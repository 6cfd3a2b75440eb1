"""Needs of the invented village, each moved step by step through the real acts."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from foundation import actor
from gaoqiao.demo.cast import Cast
from gaoqiao.demo.invention import phone
from gaoqiao.demo.queries import categories, latest_referral
from residents.actions import answering, raising, referring, sorting, supporting, tabling
from residents.models import Need

DATA = Path(__file__).parent.parent / "content" / "needs.toml"
SUPPORTERS = 90  # from this one on, people of the village say: mine, too
Row = dict[str, Any]


def raise_needs(cast: Cast) -> None:
    """Every need of the file, the oldest first, so that numbers follow time."""
    kinds = categories()
    made: dict[int, Need] = {}
    rows = enumerate(tomllib.loads(DATA.read_text(encoding="utf-8"))["needs"], start=1)
    for number, row in sorted(rows, key=lambda pair: -pair[1]["days"]):
        raised = cast.day(row["days"], hour=8 + number % 9, minute=(number * 7) % 60)
        need = _raise(cast, row, kinds, raised)
        made[number] = need
        cast.needs[row.get("title", "")] = need
        for order, step in enumerate(row["steps"]):
            later = cast.day(row["days"] - step["after"], hour=10 + order, minute=number)
            now = min(max(later, raised + timedelta(minutes=order + 1)), cast.now)
            Move(cast, row, kinds, made, now).make(need, step)


def _raise(cast: Cast, row: Row, kinds: dict[str, Any], now: datetime) -> Need:
    words: Row = {"words": row["words"], "place": cast.village, "spot": row.get("spot", "")}
    words |= {"category": kinds[row["category"]], "now": now}
    if "phone" in row:
        words["phone"] = phone(row["phone"])
    if row["by"] == "resident":
        resident = cast.personas["resident"]
        return raising.raise_need(by=cast.acting("resident"), reporter=resident, **words)
    if row["by"] == "window":
        clerk = cast.acting("village", channel="window")
        return raising.raise_need(by=clerk, name=row["name"], on_behalf=True, **words)
    return raising.raise_need(by=actor.visitor(), **words)


class Move:
    """One step of a need at its moment: `make` finds the method named by the step's `do`."""

    def __init__(
        self, cast: Cast, row: Row, kinds: dict[str, Any], made: dict[int, Need], now: datetime
    ) -> None:
        self.cast, self.row, self.kinds, self.made, self.now = cast, row, kinds, made, now
        self.clerk = cast.acting("village")
        self.officer = cast.acting("department")

    def make(self, need: Need, step: Row) -> None:
        """Bring the row up to date and do the step."""
        need.refresh_from_db()
        act: Callable[[Need, Row], None] = getattr(self, step["do"])
        act(need, step)

    def _worded(self) -> Row:
        title, sentence = self.row.get("title", ""), self.row.get("sentence", "")
        kind = self.kinds[self.row["category"]]
        return {"category": kind, "title": title, "sentence": sentence, "now": self.now}

    def accept(self, need: Need, step: Row) -> None:
        sorting.accept_need(by=self.clerk, need=need, **self._worded())

    def assign(self, need: Need, step: Row) -> None:
        sorting.assign_need(
            by=self.clerk,
            need=need,
            post=self.cast.posts[step["to"]],
            sentence=step.get("sentence", ""),
            now=self.now,
        )

    def table(self, need: Need, step: Row) -> None:
        tabling.table_need(
            by=self.clerk,
            need=need,
            body=self.cast.organizations["committee"],
            question=step["question"],
            now=self.now,
        )

    def refer(self, need: Need, step: Row) -> None:
        referring.refer_need(
            by=self.clerk,
            need=need,
            post=self.cast.posts["department"],
            sentence=step["sentence"],
            workdays=step["workdays"],
            now=self.now,
        )

    def take(self, need: Need, step: Row) -> None:
        referring.take_referral(by=self.officer, referral=latest_referral(need), now=self.now)

    def reply(self, need: Need, step: Row) -> None:
        referral, sentence = latest_referral(need), step["sentence"]
        referring.answer_referral(
            by=self.officer, referral=referral, sentence=sentence, now=self.now
        )

    def send_back(self, need: Need, step: Row) -> None:
        referral, reason = latest_referral(need), step["reason"]
        referring.return_referral(by=self.officer, referral=referral, reason=reason, now=self.now)

    def support(self, need: Need, step: Row) -> None:
        """So many people at the window, and perhaps the resident by her account."""
        if step.get("resident"):
            by = self.cast.acting("resident")
            supporting.support_need(by=by, need=need, now=self.now)
        window = self.cast.acting("village", channel="window")
        for person in self.cast.people[SUPPORTERS : SUPPORTERS + step["people"]]:
            supporting.support_need(
                by=window,
                need=need,
                phone=person.phone,
                name=person.name,
                on_behalf=True,
                now=self.now,
            )

    def start(self, need: Need, step: Row) -> None:
        answering.start_need(by=self.clerk, need=need, sentence=step["sentence"], now=self.now)

    def news(self, need: Need, step: Row) -> None:
        answering.add_news(by=self.clerk, need=need, sentence=step["sentence"], now=self.now)

    def answer(self, need: Need, step: Row) -> None:
        answering.answer_need(by=self.clerk, need=need, sentence=step["sentence"], now=self.now)

    def answer_at_once(self, need: Need, step: Row) -> None:
        answer = step["sentence"]
        answering.answer_at_once(by=self.clerk, need=need, answer=answer, **self._worded())

    def rate(self, need: Need, step: Row) -> None:
        answering.rate_need(
            by=actor.visitor(),
            need=need,
            verdict=step["verdict"],
            words=step.get("words", ""),
            code=need.code,
            now=self.now,
        )

    def refuse(self, need: Need, step: Row) -> None:
        sorting.refuse_need(by=self.clerk, need=need, reason=step["reason"], now=self.now)

    def merge(self, need: Need, step: Row) -> None:
        into = self.made[step["into"]]
        into.refresh_from_db()
        sorting.merge_need(by=self.clerk, need=need, into=into, now=self.now)

    def delay(self, need: Need, step: Row) -> None:
        day = timezone.localtime(self.now).date() + timedelta(days=step["days"])
        sorting.move_promise(
            by=self.clerk, need=need, to=day, sentence=step["sentence"], now=self.now
        )
