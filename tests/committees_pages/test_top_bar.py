"""The bar above everything stays one line on a phone, with a workplace and many new notices; the
desk's own shows all it leads to."""

import pytest

from residents.models import Notice
from tests.chromium import drawn_at

ONE_LINE = 56  # pixels: a control and the stripe above it
HIDDEN = "bar => bar.scrollWidth - bar.clientWidth"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_workplace_notices_size_and_language_stand_in_one_line(new_page, open_evening):
    meeting = open_evening.meeting
    Notice.objects.bulk_create(
        Notice(
            key=f"bar:{number}",
            kind="meeting_changed",
            organization=meeting.lead.organization,
            place=open_evening.village,
            about=f"meeting:{meeting.pk}",
            address=f"/meetings/{meeting.pk}/",
            moment=meeting.starts_at,
            user=open_evening.chair.user,
            channel=Notice.Channel.INBOX,
        )
        for number in range(28)
    )
    page = new_page(user=open_evening.chair.user)
    for path, words in (("/en/desk/", "28 new notices"), ("/desk/", "28 条新通知")):
        page.goto(path)
        bar = page.locator(".util")
        assert words in bar.inner_text()
        for width in drawn_at(page, (360, 390)):
            assert bar.bounding_box()["height"] <= ONE_LINE, width
            links = [one.bounding_box() for one in bar.locator("a:visible").all()]
            assert all(box["height"] >= 44 for box in links), width
            assert page.locator(".workbar ul").evaluate(HIDDEN) <= 0, f"{path} at {width} pixels"
