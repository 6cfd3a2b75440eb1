"""What the buttons of the staff pages ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.forms import DateInput
from foundation.own_words import LANGUAGE, is_foreign
from residents.access.needs import assignable_posts, sorted_needs, tabling_bodies
from residents.actions.sorting import NOWHERE
from residents.forms.following import MissingField
from residents.forms.picks import pick_need, pick_organization, pick_post
from residents.models import NeedGrant, Notice, Post, Rating
from residents.queries.categories import routed_post
from residents.queries.places import town_of

NO_CHOICE = "---------"  # what Django says where nothing is chosen yet
POST_WORDS = _("Part of the title, or of the name of its place.")


def places_of(posts: QuerySet[Post]) -> QuerySet[Post]:
    """The posts with where they are, which their choices name."""
    return posts.select_related("place", "organization", "cluster")


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
        for field in self.fields.values():
            if getattr(field, "empty_label", None) == NO_CHOICE:
                field.empty_label = gettext("Please choose")
            if is_foreign(field.initial):
                field.widget.attrs["lang"] = LANGUAGE

    def offer(self) -> None:
        """Fill in what can be chosen."""


def words(rows: int = 3) -> forms.Textarea:
    """A text area of so many rows."""
    return forms.Textarea(attrs={"rows": rows})


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

    post = pick_post(label=_("Assign to"), help_text=POST_WORDS)
    sentence = forms.CharField(
        label=_("Sentence for the resident"),
        required=False,
        max_length=300,
        widget=words(),
    )

    def offer(self) -> None:
        self.fields["post"].rows = places_of(assignable_posts(self.user, self.row))
        self.fields["post"].initial = None if self.row.owner_post_id else routed_post(self.row)


class TableForm(MoveForm):
    """Put the need before a body."""

    body = pick_organization(label=_("Body"))
    question = forms.CharField(label=_("What is it to decide?"), max_length=200, widget=words(2))
    level = forms.ChoiceField(
        label=_("What the body may see"),
        choices=NeedGrant.Level,
        widget=forms.RadioSelect,
        initial=NeedGrant.Level.PUBLIC,
    )

    def offer(self) -> None:
        self.fields["body"].rows = tabling_bodies(self.user, self.row).select_related("place")


class SentenceForm(MoveForm):
    """One sentence that the resident will understand."""

    sentence = forms.CharField(label=_("Sentence for the resident"), max_length=300, widget=words())


class OptionalSentenceForm(MoveForm):
    """A sentence, if there is something to say."""

    sentence = forms.CharField(
        label=_("Sentence for the resident"),
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

    into = pick_need(
        label=_("Merge into"), help_text=_("The number of the other need, or words of its title.")
    )

    def offer(self) -> None:
        offered = sorted_needs(self.user).published().exclude(pk=self.row.pk)
        if town := town_of(self.row.place):
            offered = offered.within(town.path)
        self.fields["into"].rows = offered.exclude(state__in=NOWHERE)


class PromiseForm(SentenceForm):
    """A new date, and why."""

    to = forms.DateField(label=_("New promised date"), widget=DateInput)
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
    words = MissingField(
        label=_("In the reporter's words"), required=False, max_length=500, widget=words()
    )
