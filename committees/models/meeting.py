"""Meetings: who was called, who came, what was on the agenda."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from committees.kinds import AttendanceKind, ItemResult, MeetingKind, MeetingState
from committees.models.body import Body
from residents.models import Person, Post, Tabling


class Meeting(models.Model):
    """A meeting of one body or several (joint), led by one.

    After a change of time or place it still says what was called before (`moved_from`,
    `where_before`), since people may have written that down.

    It stores what its judgement used: how many were entitled and present, and the source of each
    number ("seats": counted from seats and attendance; "typed": by the secretary). A number that
    is missing means that the quorum could not be established, never that it was met.
    """

    class Source(models.TextChoices):
        SEATS = "seats", _("counted from seats")
        TYPED = "typed", _("stated by the secretary")

    lead = models.ForeignKey(
        Body, models.PROTECT, related_name="meetings_led", verbose_name=_("body")
    )
    bodies = models.ManyToManyField(Body, related_name="meetings")
    kind = models.CharField(
        _("kind"), max_length=12, choices=MeetingKind, default=MeetingKind.REGULAR
    )
    title = models.CharField(_("title"), max_length=120)
    called_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    notice_at = models.DateTimeField(null=True, blank=True)
    short_notice_because = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    where = models.CharField(_("where"), max_length=120)
    changed_at = models.DateTimeField(null=True, blank=True)
    moved_from = models.DateTimeField(null=True, blank=True)
    where_before = models.CharField(max_length=120, blank=True)
    open_to_all = models.BooleanField(default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=MeetingState, default=MeetingState.PLANNED
    )
    entitled = models.PositiveIntegerField(_("entitled to take part"), null=True, blank=True)
    present = models.PositiveIntegerField(_("took part"), null=True, blank=True)
    entitled_households = models.PositiveIntegerField(null=True, blank=True)
    present_households = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=6, choices=Source, blank=True)
    judgement = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def record_path(self) -> str:
        """Where the leading body is, for the record."""
        return self.lead.record_path


class Attendance(models.Model):
    """How one person took part, once a meeting; `guest` for people without a seat."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    guest = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=8, choices=AttendanceKind)

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="attendance_once",
                fields=["meeting", "person"],
                condition=models.Q(person__isnull=False),
            ),
            models.CheckConstraint(
                name="attendance_person_or_guest",
                condition=models.Q(person__isnull=False, guest="")
                | models.Q(person__isnull=True) & ~models.Q(guest=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.kind}"


class AgendaItem(models.Model):
    """One item: what it is about, what was said in public words, its tally and its result.

    `tabling` is the need it takes up, where it takes one. The tally is of votes cast; who withdrew
    for interest (回避) is counted apart.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    tabling = models.ForeignKey(
        Tabling, models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    discussion = models.TextField(blank=True)
    result = models.CharField(max_length=12, choices=ItemResult, default=ItemResult.OPEN)
    votes_for = models.PositiveIntegerField(null=True, blank=True)
    votes_against = models.PositiveIntegerField(null=True, blank=True)
    abstained = models.PositiveIntegerField(null=True, blank=True)
    withdrew = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = pgettext_lazy("model", "agenda item")
        ordering = ["meeting", "order", "pk"]
        constraints = [
            models.UniqueConstraint(name="agenda_order_once", fields=["meeting", "order"]),
            models.UniqueConstraint(
                name="agenda_tabling_once",
                fields=["meeting", "tabling"],
                condition=models.Q(tabling__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def shown_title(self) -> str:
        """The title for everybody: of a need that a clerk has withheld since, the number only."""
        if self.tabling and self.tabling.need.withheld_at:
            return gettext("Need %(number)s") % {"number": self.tabling.need.number}
        return self.title

    @property
    def record_path(self) -> str:
        """Where the leading body is, for the record."""
        return self.meeting.record_path
