"""Forms of the shell's own pages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.files.content import MOST_BYTES
from foundation.forms import DateInput, StepperInput
from foundation.seals.codes import LONGEST, Parts, parts_of

MEGABYTE = 1024 * 1024


class SampleForm(forms.Form):
    """One field of each kind, for the style guide."""

    matter = forms.CharField(
        label=_("What is it about?"),
        help_text=_("One or two sentences are enough. Your phone's keyboard has a microphone."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    result = forms.ChoiceField(
        label=_("Result"),
        choices=[("yes", _("Passed")), ("no", _("Not passed")), ("later", _("Next time"))],
        widget=forms.RadioSelect(attrs={"layout": "inline"}),
    )
    groups = forms.MultipleChoiceField(
        label=_("Whom does it concern?"),
        choices=[("old", _("Old people")), ("children", _("Children")), ("tenants", _("Tenants"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    present = forms.IntegerField(
        label=_("People present"), widget=StepperInput(attrs={"data-max": "500"})
    )
    owner = forms.ChoiceField(
        label=_("Who does it?"), choices=[("", _("Please choose")), ("clerk", _("Village clerk"))]
    )
    due = forms.DateField(label=_("Done by"), widget=DateInput, required=False)
    photo = forms.FileField(label=_("Photo"), required=False)
    agreed = forms.BooleanField(label=_("Neighbours may see this sentence"), required=False)


class PaperCodeForm(forms.Form):
    """The code that a paper carries."""

    code = forms.CharField(
        label=_("Check code"),
        help_text=_(
            "It stands at the foot of the paper, like M42-7K3F-9QDX. Capitals, spaces and dashes"
            " do not matter."
        ),
        max_length=3 * LONGEST,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> Parts:
        """The code taken apart."""
        parts = parts_of(self.cleaned_data["code"])
        if parts is None:
            raise ValidationError(
                gettext("This is no check code of ours. Compare it sign by sign with the paper.")
            )
        return parts


class PaperFileForm(forms.Form):
    """The file of a paper."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "The Word file of a report, as it was downloaded here, at most 20 MB. It is compared"
            " and not kept."
        ),
        allow_empty_file=True,
    )

    def clean_file(self) -> Any:
        """A file of a size that the archive itself takes."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            most = MOST_BYTES // MEGABYTE
            raise ValidationError(gettext("The file is larger than %(n)s MB.") % {"n": most})
        return file
