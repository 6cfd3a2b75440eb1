"""Hours in words, in both languages, and typed hours."""

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from services.hours import Span, Standing, standing
from services.hours_words import read_spans, span_words, standing_words, usual_words

MONDAY = date(2026, 11, 23)
LUNCH = [Span(630, 750), Span(990, 1080)]


@pytest.mark.parametrize(
    ("at", "chinese", "english"),
    [
        (
            standing(640, LUNCH, None),
            "开放中 · 今天到 12:30",
            "Open now · until 12:30 today",
        ),
        (standing(930 - 1, [Span(930, 1110)], None), "今天 15:30 开", "Opens today at 15:30"),
        (standing(750, LUNCH, None), "今天 16:30 开", "Opens today at 16:30"),
        (
            standing(600, [], (date(2026, 11, 26), 540)),
            "今天不开放 · 周四 9:00 开",
            "Not open today · opens Thu at 9:00",
        ),
        (
            standing(1100, LUNCH, (date(2026, 11, 24), 630)),
            "今天已结束 · 明天 10:30 开",
            "Closed for today · opens tomorrow at 10:30",
        ),
        (
            standing(600, [], (date(2026, 12, 5), 540)),
            "今天不开放 · 12月5日 9:00 开",
            "Not open today · opens December 5 at 9:00",
        ),
        (standing(600, [], None), "今天不开放", "Not open today"),
        (Standing(known=False), "时间请电话询问", "Ask by telephone for the hours"),
    ],
)
def test_how_it_stands_in_one_phrase(at, chinese, english):
    with override("zh-hans"):
        assert standing_words(at, MONDAY).replace("\u2009", "") == chinese
    with override("en"):
        assert standing_words(at, MONDAY) == english


def test_until_the_very_minute_it_is_open():
    assert standing(749, LUNCH, None).open
    assert not standing(750, LUNCH, None).open


@given(st.lists(st.integers(0, 287).map(lambda n: n * 5), unique=True, min_size=2, max_size=6))
def test_what_is_written_is_read_back(edges):
    edges = sorted(edges)[: len(edges) // 2 * 2]
    spans = [Span(*pair) for pair in zip(edges[::2], edges[1::2], strict=True)]
    assert read_spans(" ".join(map(span_words, spans))) == spans


@pytest.mark.parametrize(
    "typed", ["8：30－11：30，13:30至17:00", "8:30-11:30 13:30–17:00", "8:30 到 11:30、13:30~17"]
)
def test_signs_of_every_kind_are_forgiven(typed):
    assert read_spans(typed) == [Span(510, 690), Span(810, 1020)]


@pytest.mark.parametrize(
    "typed", ["9", "9:00-8:00", "9:60-10", "25-26", "8-10 9-11", "上午", "𠮷-9"]
)
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(ValueError):  # noqa: PT011  each has words of its own
        read_spans(typed)


def test_a_usual_week_is_said_in_few_lines():
    with override("zh-hans"):
        assert usual_words([LUNCH] * 6 + [[], [], LUNCH]) == [
            ("周一至周六", "10:30–12:30，16:30–18:00"),
        ]
        assert usual_words([LUNCH] * 7 + [[], []])[-1] == ("法定节假日", "不开放")
