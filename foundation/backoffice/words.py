"""Sentences of Django's staff pages that its own Chinese lacks: named here, translated by ours."""

from django.utils.translation import gettext_lazy

LACKING = [
    gettext_lazy("Change or view list link"),
]
