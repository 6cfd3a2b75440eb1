"""Bodies with people on them, meetings and papers: through the real acts where they matter."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from committees.actions import meetings, minutes
from committees.kinds import BodyKind, MinutesState
from committees.models import (
    AgendaItem,
    Body,
    Meeting,
    Minutes,
    MinutesPhoto,
    Resolution,
    Seat,
)
from committees.papers import ItemText, MinutesText, OutcomeText
from committees.rules import PRESET_OF_KIND
from foundation.actor import Actor
from foundation.files import actions as files
from residents.models import Notice, Tabling
from tests.factories.people import by, make_holding, make_person, make_post, make_user
from tests.factories.places import make_organization
from tests.factories.uploads import make_image, upload


def make_body(kind: str = BodyKind.COMMITTEE, *, place: Any = None, name: str = "", **fields: Any):
    """A body of a kind in a place, with the rule of its kind."""
    organization = fields.pop("organization", None) or make_organization(
        name or "示范共治委员会", place=place, kind="body"
    )
    if kind == BodyKind.FUNCTIONAL_BRANCH:
        fields.setdefault("area", "apartments")
    fields.setdefault("preset", PRESET_OF_KIND.get(kind, ""))
    return Body.objects.create(organization=organization, kind=kind, **fields)


def make_officer(role: str, body: Body) -> Actor:
    """Somebody with a login acting from a post of the body."""
    user = make_user()
    make_holding(make_person(user=user), make_post(role, organization=body.organization))
    return by(user)


def make_seat(body: Body, group: str = "villager", *, person: Any = None, **fields: Any) -> Seat:
    """Somebody on the body since the beginning of 2026."""
    fields.setdefault("since", "2026-01-01")
    return Seat.objects.create(body=body, person=person or make_person(), group=group, **fields)


def make_meeting(chair: Actor, body: Body, **fields: Any) -> Meeting:
    """A meeting that began an hour ago, called twelve days before."""
    now = timezone.now()
    values = {
        "title": "示范会议",
        "where": "文化礼堂",
        "starts_at": now - timedelta(hours=1),
        "notice_at": now - timedelta(days=12),
        **fields,
    }
    return meetings.call_meeting(by=chair, lead=body, **values)


def make_paper(body: Body, state: str, *, title: str = "", post: Any = None, user: Any = None):
    """A paper in a state, with an outcome that `post` carries out, as plain rows: for tests that
    are not about how it came about."""
    now = timezone.now()
    meeting = Meeting.objects.create(
        lead=body,
        title=title or "示范会议",
        where="文化礼堂",
        starts_at=now - timedelta(days=1),
        called_by=make_post("chair", organization=body.organization),
    )
    meeting.bodies.add(body)
    if post:
        public_at = now if state == MinutesState.PUBLISHED else None
        Resolution.objects.create(
            item=AgendaItem.objects.create(meeting=meeting, order=1, title="修灯"),
            kind=Resolution.Kind.OUTCOME,
            text="月底前换新灯。",
            owner_post=post,
            due_on=timezone.localdate() + timedelta(days=30),
            public_at=public_at,
        )
    writer = user or make_user()
    values: dict[str, Any] = {"created_by": writer, "form": "short", "sentence": "大家同意换灯。"}
    if state != MinutesState.DRAFT:
        values |= {"submitted_at": now, "submitted_by": writer}
    if state == MinutesState.PUBLISHED:
        values |= {"published_at": now}
    return Minutes.objects.create(meeting=meeting, state=state, revision=1, **values)


def make_minutes(chair: Actor, meeting: Meeting, *, post: Any = None, **fields: Any) -> Minutes:
    """A short paper saved once; with `post`, with one outcome that this post carries out."""
    items = ()
    if post:
        due = timezone.localdate() + timedelta(days=30)
        item = meeting.items.first()
        items = (ItemText(item and item.pk, outcome=OutcomeText("月底前换新灯", post, due)),)
    text = MinutesText(
        **{"form": "short", "sentence": "大家同意换新灯。", "items": items, **fields}
    )
    return minutes.save_minutes(by=chair, meeting=meeting, revision=0, text=text)


def make_item(meeting: Meeting, title: str = "充电桩") -> AgendaItem:
    """One more item of an agenda, as a plain row."""
    return AgendaItem.objects.create(meeting=meeting, order=meeting.items.count() + 1, title=title)


def make_tabling(need: Any, organization: Any) -> Tabling:
    """A need that waits before a body, as a plain row."""
    return Tabling.objects.create(
        need=need,
        body=organization,
        question="怎么办？",
        tabled_by=make_post("village_clerk", place=need.place),
    )


def make_minutes_photo(paper: Minutes, *, public: bool = False) -> MinutesPhoto:
    """A photo with a paper."""
    with transaction.atomic():
        kept = files.keep(upload(make_image(size=(30, 10))), by=by(make_user()))
    return MinutesPhoto.objects.create(minutes=paper, attachment=kept, public=public)


def make_word(meeting: Meeting, person: Any, **fields: Any) -> Notice:
    """A call to make to a member about a meeting that has changed."""
    return Notice.objects.create(
        key=f"word:{meeting.pk}:{person.pk}",
        kind="meeting_changed",
        organization=meeting.lead.organization,
        place=meeting.lead.organization.place,
        about=f"meeting:{meeting.pk}",
        address=f"/meetings/{meeting.pk}/",
        moment=meeting.starts_at,
        person=person,
        channel=Notice.Channel.CALL,
        **fields,
    )
