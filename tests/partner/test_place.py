"""The partner's own services: closed today in one tap, hours, telephone; nobody else's."""

import pytest
from django.utils import timezone
from django.utils.translation import override

from foundation.refusals import NotAllowed
from residents.models import Notice
from residents.queries.queues import to_call
from services.access.listings import keepers_of
from services.actions.hours import close_today, set_hours
from services.actions.listings import change_telephone, pause_listing
from services.hours import EVERY_DAY, Rule
from services.models import HoursException, OpenSpan
from tests.factories import by, make_clerk
from tests.factories.services import make_listing

HOURS = {f"sort{sort}": "8:00-18:00" for sort in range(9)}


@pytest.fixture
def canteen(day):
    """A service that the partner runs, open all day."""
    return make_listing(place=day.place, provider=day.agreement.partner, hours=[(0, 1440)])


def open_today(listing):
    """Whether it has an open span from now on today."""
    now = timezone.localtime()
    return OpenSpan.objects.filter(
        listing=listing, day=now.date(), end__gt=now.hour * 60 + now.minute + 1
    ).exists()


def test_closed_today_in_one_tap_and_open_again(day, canteen):
    assert open_today(canteen)
    assert "今天临时关门" in day.client.get("/partner/place/").content.decode()
    address = f"/partner/place/{canteen.slug}/close/"
    assert day.client.post(address, {"do": "close"}).url == "/partner/place/"
    assert not open_today(canteen)
    assert "今天照常开门" in day.client.get("/partner/place/").content.decode()
    day.client.post(address, {"do": "open"})
    assert open_today(canteen)
    assert not HoursException.objects.exists()


def test_hours_and_telephone(day, canteen):
    address = f"/partner/place/{canteen.slug}/"
    sent = {"revision": canteen.revision, "do": "hours", **HOURS}
    assert day.client.post(address, sent | {"sort3": "late"}).status_code == 422
    assert day.client.post(address, sent).status_code == 302
    assert [(one.start, one.end) for one in canteen.rules.all()] == [(480, 1080)]
    assert day.client.post(address, sent).status_code == 409
    canteen.refresh_from_db()
    sent = {"revision": canteen.revision, "do": "telephone", "telephone": "12"}
    assert day.client.post(address, sent).status_code == 422
    assert day.client.post(address, sent | {"telephone": "0574-00000099"}).status_code == 302
    canteen.refresh_from_db()
    assert canteen.telephone == "0574-00000099"


def test_an_empty_form_changes_nothing(day, canteen):
    day.client.post(f"/partner/place/{canteen.slug}/", {})
    assert canteen.rules.count() == 1


def test_another_organisations_service_is_not_found_and_not_allowed(day):
    other = make_listing(place=day.place, hours=[(480, 1080)])
    assert day.client.get(f"/partner/place/{other.slug}/").status_code == 404
    assert day.client.post(f"/partner/place/{other.slug}/close/").status_code == 404
    rule = Rule(frozenset(EVERY_DAY), 480, 600)
    acts = (
        lambda: close_today(by=day.partner, listing=other),
        lambda: set_hours(by=day.partner, listing=other, revision=0, rules=[rule]),
        lambda: change_telephone(by=day.partner, listing=other, revision=0, telephone="0574-1"),
    )
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def test_the_own_service_is_not_theirs_to_pause(day, canteen):
    with pytest.raises(NotAllowed):
        pause_listing(by=day.partner, listing=canteen, why="x")


def test_the_clerks_of_the_place_hear_of_it_and_of_nothing_they_did(day, canteen):
    town_clerk = make_clerk("town_clerk", place=day.place.parent)[0]
    assert [user.pk for user in (day.clerk.user,)] == keepers_of(day.place, timezone.now())
    close_today(by=day.partner, listing=canteen)
    rule = Rule(frozenset(EVERY_DAY), 480, 600)
    revision = canteen.revision
    set_hours(by=day.partner, listing=canteen, revision=revision, rules=[rule])
    revision = canteen.revision
    change_telephone(by=day.partner, listing=canteen, revision=revision, telephone="0574-00000099")
    told = Notice.objects.order_by("pk")
    assert [row.user for row in told] == 3 * [day.clerk.user]
    for row, said in zip(told, ("的开门时间", "修改了开门时间", "修改了电话"), strict=True):
        assert canteen.name in row.heading
        assert said in row.heading
        assert row.address == f"/services/{canteen.slug}/"
    with override("en"):
        line = f"{canteen.name}: the people who run it changed its telephone number."
        assert told.last().line == line
        Notice.objects.update(heading_en="")  # told before there was an English sentence
        assert told.last().line == told.last().heading
    assert not to_call(day.clerk.user).exists()
    close_today(by=day.clerk, listing=canteen)
    set_hours(by=by(town_clerk), listing=canteen, revision=canteen.revision, rules=[rule])
    assert told.count() == 3


def test_without_a_clerk_in_the_village_the_towns_hears(day, canteen):
    day.clerk.user.person.holdings.update(until=timezone.now())
    town_clerk = make_clerk("town_clerk", place=day.place.parent)[0]
    close_today(by=day.partner, listing=canteen)
    assert Notice.objects.get().user == town_clerk
