"""The words of minutes: one sentence or a full text, and what became of each item."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from committees.access.bodies import owner_posts
from committees.counting import Cast
from committees.forms.meetings import WORDS, PlainForm
from committees.forms.shortly import line_of
from committees.kinds import ItemResult, MinutesForm
from committees.models import AgendaItem, Meeting, Minutes
from committees.papers import ItemText, MinutesText, OutcomeText
from foundation.forms import DateInput, StepperInput
from residents.models import Post

MOST_VOTES = 1_000_000
VOTES = ("votes_for", "votes_against", "abstained")


class PaperForm(PlainForm):
    """The paper itself. `revision` is that of the paper as it was opened, 0 for none; `kept` that
    of one's own draft."""

    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)
    kept = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)
    sentence = forms.CharField(
        label=gettext_lazy("The meeting in one sentence"),
        help_text=gettext_lazy(
            "What residents should know. Your phone's keyboard has a microphone: you may speak."
        ),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    full_text = forms.CharField(
        label=gettext_lazy("What was talked about, in full"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    photos = forms.FileField(
        label=gettext_lazy("Photo of the meeting or of handwritten notes"),
        help_text=gettext_lazy("No children's faces, please. Only the town sees it for now."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )

    def __init__(self, *args: Any, full: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.full = full
        if full:
            del self.fields["photos"]
        else:
            del self.fields["full_text"]


def votes() -> forms.IntegerField:
    """A number of votes, with − and +."""
    return forms.IntegerField(
        min_value=0,
        max_value=MOST_VOTES,
        required=False,
        widget=StepperInput(attrs={"data-min": "0", "data-max": str(MOST_VOTES)}),
    )


class OutcomeForm(PlainForm):
    """What became of one item: a result, what was agreed, who carries it out, by when."""

    title = forms.CharField(label=gettext_lazy("What it was about"), max_length=120, required=False)
    result = forms.ChoiceField(
        label=gettext_lazy("What became of it"),
        choices=[(kind, kind.label) for kind in ItemResult if kind != ItemResult.OPEN],
        required=False,
        widget=forms.RadioSelect(attrs={"layout": "inline"}),
    )
    text = forms.CharField(
        label=gettext_lazy("What was agreed"),
        help_text=gettext_lazy("One or two sentences that residents understand."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    owner_post = forms.ModelChoiceField(
        None,
        label=gettext_lazy("Who carries it out"),
        required=False,
        empty_label=gettext_lazy("Choose a post"),
        widget=forms.Select(attrs=WORDS),
    )
    due_on = forms.DateField(label=gettext_lazy("By when"), required=False, widget=DateInput())
    discussion = forms.CharField(
        label=gettext_lazy("How it was talked over"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        meeting: Meeting,
        item: AgendaItem | None,
        posts: list[Post],
        full: bool,
        **kwargs: Any,
    ) -> None:
        kwargs["prefix"] = f"item-{item.pk if item else 0}"
        super().__init__(*args, **{**kwargs, "initial": written_item(item)})
        self.item, self.full = item, full
        field = self.fields["owner_post"]
        field.queryset = owner_posts(meeting.lead)
        field.choices = [("", field.empty_label), *((post.pk, str(post)) for post in posts)]
        labels = {"votes_for": _("For"), "votes_against": _("Against"), "abstained": _("Abstained")}
        if full:
            for name in VOTES:
                self.fields[name] = votes()
                self.fields[name].label = labels[name]
                self.initial.setdefault(name, getattr(item, name, None))
        else:
            del self.fields["title"]
        if item is not None and "title" in self.fields:
            del self.fields["title"]
        if item is None and not full:
            del self.fields["result"], self.fields["discussion"]
        elif not full:
            self.fields["discussion"].label = _("If nothing was agreed: why")

    def clean(self) -> dict[str, Any]:
        """Something agreed has an owner and a date; a passed need says what was agreed."""
        data = super().clean() or self.cleaned_data
        agreed = bool(data.get("text"))
        if agreed and "owner_post" not in self.errors and not data.get("owner_post"):
            self.add_error("owner_post", _("Choose a post, so that residents know whom to ask."))
        if agreed and "due_on" not in self.errors and not data.get("due_on"):
            self.add_error("due_on", _("Say by which day."))
        if not agreed and "text" not in self.errors and (data.get("due_on") or self.half()):
            self.add_error("text", _("Say what was agreed."))
        return data

    def half(self) -> bool:
        """Whether an owner was chosen for an outcome that nobody worded."""
        return bool(self.cleaned_data.get("owner_post")) and self.item is None

    def touched(self) -> bool:
        """Whether anything was written about an item that is not on the agenda yet."""
        return any(self.cleaned_data.get(name) for name in ("title", "text", "discussion"))

    def said(self) -> ItemText:
        """The item as the action takes it."""
        data = self.cleaned_data
        agreed = None
        if data["text"]:
            agreed = OutcomeText(data["text"], data["owner_post"], data["due_on"])
        kept = {name: getattr(self.item, name, None) for name in VOTES}
        return ItemText(
            item=self.item.pk if self.item else None,
            title=data.get("title", ""),
            discussion=data.get("discussion", ""),
            result=data.get("result") or ItemResult.OPEN,
            withdrew=self.item.withdrew if self.item else 0,
            outcome=agreed,
            **{name: data.get(name, kept[name]) for name in VOTES},
        )

    def cast(self, number: int) -> Cast:
        """The vote as it was typed, sent or not; what is wrong counts as missing."""
        tally = {name: self.typed(name) for name in VOTES}
        title = self.item.title if self.item else str(self.value("title") or "")
        result = str(self.value("result") or ItemResult.OPEN)
        if result == ItemResult.OPEN and self.value("text"):
            result = ItemResult.PASSED
        withdrew = self.item.withdrew if self.item else 0
        return Cast(number, title, result, withdrew=withdrew, **tally)

    @property
    def begun(self) -> bool:
        """Whether anything stands in one of its fields."""
        return any(self.value(name) not in (None, "") for name in self.fields)

    @property
    def votes_cast(self) -> int | None:
        """Everybody who voted or withdrew; None while a number is missing."""
        return self.cast(0).sum

    @property
    def line(self) -> str:
        """The item on one line when it is complete: it is folded then."""
        return line_of(self)

    def value(self, name: str) -> Any:
        """What stands in a field of the page; what the item says where the page has none."""
        if name not in self.fields:
            return getattr(self.item, name, None)
        return self.cleaned(name) if self.is_bound else self[name].value()

    def cleaned(self, name: str) -> Any:
        """What was sent in a field; None where it is wrong."""
        return None if name in self.errors else self.cleaned_data.get(name)

    def typed(self, name: str) -> int | None:
        """A number of votes as it stands on the page."""
        try:
            number: int | None = votes().clean(self.value(name))
        except forms.ValidationError:
            return None
        return number


def written_item(item: AgendaItem | None) -> dict[str, Any]:
    """What the form of an item begins with."""
    if item is None:
        return {}
    agreed = getattr(item, "resolution", None)
    return {
        "result": "" if item.result == ItemResult.OPEN else item.result,
        "discussion": item.discussion,
        "text": agreed.text if agreed else "",
        "owner_post": agreed.owner_post_id if agreed else None,
        "due_on": agreed.due_on if agreed else None,
    }


def written_paper(paper: Minutes | None) -> dict[str, Any]:
    """What the form of a paper begins with."""
    if paper is None:
        return {"revision": 0}
    return {
        "revision": paper.revision,
        "sentence": paper.sentence,
        "full_text": paper.full_text,
    }


def said(form: PaperForm, items: list[OutcomeForm], paper: Minutes | None) -> MinutesText:
    """The whole paper as the action takes it; the short form keeps a full text written before."""
    data = form.cleaned_data
    kept = paper.full_text if paper else ""
    texts = tuple(one.said() for one in items if one.item is not None or one.touched())
    return MinutesText(
        form=MinutesForm.FULL if form.full else MinutesForm.SHORT,
        sentence=data["sentence"],
        full_text=data.get("full_text", kept),
        items=() if paper and paper.corrects_id else texts,
    )
