from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from committees.verbs import GROUPS, NAMES, VERBS
from foundation.record import guards
from foundation.record.verbs import name_verbs
from foundation.seals import chains
from foundation.search.doc import Published, register
from residents.kept_by import ask_before_ending

OF_MEETING = (
    "EXISTS (SELECT 1 FROM committees_minutes m"
    " WHERE m.meeting_id = {row}.%s AND m.state = 'published')"
)
# How an outcome is carried out goes on after the paper on it is published.
CARRIED_OUT = ("carried_by_id", "state", "ended_at", "how_ended", "decided_by_id", "revision")

MINUTES = chains.Chain("minutes", _("Minutes"), "committees.queries.sealed.SOURCE", letter="m")


class CommitteesConfig(AppConfig):
    name = "committees"
    verbose_name = _("Deliberation")

    def ready(self) -> None:
        """A published paper and everything that it says is read-only in the database."""
        guards.register("committees_minutes", when="{row}.state = 'published'")
        guards.register("committees_meeting", when=OF_MEETING % "id")
        for part in ("agendaitem", "attendance", "meeting_bodies"):
            guards.register(f"committees_{part}", when=OF_MEETING % "meeting_id", inserts=True)
        guards.register(
            "committees_minutesphoto",
            when="EXISTS (SELECT 1 FROM committees_minutes m"
            " WHERE m.id = {row}.minutes_id AND m.state = 'published')",
            inserts=True,
        )
        guards.register(
            "committees_resolution",
            when="EXISTS (SELECT 1 FROM committees_agendaitem i"
            " JOIN committees_minutes m ON m.meeting_id = i.meeting_id"
            " WHERE i.id = {row}.item_id AND m.state = 'published')",
            inserts=True,
            free=CARRIED_OUT,
        )
        chains.register(MINUTES)
        for kind in ("body", "minutes", "outcome"):
            register(kind, published(kind))
        name_verbs(VERBS, GROUPS, NAMES)
        ask_before_ending("residents.organization", "committees.queries.kept.what_needs")
        ask_before_ending("residents.post", "committees.queries.kept.outcomes_with")


def published(kind: str) -> Published:
    """How `reindex` finds what is published of a kind; loaded when it asks."""
    return lambda: import_string(f"committees.queries.found.{kind}_docs")()
