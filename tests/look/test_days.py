"""A day in a list says its year where that is not this one."""

from datetime import UTC, date, datetime

from django.template import Context, Template
from django.utils import timezone, translation

PAGE = Template("{% load ui %}{% date_block day %}")


def shown(day):
    return PAGE.render(Context({"day": day}))


def test_a_day_of_another_year_says_which():
    now = timezone.localtime()
    assert "年" not in shown(now)
    assert "2019年" in shown(date(2019, 12, 28))
    with translation.override("en"):
        assert "of 2019" in shown(date(2019, 12, 28))


def test_the_year_is_that_of_our_clocks():
    """The last evening of a year in Greenwich is the first morning of the next one here."""
    moment = datetime(timezone.localdate().year - 1, 12, 31, 20, tzinfo=UTC)
    assert "年" not in shown(moment)
