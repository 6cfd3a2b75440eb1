"""What the buttons of the staff pages ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from residents.access.needs import assignable_posts, sorted_needs, tabling_bodies
from residents.actions.sorting import NOWHERE
from residents.models import Need, NeedGrant, Notice, Rating
from residents.queries.categories import categories_handled
from residents.queries.places import town_of


class MoveForm(forms.Form):
    """A form of a button: knows its user and its row, and refuses nothing that an action decides.

    `revision` carries which version of the row the user saw.
    """

    use_required_attribute = False
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.row = user, row
        self.fields["revision"].initial = getattr(row, "revision", None)
        self.offer()

    def offer(self) -> None:
        """Fill in what can be chosen."""

    def clean_revision(self) -> int | None:
        """Act on the version that was seen, so that somebody else's change is noticed."""
        seen = self.cleaned_data["revision"]
        if seen is not None and hasattr(self.row, "revision"):
            self.row.revision = seen
        return seen


def words(rows: int = 3) -> forms.Textarea:
    """A text area of so many rows."""
    return forms.Textarea(attrs={"rows": rows})


class WordedForm(MoveForm):
    """Kind, and what everybody will read."""

    category = forms.ModelChoiceField(None, label=_("Kind of need"))
    publish = forms.BooleanField(
        label=_("Show it to everybody, with this title and sentence"), required=False, initial=True
    )
    title = forms.CharField(
        label=_("Public title"),
        required=False,
        max_length=60,
        help_text=_("No names, no numbers, nothing that tells who raised it."),
    )
    sentence = forms.CharField(
        label=_("Public sentence"), required=False, max_length=300, widget=words()
    )

    def offer(self) -> None:
        self.fields["category"].queryset = categories_handled()
        self.fields["category"].initial = self.row.category_id


class AcceptForm(WordedForm):
    """Accept, and perhaps assign at once."""

    post = forms.ModelChoiceField(None, label=_("Assign to"), required=False)

    def offer(self) -> None:
        super().offer()
        self.fields["post"].queryset = assignable_posts(self.user, self.row)
        if self.row.category:
            self.fields["post"].initial = self.row.category.route_id


class AnswerAtOnceForm(WordedForm):
    """Accept and answer in one go."""

    answer = forms.CharField(label=_("The answer"), max_length=300, widget=words())


class PublicWordsForm(MoveForm):
    """The title and sentence that everybody reads."""

    title = forms.CharField(
        label=_("Public title"),
        max_length=60,
        help_text=_("No names, no numbers, nothing that tells who raised it."),
    )
    sentence = forms.CharField(label=_("Public sentence"), max_length=300, widget=words())

    def offer(self) -> None:
        self.fields["title"].initial = self.row.public_title
        self.fields["sentence"].initial = self.row.public_sentence


class WithholdForm(MoveForm):
    """Why not everybody may read it."""

    reason = forms.CharField(
        label=_("Why not everybody may read it, in words for who raised it"),
        max_length=300,
        widget=words(),
    )


class AssignForm(MoveForm):
    """Give the need to a post."""

    post = forms.ModelChoiceField(None, label=_("Assign to"))
    sentence = forms.CharField(
        label=_("A sentence for the resident (optional)"),
        required=False,
        max_length=300,
        widget=words(),
    )

    def offer(self) -> None:
        self.fields["post"].queryset = assignable_posts(self.user, self.row)


class TableForm(MoveForm):
    """Put the need before a body."""

    body = forms.ModelChoiceField(None, label=_("Body"))
    question = forms.CharField(label=_("What is it to decide?"), max_length=200, widget=words(2))
    level = forms.ChoiceField(
        label=_("What the body may see"),
        choices=NeedGrant.Level,
        widget=forms.RadioSelect,
        initial=NeedGrant.Level.PUBLIC,
    )

    def offer(self) -> None:
        self.fields["body"].queryset = tabling_bodies(self.user, self.row)


class SentenceForm(MoveForm):
    """One sentence that the resident will understand."""

    sentence = forms.CharField(label=_("Sentence for the resident"), max_length=300, widget=words())


class OptionalSentenceForm(MoveForm):
    """A sentence, if there is something to say."""

    sentence = forms.CharField(
        label=_("A sentence for the resident (optional)"),
        required=False,
        max_length=300,
        widget=words(),
    )


class ReasonForm(MoveForm):
    """Why it cannot be done."""

    reason = forms.CharField(
        label=_("The reason, in words the resident understands"), max_length=300, widget=words()
    )


class MergeForm(MoveForm):
    """The like need that stays."""

    into = forms.ModelChoiceField(None, label=_("Merge into"))

    def offer(self) -> None:
        offered = sorted_needs(self.user).published().exclude(pk=self.row.pk)
        if town := town_of(self.row.place):
            offered = offered.within(town.path)
        self.fields["into"].queryset = offered.exclude(state__in=NOWHERE)
        self.fields["into"].label_from_instance = numbered


def numbered(need: Need) -> str:
    """A need in a list of choices."""
    return f"{need.number} {need.public_title}"


class PromiseForm(SentenceForm):
    """A new date, and why."""

    to = forms.DateField(label=_("New promised date"), widget=forms.DateInput({"type": "date"}))
    field_order = ["to", "sentence"]

    def offer(self) -> None:
        self.fields["to"].widget.attrs["min"] = timezone.localdate().isoformat()


class CallForm(MoveForm):
    """How a call ended."""

    outcome = forms.ChoiceField(
        label=_("How did the call end?"),
        widget=forms.RadioSelect,
        choices=[
            (state.value, state.label)
            for state in (Notice.State.TOLD, Notice.State.NOT_REACHED, Notice.State.WRONG_NUMBER)
        ],
    )


class RateForm(MoveForm):
    """What the reporter said of the answer, written down by a clerk."""

    verdict = forms.ChoiceField(
        label=_("Is the reporter satisfied?"), widget=forms.RadioSelect, choices=Rating.Verdict
    )
    words = forms.CharField(
        label=_("In the reporter's words"), required=False, max_length=500, widget=words()
    )


class UnmaskForm(MoveForm):
    """Why the number is needed: the look is recorded."""

    reason = forms.CharField(label=_("Why do you need the number?"), max_length=200)
