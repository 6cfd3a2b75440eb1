"""Organisations and venues end by a button, with a sentence, once nothing hangs on them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from committees.models import Meeting, Seat
from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused, Stale
from foundation.search.actions import refresh, reindex
from foundation.search.models import SearchDoc
from residents.actions.endings import end_organization, end_venue
from residents.actions.place_changes import end_place
from residents.actions.posts import create_post
from residents.models import Post, Tabling
from services.access.agreements import staff_agreements
from services.models import Agreement, Listing
from tests.factories import (
    by,
    make_clerk,
    make_need,
    make_organization,
    make_place,
    make_post,
    make_town,
    make_venue,
)
from tests.factories.agreements import make_agreement, make_grant
from tests.factories.committees import (
    make_body,
    make_meeting,
    make_officer,
    make_seat,
    make_tabling,
)
from tests.factories.services import make_listing
from tests.factories.workshops import make_workshop
from tests.staff.scene import button, staff
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def keeper(town):
    return by(make_clerk("town_clerk", place=town)[0])


def refused(act, by, **named):
    """Why it cannot end."""
    with pytest.raises(Refused) as caught:
        act(by=by, **named, revision=0, sentence="歇业。")
    return str(caught.value)


def hanging_on(organization):
    """What still needs an organisation, one after the other: the word that the refusal says, and
    the act that ends it."""
    place, today = organization.place, timezone.localdate()
    post = make_post("partner", "示范经办人", organization=organization)
    hall = make_venue("示范礼堂", place=place, owner=organization)
    running = make_agreement(partner=organization, place=place)
    meals = make_listing("示范食堂", place=place, provider=organization)
    shop = make_workshop("示范工坊", host=organization, place=place)
    over = {"state": "ended", "ended_on": today}
    return [
        (post.title, lambda: Post.objects.filter(pk=post.pk).update(abolished_on=today)),
        (hall.name, lambda: type(hall).objects.filter(pk=hall.pk).update(ended_on=today)),
        (running.number, lambda: Agreement.objects.filter(pk=running.pk).update(**over)),
        (meals.name, lambda: Listing.objects.filter(pk=meals.pk).update(**over)),
        (shop.name, lambda: Workshop.objects.filter(pk=shop.pk).update(ended_on=today)),
    ]


def test_an_organisation_ends_once_nothing_hangs_on_it(town, keeper):
    partner = make_organization("旧单位", place=town)
    for words, act in hanging_on(partner):
        assert words in refused(end_organization, keeper, organization=partner)
        act()
    end_organization(by=keeper, organization=partner, revision=0, sentence="歇业。")
    partner.refresh_from_db()
    assert (partner.ended_on, partner.ended_why) == (timezone.localdate(), "歇业。")
    entry = Entry.objects.get(verb="organization.ended")
    assert entry.values == {"ended_on": timezone.localdate().isoformat()}
    assert "已经注销" in refused(end_organization, keeper, organization=partner)
    with pytest.raises(Refused):
        create_post(by=keeper, seat=partner, role="partner", title="新岗位")


def test_each_thing_in_the_way_is_a_line_with_a_link_to_its_page(town):
    clerk = staff("town_clerk", town)[0]
    partner = make_organization("旧单位", place=town)
    posts = [make_post("partner", f"岗位<{n}>", organization=partner) for n in range(6)]
    shop = make_workshop("示范工坊", host=partner, place=town)
    said = {"sentence": "歇业。", "revision": 0}
    page = clerk.post(button(partner, "end"), said).content.decode()
    lines = page.partition('id="errors"')[2].partition("</div>")[0].split("<li>")[1:]
    assert len(lines) == 2
    for post in posts[:5]:
        title = post.title.replace("<", "&lt;").replace(">", "&gt;")
        assert f'<a href="/admin/residents/post/{post.pk}/change/">{title}</a>' in lines[0]
    assert "岗位&lt;5&gt;" not in page
    assert "等" in lines[0]
    assert f'<a href="/admin/workshops/workshop/{shop.pk}/change/">示范工坊</a>' in lines[1]


def test_what_the_clerk_may_not_open_is_named_without_a_link(town):
    clerk, user = staff("town_clerk", town)
    elsewhere = make_agreement(partner=make_organization("旧单位", place=town), place=make_town())
    assert elsewhere not in staff_agreements(user)
    said = {"sentence": "歇业。", "revision": 0}
    page = clerk.post(button(elsewhere.partner, "end"), said).content.decode()
    assert elsewhere.number in page
    assert f"/admin/services/agreement/{elsewhere.pk}/" not in page


def test_a_body_ends_after_its_seats_meetings_and_needs_and_is_found_no_more(town, keeper):
    village = make_place(parent=town)
    body = make_body(place=village, name="示范共治委员会")
    organization, today = body.organization, timezone.localdate()
    seat = make_seat(body)
    later = timezone.now() + timedelta(days=5)
    meeting = make_meeting(make_officer("chair", body), body, title="示范例会", starts_at=later)
    need = make_need(place=village, public=True, state="tabled")
    tabling = make_tabling(need, organization)
    Post.objects.filter(organization=organization).update(abolished_on=today)
    for words, rows, gone in (
        (need.number, Tabling.objects.filter(pk=tabling.pk), {"state": "returned"}),
        ("席位", Seat.objects.filter(pk=seat.pk), {"ended": today}),
        (meeting.title, Meeting.objects.filter(pk=meeting.pk), {"state": "cancelled"}),
    ):
        assert words in refused(end_organization, keeper, organization=organization)
        rows.update(**gone)
    reindex(["body"])
    end_organization(by=keeper, organization=organization, revision=0, sentence="换届。")
    refresh()
    assert not SearchDoc.objects.filter(kind="body").exists()


def test_a_venue_ends_once_nothing_is_done_in_it(town, keeper):
    hall, today = make_venue("旧堂", place=town), timezone.localdate()
    grant = make_grant(make_agreement(place=town), venue=hall)
    meals = make_listing("示范食堂", place=town, venue=hall)
    shop = make_workshop("示范工坊", place=town, venue=hall)
    for words, rows, gone in (
        (grant.agreement.number, type(grant).objects.filter(pk=grant.pk), {"until": today}),
        (meals.name, Listing.objects.filter(pk=meals.pk), {"state": "ended", "ended_on": today}),
        (shop.name, Workshop.objects.filter(pk=shop.pk), {"ended_on": today}),
    ):
        assert words in refused(end_venue, keeper, venue=hall)
        rows.update(**gone)
    end_venue(by=keeper, venue=hall, revision=hall.revision, sentence="拆除。")
    hall.refresh_from_db()
    assert (hall.ended_on, hall.ended_why) == (today, "拆除。")


def test_the_buttons_ask_why_and_are_gone_afterwards(town):
    clerk = staff("town_clerk", town)[0]
    for row in (make_organization("旧单位", place=town), make_venue("旧堂", place=town)):
        assert clerk.post(button(row, "end"), {"revision": 0}).status_code == 409
        said = {"sentence": "拆除。", "revision": 0}
        assert clerk.post(button(row, "end"), said).status_code == 302
        assert clerk.get(button(row, "end")).status_code == 404
        assert clerk.get(button(row, "change")).status_code == 404
        page = clerk.get(f"/admin/residents/{row._meta.model_name}/{row.pk}/change/")
        assert "拆除。" in page.content.decode()


def test_a_place_waits_for_what_rooms_above_have_in_it(town, keeper):
    village = make_place(parent=town)
    meals = make_listing("示范食堂", place=village)
    today = timezone.localdate()
    with pytest.raises(Refused, match="示范食堂"):
        end_place(by=keeper, place=village, revision=0, ended_on=today)
    Listing.objects.filter(pk=meals.pk).update(state="ended", ended_on=today)
    end_place(by=keeper, place=village, revision=0, ended_on=today)


def test_only_who_keeps_the_town_ends_them_on_the_version_that_was_seen(town, keeper):
    village = make_place(parent=town)
    shop, hall = make_organization(place=village), make_venue(place=village)
    other = by(make_clerk(place=village)[0])
    for act, named in ((end_organization, {"organization": shop}), (end_venue, {"venue": hall})):
        with pytest.raises(NotAllowed):
            act(by=other, **named, revision=0, sentence="歇业。")
        with pytest.raises(Refused) as caught:
            act(by=keeper, **named, revision=0, sentence=" ")
        assert caught.value.field == "sentence"
        with pytest.raises(Stale):
            act(by=keeper, **named, revision=7, sentence="歇业。")
