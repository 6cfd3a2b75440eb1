"""How Chinese names sound: full pinyin and initials, without tones, for sorting and finding."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache

from foundation.names import surname_of

FULL_LENGTH, INITIALS_LENGTH = 200, 60

# Characters that sound otherwise when they are a family's name.
SURNAMES = {
    "万俟": ["mo", "qi"],
    "尉迟": ["yu", "chi"],
    "长孙": ["zhang", "sun"],
    "澹台": ["tan", "tai"],
    "令狐": ["ling", "hu"],
    "单": ["shan"],
    "仇": ["qiu"],
    "区": ["ou"],
    "解": ["xie"],
    "任": ["ren"],
    "曾": ["zeng"],
    "朴": ["piao"],
    "查": ["zha"],
    "盖": ["ge"],
    "乐": ["yue"],
    "华": ["hua"],
    "翟": ["zhai"],
    "缪": ["miao"],
    "冼": ["xian"],
    "覃": ["qin"],
    "折": ["she"],
    "员": ["yun"],
    "黑": ["he"],
    "繁": ["po"],
    "重": ["chong"],
    "种": ["chong"],
    "召": ["shao"],
    "句": ["gou"],
    "燕": ["yan"],
    "应": ["ying"],
    "能": ["nai"],
    "隗": ["wei"],
    "那": ["na"],
    "宁": ["ning"],
    "秘": ["bi"],
    "祭": ["zhai"],
    "曲": ["qu"],
    "柏": ["bai"],
    "葛": ["ge"],
    "纪": ["ji"],
    "石": ["shi"],
    "贾": ["jia"],
    "尹": ["yin"],
    "车": ["che"],
    "洗": ["xian"],
    "占": ["zhan"],
    "逄": ["pang"],
}


@cache
def dictionary() -> Callable[[str], list[str]]:
    """How text sounds. Its words are read by the first who asks: a fifth of the start of a command
    or a worker, most of which ask for none."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415  the reading is what is put off

    return lazy_pinyin


def syllables(text: str) -> list[str]:
    """The sound of each Han character, in order and without tones (ü is v); other text as it is."""
    return dictionary()(text)


def person_syllables(name: str) -> list[str]:
    """As `syllables`, for a person: the surname sounds as a surname."""
    surname = surname_of(name)
    known = SURNAMES.get(surname)
    return [*known, *syllables(name[len(surname) :])] if known else syllables(name)


def pinyin_keys(name: str, *, person: bool = False) -> tuple[str, str]:
    """`("wangxiaoming", "wxm")`: the full pinyin and the initials, in lower case.

    `person` reads the surname as one (单 is shan). Letters and digits stay, spaces and marks go;
    a character that no dictionary knows stays itself in the first and is left out of the second
    key, so a rare name still sorts. Never longer than 200 and 60 characters.
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    parts = person_syllables(text) if person else syllables(text)
    words = ["".join(c for c in part if c.isalnum()) for part in parts]
    initials = "".join(word[0] for word in words if word and word[0].isascii())
    return "".join(words)[:FULL_LENGTH], initials[:INITIALS_LENGTH]
