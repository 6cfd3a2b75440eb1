"""What of what LIKE finds the search finds, too: told in JSON for `bench.speed`.

python -m bench.recall
"""

from __future__ import annotations

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gaoqiao.settings")

if __name__ == "__main__":
    django.setup()

from django.db.models import Q

from foundation.search.models import SearchDoc
from foundation.search.queries import matching

WORDS = ["剪纸", "食堂", "窗口", "小站", "课堂", "照料", "学堂", "驿站"]
WORDS += ["会议", "图书", "修补", "街坊", "邻里", "吃饭", "老人"]


def recall() -> dict[str, float]:
    """The part of LIKE's hits that the search has, word by word; words without a hit left out."""
    found = {}
    for word in WORDS:
        held = Q(title__contains=word) | Q(summary__contains=word)
        like = set(SearchDoc.objects.filter(held, kind="listing").values_list("pk", flat=True))
        ours = set(matching(word, kind="listing").values_list("pk", flat=True))
        if like:
            found[word] = len(like & ours) / len(like)
    return found


if __name__ == "__main__":
    print(json.dumps({"recall": recall()}))
