"""What follows a colon: a space in English, nothing in Chinese, where it is a letter wide."""

import re

import pytest
from django.conf import settings

SPACED = re.compile(r'translate "[^"]*:" %\} ')


def spaced(template):
    """Sentences with a colon of their own and a space that stays in both languages."""
    return SPACED.findall(template)


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ('{% translate "Written at:" %} <time>', 1),
        ('{% translate "Written at" %}{% translate ": " %}<time>', 0),
    ],
)
def test_a_planted_space_is_found(template, found):
    assert len(spaced(template)) == found


def test_no_template_puts_a_space_behind_a_chinese_colon():
    templates = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
    assert [str(path) for path in templates if spaced(path.read_text(encoding="utf-8"))] == []
