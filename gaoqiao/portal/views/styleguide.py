"""The style guide: every component once, with samples that say so."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gaoqiao.portal import samples
from gaoqiao.portal.forms import SampleForm


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """`/styleguide/`; the form in it is bound and wrong, to show what errors look like."""
    form = SampleForm(samples.WRONG_INPUT)
    return render(request, "portal/styleguide.html", samples.everything() | {"form": form})
