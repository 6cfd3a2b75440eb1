"""A clerk keeps the services of her village by buttons."""

import pytest

from services.kinds import State
from services.models import Listing, OpenSpan
from tests.factories import make_clerk, make_place, make_town
from tests.factories.accounts import add_app
from tests.factories.services import make_listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def village(at):
    at("2026-11-23 11:00")
    return make_place(parent=make_town())


@pytest.fixture
def clerk(client, village):
    user, _holding = make_clerk(place=village)
    add_app(user)
    client.force_login(user)
    return client


def press(client, listing, key, **data):
    """Post to a button of the listing's page."""
    address = f"/admin/services/listing/{listing.pk}/move/{key}/"
    return client.post(address, {"revision": listing.revision, **data})


def test_she_enters_a_service_and_its_hours(clerk, village):
    answer = clerk.post(
        "/admin/services/listing/add/",
        {
            "name": "缝纫班",
            "place_pick": village.pk,
            "kinds": ["skills"],
            "telephone": "0574-00000001",
        },
    )
    listing = Listing.objects.get()
    assert answer.status_code == 302
    assert (listing.name, listing.place) == ("缝纫班", village)
    page = clerk.get(f"/admin/services/listing/{listing.pk}/move/hours/")
    assert "法定节假日" in page.content.decode()
    week = {f"sort{sort}": "13：30－15：30" for sort in (0, 2)} | {
        "sort0": "9:00-11:00 13:30-15:30"
    }
    assert press(clerk, listing, "hours", **week).status_code == 302
    assert list(OpenSpan.objects.order_by("day", "start").values_list("start", "end")[:3]) == [
        (540, 660),
        (810, 930),
        (810, 930),
    ]
    assert "今天 13:30 开" in clerk.get("/services/").content.decode()
    again = clerk.get(f"/admin/services/listing/{listing.pk}/move/hours/")
    assert 'value="9:00–11:00 13:30–15:30"' in again.content.decode()


def test_bad_times_are_said_beside_their_day_and_kept(clerk, village):
    listing = make_listing(place=village)
    answer = press(clerk, listing, "hours", sort3="9:00-8:00")
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "9:00-8:00" in html
    assert "请写成" in html
    assert not OpenSpan.objects.exists()


def test_a_change_against_an_older_version_is_refused(clerk, village):
    listing = make_listing("旧名", place=village)
    fields = {"name": "新名", "kinds": ["meals"], "telephone": "0574-00000001"}
    assert press(clerk, listing, "change", **fields).status_code == 302
    late = {**fields, "name": "另一个", "kinds": ["health", "meals"]}
    answer = press(clerk, listing, "change", **late)
    assert answer.status_code == 409
    lines = {str(label): texts for label, *texts in answer.context["form"].conflict["lines"]}
    assert ["新名", "另一个"] in lines.values()
    assert all(theirs != ours for theirs, ours in lines.values())
    assert any("看病保健" in ours for _theirs, ours in lines.values()), lines
    assert "services." not in str(lines)
    listing.refresh_from_db()
    assert (listing.name, listing.revision) == ("新名", 1)


def test_closing_pausing_and_ending(clerk, village):
    listing = make_listing(place=village, hours=[(480, 1080)])
    assert press(clerk, listing, "close", why="停水").status_code == 302
    page = clerk.get(f"/services/{listing.slug}/").content.decode()
    assert "停水" in page
    assert "今天已结束" in page
    listing.refresh_from_db()
    assert press(clerk, listing, "pause", why="装修").status_code == 302
    assert "暂停服务" in clerk.get(f"/services/{listing.slug}/").content.decode()
    listing.refresh_from_db()
    assert press(clerk, listing, "resume").status_code == 302
    listing.refresh_from_db()
    assert press(clerk, listing, "end").status_code == 302
    listing.refresh_from_db()
    assert listing.state == State.ENDED
    assert clerk.get(f"/services/{listing.slug}/").status_code == 404
    assert clerk.get(f"/admin/services/listing/{listing.pk}/change/").status_code == 200
