"""Who came: one touch a person, guests by name, numbers where there are no seats."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from committees.forms.meetings import PlainForm
from committees.kinds import AttendanceKind
from committees.papers import Mark
from committees.queries.meetings import Roll, Sitter
from foundation.forms import StepperInput
from foundation.one_line import one_line

GUEST_LENGTH, MOST_GUESTS, MOST_PEOPLE = 60, 100, 1_000_000
SUBSTITUTE = "substitute"
NUMBERS = ("entitled", "present", "entitled_households", "present_households")


def number(label: Any, **options: Any) -> forms.IntegerField:
    """A number of people; may be left out, and then nothing can be said of the quorum."""
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
        widget=StepperInput(attrs={"data-min": "0", "data-max": str(MOST_PEOPLE)}),
        **options,
    )


class AttendanceForm(PlainForm):
    """The whole list. `revision` is that of the meeting as it was opened."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    guests = forms.CharField(
        label=gettext_lazy("Who else was there"),
        help_text=gettext_lazy("One name a line: guests, people who came to listen."),
        required=False,
        max_length=GUEST_LENGTH * MOST_GUESTS,
        widget=forms.Textarea(attrs={"rows": 3, "data-words": "", "lang": "zh-Hans"}),
    )

    def __init__(self, *args: Any, sitters: list[Sitter], household: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sitters = sitters
        for row in sitters:
            self.fields[name_of(row)] = forms.ChoiceField(
                label=row.person.name,
                choices=ways(row),
                widget=forms.RadioSelect(attrs={"layout": "inline"}),
                error_messages={
                    "required": _("Say whether this person came."),
                    "invalid_choice": _("Say whether this person came."),
                },
            )
        if not sitters:
            self.fields["entitled"] = number(_("How many have a vote"))
            self.fields["present"] = number(_("How many of them came"))
            if household:
                self.fields["entitled_households"] = number(_("How many households there are"))
                self.fields["present_households"] = number(_("How many households were there"))

    def rows(self) -> Iterator[tuple[Sitter, forms.BoundField]]:
        """Each person with the field that is touched."""
        return ((row, self[name_of(row)]) for row in self.sitters)

    def numbers_asked(self) -> list[forms.BoundField]:
        """The numbers, where there are no seats to count."""
        return [self[name] for name in NUMBERS if name in self.fields]

    def clean_guests(self) -> str:
        """Names one a line, none too long, not too many."""
        names = guests_in(self.cleaned_data["guests"])
        if any(len(name) > GUEST_LENGTH for name in names):
            raise forms.ValidationError(
                _("At most %(n)s characters a name, please.") % {"n": GUEST_LENGTH}
            )
        if len(names) > MOST_GUESTS:
            raise forms.ValidationError(_("At most %(n)s guests, please.") % {"n": MOST_GUESTS})
        return "\n".join(names)

    def people(self) -> list[Mark]:
        """The people as far as they are ticked, as sent or as the list begins."""
        ticked = self.cleaned_data if self.is_bound else self.initial
        marks = []
        for row in self.sitters:
            way = ticked.get(name_of(row))
            if way == SUBSTITUTE:
                marks.append(Mark(AttendanceKind.PRESENT, person=row.substitute))
                way = AttendanceKind.EXCUSED
            if way:
                marks.append(Mark(way, person=row.person))
        return marks

    def marks(self) -> list[Mark]:
        """The list as the action takes it."""
        guests = guests_in(self.cleaned_data["guests"])
        return self.people() + [Mark(AttendanceKind.PRESENT, guest=name) for name in guests]

    def numbers(self) -> dict[str, Any]:
        """The numbers that were typed."""
        return {name: self.cleaned_data.get(name) for name in NUMBERS}


def name_of(row: Sitter) -> str:
    """The name of a person's field."""
    return f"person-{row.person.pk}"


def ways(row: Sitter) -> list[tuple[str, Any]]:
    """How somebody may have taken part: three ways for a thumb, a fourth with a substitute."""
    found: list[tuple[str, Any]] = [
        (AttendanceKind.PRESENT, pgettext("attendance", "Came")),
        (AttendanceKind.EXCUSED, pgettext("attendance", "Excused")),
        (AttendanceKind.ABSENT, pgettext("attendance", "Not there")),
        (AttendanceKind.ONLINE, pgettext("attendance", "Online")),
    ]
    if row.substitute:
        found.append((SUBSTITUTE, pgettext("attendance", "Substitute came")))
    return found


def guests_in(text: str) -> list[str]:
    """The names, one a line."""
    return [name for line in text.splitlines() if (name := one_line(line))]


def starting(sitters: list[Sitter], roll: Roll | None, every: str = "") -> dict[str, Any]:
    """What the form begins with: a list written before, or everybody the same way."""
    first: dict[str, Any] = {}
    for row in sitters:
        if every or roll is None:
            first[name_of(row)] = every
            continue
        kind = roll.kinds.get(row.person.pk, "")
        if row.substitute and roll.kinds.get(row.substitute.pk):
            kind = SUBSTITUTE
        first[name_of(row)] = kind
    if roll:
        first["guests"] = "\n".join(roll.guests)
    return first
