"""What the buttons ask for that bring others in: departments, and people who have the need, too."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from residents.access.referrals import referable_posts
from residents.actions.referring import LONGEST
from residents.forms.moves import MoveForm, words
from residents.models import NeedGrant, Post


class ReferForm(MoveForm):
    """Send the need to a department."""

    post = forms.ModelChoiceField(None, label=_("Department"))
    sentence = forms.CharField(
        label=_("What the department is asked, in a sentence that everybody may read"),
        max_length=300,
        widget=words(),
    )
    workdays = forms.IntegerField(
        label=_("Answer within how many working days?"), min_value=1, max_value=LONGEST, initial=5
    )
    level = forms.ChoiceField(
        label=_("What the department may see"),
        choices=NeedGrant.Level,
        widget=forms.RadioSelect,
        initial=NeedGrant.Level.PUBLIC,
    )

    def offer(self) -> None:
        self.fields["post"].queryset = referable_posts(self.user, self.row)
        self.fields["post"].label_from_instance = at_department


def at_department(post: Post) -> str:
    """A department's post in a list of choices."""
    return f"{post.organization} · {post.title}"


class ReturnForm(MoveForm):
    """Why a department sends a need back."""

    reason = forms.CharField(
        label=_("Why it is not for your department, in words the resident understands"),
        max_length=300,
        widget=words(),
    )


class SupportForm(MoveForm):
    """Who says at the window that it is their need, too."""

    phone = forms.CharField(
        label=_("Telephone"),
        max_length=30,
        help_text=_("It is not kept: only a mark, so that each is counted once."),
    )
    name = forms.CharField(label=_("Name, if they have an account"), required=False, max_length=40)


class LookForm(MoveForm):
    """Why the words are read: the look is recorded."""

    reason = forms.CharField(label=_("Why do you need to read this?"), max_length=200)


class UnmaskForm(MoveForm):
    """Why the number is needed: the look is recorded."""

    reason = forms.CharField(label=_("Why do you need the number?"), max_length=200)
