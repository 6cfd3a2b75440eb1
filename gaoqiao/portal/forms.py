"""Forms of the shell's own pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms import DateInput, StepperInput


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
