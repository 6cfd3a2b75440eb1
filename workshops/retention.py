"""How long personal values of applications and of people at work are kept."""

from django.utils.translation import gettext_lazy as _

from foundation.retention.kinds import Kind

ACTS = "workshops.actions.forgetting"
QUERIES = "workshops.queries.outdated"
# Wages are to be shown for two years after they were paid.
DAYS = {"applications": 180, "workers": 2 * 365}

KINDS = (
    Kind(
        key="applications",
        label=_("Who applied for work"),
        days=DAYS["applications"],
        since=_("it was decided, or the offer ended"),
        then=_("Name, number and words go; that somebody applied, and the answer, stays."),
        due=f"{QUERIES}.applications_over",
        forget=f"{ACTS}.forget_applications",
    ),
    Kind(
        key="workers",
        label=_("Names of people at a workshop, where its host keeps them"),
        days=DAYS["workers"],
        since=_("they left"),
        then=_("The name goes; months and pay stay without it."),
        due=f"{QUERIES}.workers_over",
        forget=f"{ACTS}.forget_workers",
    ),
)
