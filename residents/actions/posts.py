"""Posts: making offices. Who holds them is elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import require
from residents.access.operators import may_shape_town
from residents.models import Cluster, Organization, Place, Post


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
    path = _path(seat)
    require(may_shape_town(by, path), _("Only who keeps the town may make posts."))
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


def _path(seat: Place | Organization | Cluster) -> str:
    if isinstance(seat, Place):
        return seat.path
    if isinstance(seat, Organization):
        return seat.place.path
    first = Place.objects.filter(cluster_memberships__cluster=seat).order_by("path").first()
    return first.path if first else ""
