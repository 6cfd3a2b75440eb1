"""Names masked and sounded, without Django and without a database."""

import runpy
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.names import masked_name, surname_of
from foundation.pinyin import dictionary, pinyin_keys


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("王小明", "王**"),
        ("王明", "王*"),
        ("欧阳娜", "欧阳*"),
        ("欧阳娜娜", "欧阳**"),
        ("欧阳", "欧*"),
        ("闾丘明", "闾丘*"),
        ("买买提·艾力", "买**"),
        ("𠮷田", "𠮷*"),
        ("王\ufe00小明", "王**"),
        ("John Smith", "J**"),
        ("王", "*"),
        (" 王小明 ", "王**"),
        ("", ""),
    ],
)
def test_a_name_is_masked(name, masked):
    assert masked_name(name) == masked


@given(st.text(max_size=40))
def test_no_mask_shows_more_than_a_surname(name):
    masked = masked_name(name)
    assert len(masked.rstrip("*")) <= 2
    assert masked == "" or masked.endswith("*")


def test_a_name_of_two_characters_is_not_all_surname():
    assert surname_of("司马") == "司"
    assert surname_of("司马光") == "司马"


@pytest.mark.parametrize(
    ("name", "person", "keys"),
    [
        ("王小明", True, ("wangxiaoming", "wxm")),
        ("单雄信", True, ("shanxiongxin", "sxx")),
        ("曾国藩", True, ("zengguofan", "zgf")),
        ("尉迟恭", True, ("yuchigong", "ycg")),
        ("重庆路", False, ("chongqinglu", "cql")),
        ("银龄学堂", False, ("yinlingxuetang", "ylxt")),
        ("Anna 王", True, ("annawang", "aw")),
        ("吕布", True, ("lvbu", "lb")),
        ("𠮷田", True, ("𠮷tian", "t")),
        ("", True, ("", "")),
    ],
)
def test_sounds(name, person, keys):
    assert pinyin_keys(name, person=person) == keys


def test_the_keys_fit_their_columns():
    full, initials = pinyin_keys("庄" * 200)
    assert (len(full), len(initials)) == (200, 60)


def test_they_need_no_django_and_read_their_words_when_asked():
    code = (
        "import sys\n"
        "from foundation.names import masked_name\n"
        "from foundation.pinyin import pinyin_keys\n"
        "assert masked_name('王小明') == '王**' and 'pypinyin' not in sys.modules\n"
        "assert pinyin_keys('高桥')[1] == 'gq' and 'django' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_the_web_has_the_words_before_anybody_searches(monkeypatch):
    monkeypatch.delitem(sys.modules, "gaoqiao.wsgi", raising=False)  # another test may have it
    dictionary.cache_clear()
    runpy.run_module("gaoqiao.wsgi")
    assert dictionary.cache_info().currsize == 1
