"""What accepting a need asks for: its kind, and the words that everybody will read."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms import NamesSelect
from residents.access.needs import assignable_posts
from residents.forms.moves import POST_WORDS, MoveForm, places_of, words
from residents.forms.picks import pick_post
from residents.queries.categories import categories_handled, routed_post


class PublicField(forms.CharField):
    """Words that are needed only where the need is shown to everybody."""

    when = _("(to show it to everybody)")


class WordedForm(MoveForm):
    """Kind, and what everybody will read."""

    category = forms.ModelChoiceField(
        None, label=_("Kind of need"), widget=NamesSelect, empty_label=_("Choose a kind")
    )
    publish = forms.BooleanField(
        label=_("Show it to everybody, with this title and sentence"), required=False, initial=True
    )
    title = PublicField(
        label=_("Public title"),
        required=False,
        max_length=60,
        help_text=_("No names, no numbers, nothing that tells who raised it."),
        error_messages={"required": _("Write the title that everybody will see.")},
    )
    sentence = PublicField(
        label=_("Public sentence"),
        required=False,
        max_length=300,
        widget=words(),
        error_messages={"required": _("Write one sentence that the resident will understand.")},
    )

    def offer(self) -> None:
        self.fields["category"].queryset = categories_handled()
        self.fields["category"].initial = self.row.category_id

    def clean(self) -> None:
        """All that is missing of what everybody will read is said at once: the action would name
        one after the other."""
        said = self.cleaned_data
        for name in ("title", "sentence") if said["publish"] or said.get("title") else ():
            if said.get(name) == "":
                self.add_error(name, self.fields[name].error_messages["required"])


class AcceptForm(WordedForm):
    """Accept, and perhaps assign at once."""

    post = pick_post(label=_("Assign to"), required=False, help_text=POST_WORDS)

    def offer(self) -> None:
        super().offer()
        self.fields["post"].rows = places_of(assignable_posts(self.user, self.row))
        self.fields["post"].initial = routed_post(self.row)


class AnswerAtOnceForm(WordedForm):
    """Accept and answer in one go."""

    answer = forms.CharField(label=_("The answer"), max_length=300, widget=words())
