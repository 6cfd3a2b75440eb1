"""Posts: making, changing and abolishing offices. Who holds them is elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Obstacle, Refused, require
from foundation.revision.actions import update_revised
from residents.access.operators import may_shape_town
from residents.access.people import post_path, seat_path
from residents.actions.endings import refuse_for
from residents.kept_by import reasons_above
from residents.models import Cluster, Organization, Place, Post
from residents.models.place import has_ended
from residents.queries import upkeep
from residents.queries.upkeep import need_of, standing


@action("posts.create")
def create_post(
    *,
    by: Actor,
    seat: Place | Organization | Cluster,
    role: str,
    title: str,
    title_en: str = "",
    subject: str = "",
    telephone: str = "",
) -> Post:
    """Make an office of a role in a place, an organisation or a cluster; nobody holds it yet."""
    path = seat_path(seat)
    require(may_shape_town(by, path), _("Only who keeps the town may make posts."))
    if has_ended(getattr(seat, "ended_on", None)):
        raise Refused(_("Nothing can be added here any more: it has ended."))
    post = Post.objects.create(
        role=role,
        title=title,
        title_en=title_en,
        subject=subject,
        telephone=telephone,
        place=seat if isinstance(seat, Place) else None,
        organization=seat if isinstance(seat, Organization) else None,
        cluster=seat if isinstance(seat, Cluster) else None,
    )
    record.note(by, "post.created", post, place_path=path, values={"role": role})
    return post


@action("posts.change")
def change_post(
    *, by: Actor, post: Post, revision: int, title: str, title_en: str = "", telephone: str = ""
) -> Post:
    """Give an office another title or telephone; what it may do stays. `Stale` where somebody else
    has changed it since `revision`."""
    path = post_path(post)
    require(may_shape_town(by, path), _("Only who keeps the town may change posts."))
    said = {"title": title, "title_en": title_en, "telephone": telephone}
    changed = [name for name, value in said.items() if getattr(post, name) != value]
    update_revised(post, expected=revision, **said)
    record.note(by, "post.changed", post, place_path=path, fields=changed)
    return post


@action("posts.abolish")
def abolish_post(*, by: Actor, post: Post, now: datetime | None = None) -> Post:
    """Abolish an office that nobody holds and nothing waits for; its row stays for what it did."""
    path = post_path(post)
    require(may_shape_town(by, path), _("Only who keeps the town may abolish posts."))
    now = now or timezone.now()
    # Waits for whoever is just giving it a need, too: more than an UPDATE would.
    locked = Post.objects.select_for_update().get(pk=post.pk)
    if has_ended(locked.abolished_on, timezone.localdate(now)):
        raise Refused(_("This post has been abolished."))
    refuse_for(what_keeps(locked, now))
    today = timezone.localdate(now)
    update_revised(post, expected=locked.revision, abolished_on=today)
    record.note(by, "post.abolished", post, place_path=path, values={"abolished_on": today})
    return post


def what_keeps(post: Post, now: datetime) -> Iterator[Obstacle]:
    """Why the post cannot go yet: one for each sort of thing that needs it."""
    held = _("Still held by %(names)s. End the holding first.")
    yield from standing(held, upkeep.holdings_after(post, now), upkeep.holder_of)
    needs = _("These needs wait on it: %(names)s. Assign them anew first.")
    yield from standing(needs, upkeep.needs_waiting_on(post))
    owed = _("It still owes an answer on these needs: %(names)s. Take them back first.")
    yield from standing(owed, upkeep.referrals_waiting_on(post), need_of)
    kinds = _("These kinds of need go to it: %(names)s. Send them elsewhere first.")
    yield from standing(kinds, upkeep.kinds_routed_to(post))
    yield from reasons_above(post, timezone.localdate(now))
