"""Words of titles and queries, cut so that Chinese is found without a dictionary.

A token is ASCII letters and digits only, so that FTS5 and PostgreSQL's parser cut the stored text
alike whatever their locale. The first letter says what it stands for: `h` Han (each character by
its code point, so `h94f6h9f84` is 银龄), `w` a word of another script, `p` full pinyin and `i`
initials from some syllable on; `a` and `z` stand at the ends of a text and `b` at its breaks.
"""

from __future__ import annotations

import re
import unicodedata

from foundation.pinyin import syllables

START, BREAK, END = "a", "b", "z"
WORD_LENGTH = 40
SOUND_LENGTH = 30  # letters of pinyin kept from each syllable on

HAN = r"\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
RUN = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
IS_HAN = re.compile(rf"[{HAN}]")


def folded(text: str) -> str:
    """One form for what people type: half width, lower case, no accents, no invisible marks."""
    narrow = unicodedata.normalize("NFKC", text).casefold()
    marked = unicodedata.normalize("NFKD", narrow)
    return "".join(c for c in marked if unicodedata.category(c) not in {"Mn", "Cf", "Cs"})


def runs(text: str) -> list[str]:
    """The runs of Han and the words of other scripts, in order, folded."""
    return RUN.findall(folded(text))


def is_han(run: str) -> bool:
    """Whether a run (see `runs`) is of Han characters."""
    return bool(IS_HAN.match(run))


def han(characters: str) -> str:
    """The token of one or two Han characters."""
    return "".join(f"h{ord(c):x}" for c in characters)


def word(run: str) -> str:
    """The token of a word; letters outside ASCII stand by their code points."""
    letters = (c if c.isascii() else f"x{ord(c):x}x" for c in run[:WORD_LENGTH])
    return "w" + "".join(letters)


def pairs(run: str) -> list[str]:
    """A run of Han as its bigrams, or the one character that it is."""
    if len(run) == 1:
        return [han(run)]
    return [han(run[i : i + 2]) for i in range(len(run) - 1)]


def stream(text: str) -> list[str]:
    """The tokens of a text in its order, so that neighbours in it are neighbours in the index.

    A break stands between runs: 同心，心桥 holds 同心 and 心桥, but not 同心桥.
    """
    cut = [pairs(run) if is_han(run) else [word(run)] for run in runs(text)]
    return [token for tokens in cut for token in (BREAK, *tokens)][1:]


def singles(text: str) -> list[str]:
    """Each Han character once, as its own token, so that one character finds."""
    characters = dict.fromkeys(c for run in runs(text) if is_han(run) for c in run)
    return [han(c) for c in characters]


def sounds(text: str) -> list[str]:
    """Pinyin and initials from each syllable on: 学堂 gives pxuetang, ptang, ixt, it."""
    tokens: dict[str, None] = {}
    for run in runs(text):
        if not is_han(run):
            continue
        heard = [s for s in syllables(run) if s.isascii() and s.isalpha()]
        for i in range(len(heard)):
            tokens["p" + "".join(heard[i : i + SOUND_LENGTH])[:SOUND_LENGTH]] = None
            tokens["i" + "".join(s[0] for s in heard[i : i + SOUND_LENGTH])] = None
    return list(tokens)


def title_words(title: str) -> str:
    """What is stored for a title: its stream between its ends, its characters, its sounds."""
    return " ".join([START, *stream(title), END, *singles(title), *sounds(title), END])


def other_words(summary: str) -> str:
    """What is stored for a summary: its stream and its characters."""
    return " ".join([START, *stream(summary), END, *singles(summary), END])
