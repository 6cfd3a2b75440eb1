"""Meetings, papers and outcomes as open data; none that the Party leads."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from committees.addresses import meeting_address, minutes_address, outcome_address
from committees.api.bodies import BodyBrief
from committees.kinds import OutcomeState
from committees.models import AgendaItem, Meeting, Minutes, Progress, Resolution
from committees.queries.meetings import agenda
from committees.queries.public import shows_counts
from foundation.api.fields import Page, Url
from foundation.api.shown import Shown
from residents.api import NeedNumber, PlaceBrief, PostBrief


class MeetingBrief(Shown):
    """A meeting beside what came of it."""

    class Meta:
        model = Meeting
        fields = ["id", "title", "starts_at"]


class MinutesBrief(Shown):
    """A paper beside its meeting."""

    url = Url("committees:api_paper")

    class Meta:
        model = Minutes
        fields = ["url", "id", "version", "published_at"]


class MeetingShown(Shown):
    """A meeting."""

    url = Url("committees:api_meeting")
    page = Page(meeting_address)
    body = BodyBrief(source="lead", read_only=True)
    place = PlaceBrief(source="lead.organization.place", read_only=True)
    called_by = PostBrief(read_only=True)
    minutes = MinutesBrief(source="papers", many=True, read_only=True)

    class Meta:
        model = Meeting
        fields = [
            *("url", "page", "id", "title", "kind", "state", "body", "place", "called_by"),
            *("starts_at", "where", "moved_from", "open_to_all", "minutes"),
        ]


class ItemShown(Shown):
    """An item of the agenda; what became of it once the paper is public."""

    title = serializers.CharField(source="shown_title", read_only=True)
    need = NeedNumber(source="tabling.need")
    result = serializers.SerializerMethodField()
    discussion = serializers.SerializerMethodField()
    votes = serializers.SerializerMethodField()
    outcome = serializers.SerializerMethodField()

    class Meta:
        model = AgendaItem
        fields = ["order", "title", "need", "result", "discussion", "votes", "outcome"]

    def get_result(self, item: AgendaItem) -> str | None:
        """What became of it."""
        return item.result if self.context["told"] else None

    def get_discussion(self, item: AgendaItem) -> str | None:
        """What was said, in public words."""
        return item.discussion if self.context["told"] else None

    @extend_schema_field({"type": ["object", "null"], "additionalProperties": {"type": "integer"}})
    def get_votes(self, item: AgendaItem) -> dict[str, int] | None:
        """The tally, of bodies whose votes are told as numbers."""
        cast = {"for": item.votes_for, "against": item.votes_against, "abstained": item.abstained}
        known = {key: number for key, number in cast.items() if number is not None}
        told = self.context["told"] and self.context["counts"] and len(known) == len(cast)
        return known if told else None

    def get_outcome(self, item: AgendaItem) -> int | None:
        """The key of what was agreed, where it is public."""
        found = getattr(item, "resolution", None)
        return found.pk if found and found.public_at else None


def items_of(meeting: Meeting, *, told: bool) -> list[dict[str, Any]]:
    """The agenda; `told` with what became of each item. One query."""
    context = {"told": told, "counts": shows_counts(meeting)}
    found: list[dict[str, Any]] = ItemShown(agenda(meeting), many=True, context=context).data
    return found


class MeetingWithAgenda(MeetingShown):
    """A meeting with its agenda: before it, and again when its paper is public."""

    agenda = serializers.SerializerMethodField()

    class Meta(MeetingShown.Meta):
        fields = [*MeetingShown.Meta.fields, "agenda"]

    @extend_schema_field(ItemShown(many=True))
    def get_agenda(self, meeting: Any) -> list[dict[str, Any]]:
        """The items in order."""
        told = bool(meeting.papers)
        return items_of(meeting, told=told) if told or meeting.starts_at > timezone.now() else []


class MinutesShown(Shown):
    """A published paper."""

    url = Url("committees:api_paper")
    page = Page(minutes_address)
    meeting = MeetingBrief(read_only=True)
    body = BodyBrief(source="meeting.lead", read_only=True)
    place = PlaceBrief(source="meeting.lead.organization.place", read_only=True)

    class Meta:
        model = Minutes
        fields = [
            *("url", "page", "id", "uuid", "meeting", "body", "place", "form", "version"),
            *("sentence", "published_at", "corrects", "why_corrected"),
        ]


class MinutesWhole(MinutesShown):
    """A paper with everything in it but photos."""

    corrected_by = serializers.SerializerMethodField()
    entitled = serializers.IntegerField(source="meeting.entitled", read_only=True, allow_null=True)
    present = serializers.IntegerField(source="meeting.present", read_only=True, allow_null=True)
    items = serializers.SerializerMethodField()

    class Meta(MinutesShown.Meta):
        fields = [
            *MinutesShown.Meta.fields,
            *("corrected_by", "entitled", "present", "full_text", "items"),
        ]

    def get_corrected_by(self, paper: Minutes) -> int | None:
        """The key of the newer paper, once that is public."""
        newer = getattr(paper, "corrected_by", None)
        return newer.pk if newer and newer.published_at else None

    @extend_schema_field(ItemShown(many=True))
    def get_items(self, paper: Minutes) -> list[dict[str, Any]]:
        """What became of each item."""
        return items_of(paper.meeting, told=True)


class ProgressShown(Shown):
    """A sentence on how it goes."""

    office = PostBrief(source="post", read_only=True, allow_null=True)

    class Meta:
        model = Progress
        fields = ["at", "sentence", "office"]


class OutcomeShown(Shown):
    """What was agreed or resolved."""

    url = Url("committees:api_outcome")
    page = Page(outcome_address)
    meeting = MeetingBrief(source="item.meeting", read_only=True)
    body = BodyBrief(source="item.meeting.lead", read_only=True)
    place = PlaceBrief(source="item.meeting.lead.organization.place", read_only=True)
    need = NeedNumber(source="item.tabling.need")
    office = PostBrief(source="carrier", read_only=True)
    late = serializers.SerializerMethodField()
    progress = ProgressShown(many=True, read_only=True)

    class Meta:
        model = Resolution
        fields = [
            *("url", "page", "id", "kind", "text", "meeting", "body", "place", "need", "office"),
            *("due_on", "state", "late", "public_at", "ended_at", "how_ended", "progress"),
        ]

    def get_late(self, outcome: Resolution) -> bool:
        """Whether it is still open after its date."""
        return outcome.state == OutcomeState.OPEN and outcome.due_on < timezone.localdate()
