"""Moving a need from one state to the next: one UPDATE that only one of two rivals can win."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.refusals import Refused, Stale
from residents.models import Need, NeedGrant, Referral, Tabling
from residents.stages import OPEN_STATES
from residents.transitions import FROM, TO, Move


def move_need(need: Need, move: Move, *, now: datetime | None = None, **changes: Any) -> None:
    """Make the move and write `changes` with it, then bring `need` up to date. A need that ends is
    before no body any more.

    Raises `Refused` when the state forbids the move and `Stale` when somebody else changed the
    need since `need` was read (its `revision` tells).
    """
    moved = Need.objects.filter(pk=need.pk, revision=need.revision, state__in=FROM[move]).update(
        state=TO[move], revision=F("revision") + 1, **changes
    )
    if moved:
        need.refresh_from_db()
        if need.state not in OPEN_STATES:
            leave_bodies(need, now or timezone.now())
        return
    stands = Need.objects.get(pk=need.pk)
    if stands.state not in FROM[move]:
        raise Refused(
            _("This need is now '%(state)s', so that is no longer possible.")
            % {"state": stands.get_state_display()}
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


def leave_bodies(need: Need, now: datetime) -> None:
    """Give back what waits before bodies, ask departments no more, and end the sight of the need
    that all of them were granted."""
    need.tablings.filter(state__in=Tabling.OPEN_STATES).update(
        state=Tabling.State.RETURNED, ended_at=now
    )
    need.referrals.filter(state__in=Referral.OPEN_STATES).update(
        state=Referral.State.ENDED, ended_at=now
    )
    end_sight(need, now)


def end_sight(
    need: Need, now: datetime, *, organization: int | None = None, post: int | None = None
) -> None:
    """End the grants of the need: to an organisation, to a post, or to all."""
    grants = NeedGrant.objects.filter(need=need, until__isnull=True)
    if organization is not None:
        grants = grants.filter(organization=organization)
    if post is not None:
        grants = grants.filter(post=post)
    grants.update(until=now)
