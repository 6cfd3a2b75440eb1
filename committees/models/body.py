"""Bodies that deliberate or decide, and who sits on them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from committees.kinds import PARTY_KINDS, Area, BodyKind, SeatGroup, SeatRole
from residents.models import Holding, Organization, Person


class BodyQuerySet(models.QuerySet["Body"]):
    """Bodies by kind."""

    def named(self) -> BodyQuerySet:
        """Bodies whose members may be named: none of the Party's."""
        return self.exclude(kind__in=PARTY_KINDS)


class Body(models.Model):
    """The detail of an organisation that is a body: what it is, who leads, whom it answers to.

    `preset` is the rule of law or charter it works by; `reference_*` is the reference line of its
    charter, if that states one (a share such as 70 of 100), never a target of ours.
    """

    organization = models.OneToOneField(Organization, models.PROTECT, related_name="body")
    kind = models.CharField(_("kind"), max_length=30, choices=BodyKind)
    area = models.CharField(_("area"), max_length=12, choices=Area, blank=True)
    led_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="leads")
    answers_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="overseen"
    )
    approved_by = models.CharField(_("approved by"), max_length=120, blank=True)
    member_count = models.PositiveIntegerField(_("number of members"), null=True, blank=True)
    representatives = models.PositiveIntegerField(
        _("elected representatives among them"), null=True, blank=True
    )
    women_representatives = models.PositiveIntegerField(
        _("women among the representatives"), null=True, blank=True
    )
    secretary_public = models.BooleanField(default=False)
    decides = models.TextField(_("what it may decide"), blank=True)
    preset = models.CharField(max_length=40, blank=True)
    reference_share = models.PositiveSmallIntegerField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["organization__place__path", "kind", "area", "pk"]
        constraints = [
            models.CheckConstraint(
                name="body_area_of_functional_branch",
                condition=models.Q(kind="functional_branch") & ~models.Q(area="")
                | ~models.Q(kind="functional_branch") & models.Q(area=""),
            ),
            models.CheckConstraint(
                name="body_reference_share_percent",
                condition=models.Q(reference_share__isnull=True)
                | models.Q(reference_share__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organization)

    @property
    def is_party(self) -> bool:
        """Whether it is a Party body, whose members are never named."""
        return self.kind in PARTY_KINDS

    @property
    def record_path(self) -> str:
        """Where the body is, for the record."""
        return self.organization.place.path


class Term(models.Model):
    """A term of office of a body over `[since, until)`; five years for village bodies by law."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="terms")
    since = models.DateField()
    until = models.DateField()

    class Meta:
        ordering = ["body", "-since"]
        constraints = [
            models.CheckConstraint(
                name="term_forward", condition=models.Q(until__gt=models.F("since"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.since}"


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats by time."""

    def open_on(self, day) -> SeatQuerySet:
        """Seats filled on a day: `since <= day < ended`."""
        return self.filter(since__lte=day).filter(
            models.Q(ended__isnull=True) | models.Q(ended__gt=day)
        )


class Seat(models.Model):
    """A person on a body over `[since, ended)`, speaking for a group.

    A chair's or secretary's seat owns a holding of the body's post: one act writes both, one ends
    both.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="seats", verbose_name=_("body"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="seats")
    role = models.CharField(_("role"), max_length=10, choices=SeatRole, default=SeatRole.MEMBER)
    group = models.CharField(_("group"), max_length=12, choices=SeatGroup)
    substitute = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="substitute_seats"
    )
    since = models.DateField(_("since"))
    ended = models.DateField(_("until"), null=True, blank=True)
    why_ended = models.CharField(_("why it ended"), max_length=120, blank=True)
    holding = models.OneToOneField(
        Holding, models.PROTECT, null=True, blank=True, related_name="seat"
    )

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["body", "role", "since", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="seat_one_open_chair",
                fields=["body"],
                condition=models.Q(role="chair", ended__isnull=True),
            ),
            models.UniqueConstraint(
                name="seat_one_open_per_person",
                fields=["body", "person"],
                condition=models.Q(ended__isnull=True),
            ),
            models.CheckConstraint(
                name="seat_forward",
                condition=models.Q(ended__isnull=True) | models.Q(ended__gt=models.F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} · {self.get_role_display()}"

    @property
    def record_path(self) -> str:
        """Where the body is, for the record."""
        return self.body.record_path
