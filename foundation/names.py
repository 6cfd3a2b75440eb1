"""People's names as others may see them."""

from __future__ import annotations

import unicodedata

PAIRS = (  # two characters each
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶"
    "太叔申屠公孙慕容仲孙钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良"
    "漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生梁丘左丘东门西门南荣"
    "第五贺兰完颜纳兰耶律叶赫爱新那拉達奚歐陽司馬東方諸葛尉遲鍾離長孫"
)
COMPOUND_SURNAMES = frozenset(PAIRS[i : i + 2] for i in range(0, len(PAIRS), 2))
STARS = 2


def surname_of(name: str) -> str:
    """The surname of a Chinese name: two characters for a compound one, else the first.

    A name of two characters is never all surname: 欧阳 is Mr Ou.
    """
    compound = name[:2] in COMPOUND_SURNAMES and len(name) > 2
    return name[:2] if compound else name[:1]


def masked_name(name: str) -> str:
    """`王**` for 王小明, `王*` for 王明, `欧阳*` for 欧阳娜; Latin names keep their first letter.

    At most two stars, so that the length of a long name stays its owner's. A name of one
    character is only a star; an empty one stays empty.
    """
    # Variation selectors and joiners belong to the character before them: they are not counted.
    seen = [c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c)[0] in "LNSP"]
    text = "".join(seen)
    if len(text) <= 1:
        return "*" * len(text)
    kept = surname_of(text)
    return kept + "*" * min(len(text) - len(kept), STARS)
