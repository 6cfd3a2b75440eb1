"""The clocks of a referral in words."""

import re
from datetime import timedelta

import pytest
from django.template.loader import render_to_string

from residents.actions import referring
from residents.queries.referrals import clocked
from tests.factories import by
from tests.needs.test_referrals import MONDAY, SAID, Scene

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("taken", "answered", "said"),
    [
        (1, 2, ["当天", "当天"]),
        (1, 25, ["当天", "办了 1 个工作日"]),
        (5 * 24, 6 * 24, ["等了 4 个工作日", "2026年3月8日 09:00"]),
        (None, None, ["还没有"]),
    ],
)
def test_the_same_day_is_not_told_as_no_working_days(taken, answered, said):
    """Hours after it was sent, on a Monday. A Saturday is another day, and no working day."""
    scene = Scene()
    referral, officer = scene.refer(), by(scene.officer)
    if taken:
        for act, after in ((referring.take_referral, taken), (referring.answer_referral, answered)):
            more = {"sentence": SAID} if after == answered else {}
            act(by=officer, referral=referral, now=MONDAY + timedelta(hours=after), **more)
    (sent,) = clocked([referral], MONDAY.date())
    page = render_to_string("residents/_referral_clocks.html", {"sent": sent})
    told = re.findall(r"<dt>已[接答][^<]*</dt><dd>([^<]*)</dd>", page)
    assert [line.partition(" · ")[2] or line for line in told][:2] == said
    assert "0 个工作日" not in page
