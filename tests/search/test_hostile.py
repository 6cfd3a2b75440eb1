"""Nothing that is typed raises, scans or reaches a database as syntax."""

import time

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.search import actions, queries
from foundation.search.ask import fts5, tsquery, understood
from foundation.search.tokens import title_words

pytestmark = pytest.mark.django_db

HOSTILE = [
    "",
    " ",
    "\x00",
    "食\x00堂",
    '"',
    "'",
    "食堂' OR 1=1 --",
    '"食堂',
    "title_words : 食堂",
    "NEAR(食堂 2)",
    "NOT 食堂",
    "AND OR NOT",
    "* ^ - + ( ) { } : ~",
    "食堂*",
    "<-> & | ! ( :*A",
    "%s %(x)s {0} %",
    "\\",
    "😀👩‍👩‍👧‍👦",
    "\ud800",
    "食\ud800堂",
    "ﷺ" * 40,
    "㍿" * 64,
    "𠮷" * 64,
    "\u202e堂食",
    "食" * 1_000_000,
    "a" * 1_000_000,
    "a b c " * 100_000,
    "٠١٢٣ हिन्दी 한국어 かな",
    "ẞ" * 70,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_answered(text):
    actions.put("listing", 1, "食堂 a b c 한국어", address="/services/1/")
    began = time.monotonic()
    assert len(queries.matching(text)) <= 1
    assert queries.matching(text).count() <= 1
    assert time.monotonic() - began < 1


STORABLE = [text for text in HOSTILE if "\ud800" not in text]  # no door lets half a one in


@pytest.mark.parametrize("text", STORABLE, ids=range(len(STORABLE)))
def test_hostile_texts_are_stored(text):
    row = actions.put("listing", 1, text, summary=text, address="/services/1/")
    assert row.title == text.replace("\x00", "")[:200]


@given(st.text(max_size=80))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_finds_itself_or_holds_nothing_to_find(text):
    shown = "".join(c for c in text if c.isprintable())
    actions.put("note", 1, shown, address="/")
    assert understood(shown) == () or queries.matching(shown[:64], kind="note").count() in (0, 1)


han = st.text(st.sampled_from("高桥银龄食堂公租房同心村𠮷"), min_size=1, max_size=8)


@given(han, han)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_han_is_found_exactly_where_it_stands(title, typed):
    actions.put("note", 1, title, address="/")
    assert queries.matching(typed, kind="note").exists() == (typed in title)


@given(st.text(max_size=60))
def test_all_syntax_is_ours(text):
    letters = set("abcdefghijklmnopqrstuvwxyz0123456789")
    query = understood(text)
    assert set(fts5(query, title=True)) <= letters | set('"_{}: *()ANDOR')
    assert set(tsquery(query, title=True)) <= letters | set("<->&|():*A ")


@pytest.mark.postgresql
@given(st.text(max_size=80))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_postgresql_cuts_the_tokens_as_we_do(text):
    words = title_words(text)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsvector_to_array(to_tsvector('simple', %s))", [words])
        assert set(cursor.fetchone()[0]) == set(words.split())
