"""Moving a need from one state to the next: one UPDATE that only one of two rivals can win."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from foundation.refusals import Refused, Stale
from residents.models import Need
from residents.transitions import FROM, TO, Move


def move_need(need: Need, move: Move, **changes: Any) -> None:
    """Make the move and write `changes` with it, then bring `need` up to date.

    Raises `Refused` when the state forbids the move and `Stale` when somebody else changed the
    need since `need` was read (its `revision` tells).
    """
    moved = Need.objects.filter(pk=need.pk, revision=need.revision, state__in=FROM[move]).update(
        state=TO[move], revision=F("revision") + 1, **changes
    )
    if moved:
        need.refresh_from_db()
        return
    now = Need.objects.get(pk=need.pk)
    if now.state not in FROM[move]:
        raise Refused(
            _("This need is now “%(state)s”, so that is no longer possible.")
            % {"state": now.get_state_display()}
        )
    raise Stale(_("Somebody else has just changed this need. Look at it again before you go on."))


def change_need(need: Need, **changes: Any) -> None:
    """Write changes that are no move, by the same rule of `revision`; raises `Stale`."""
    changed = Need.objects.filter(pk=need.pk, revision=need.revision).update(
        revision=F("revision") + 1, **changes
    )
    if not changed:
        raise Stale(
            _("Somebody else has just changed this need. Look at it again before you go on.")
        )
    need.refresh_from_db()
