"""What is to end later has not ended: seats, holdings, places say so, and may end sooner."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from committees.access.bodies import may_convene
from committees.actions.seats import end_seat, fill_seat
from committees.models import Seat
from foundation.refusals import Refused
from residents.models import Place
from tests.factories import make_holding, make_person, make_place, make_post, make_user
from tests.factories.accounts import add_app
from tests.factories.committees import make_body

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def staff(client, scene):
    """A browser in which the town's clerk is logged in, with a second factor."""
    add_app(scene.approver.user)
    client.force_login(scene.approver.user)
    return client


@pytest.fixture
def seat(scene):
    """A chair's seat since ten days ago."""
    return fill_seat(
        by=scene.approver,
        body=make_body(place=scene.village),
        person=make_person(user=make_user()),
        group="party",
        role="chair",
        since=timezone.localdate() - 10 * DAY,
    )


def ended(staff, address, **data):
    """The page after the button."""
    answer = staff.post(address, data, follow=True)
    assert answer.redirect_chain
    return answer.content.decode()


def test_a_seat_that_ends_later_is_said_to_end_then(staff, seat):
    today, later = timezone.localdate(), timezone.localdate() + 30 * DAY
    address = f"/admin/committees/seat/{seat.pk}/move/end/"
    page = ended(staff, address, ended=later.isoformat(), why="换届")
    words = f"将于{date_format(later)}结束"
    assert page.count(words) == 2  # what was done, and the row
    assert words in staff.get("/admin/committees/seat/").content.decode()
    assert may_convene(seat.person.user, seat.body)
    page = ended(staff, address, ended=today.isoformat(), why="身体原因")  # sooner than planned
    assert page.count(f"已于{date_format(today)}结束") == 2
    assert not may_convene(seat.person.user, seat.body)
    assert staff.get(address).status_code == 404


def test_a_seat_is_not_made_longer_by_ending_it_again(scene, seat):
    today = timezone.localdate()
    end_seat(by=scene.approver, seat=seat, ended=today + 9 * DAY)
    for day in (9, 12):
        with pytest.raises(Refused) as refusal:
            end_seat(by=scene.approver, seat=seat, ended=today + day * DAY)
        assert date_format(today + 9 * DAY) in refusal.value.message
    assert timezone.localdate(seat.holding.until) == today + 9 * DAY
    end_seat(by=scene.approver, seat=seat, ended=today + 2 * DAY)
    assert Seat.objects.get(pk=seat.pk).ended == today + 2 * DAY
    assert timezone.localdate(seat.holding.until) == today + 2 * DAY


def test_a_holding_that_ends_later_can_end_now(staff, scene):
    until = timezone.now() + 30 * DAY
    holding = make_holding(
        make_person(), make_post("village_clerk", place=scene.village), until=until
    )
    address = f"/admin/residents/holding/{holding.pk}/"
    moment = date_format(timezone.localtime(until), "DATETIME_FORMAT")
    assert f"将于{moment}结束" in staff.get(f"{address}change/").content.decode()
    page = ended(staff, f"{address}move/end/")
    assert "已于" in page
    assert "将于" not in page
    assert staff.get(f"{address}move/end/").status_code == 404


def test_a_place_that_ends_later_is_said_to_end_then(staff, scene):
    place = make_place("撤并村", parent=scene.town)
    later = timezone.localdate() + 30 * DAY
    address = f"/admin/residents/place/{place.pk}/move/end/"
    page = ended(staff, address, ended_on=later.isoformat(), revision=0)
    assert Place.objects.get(pk=place.pk).ended_on == later
    assert page.count(f"将于{date_format(later)}结束") == 2
