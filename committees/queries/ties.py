"""What keeps a post of this room: the outcomes that it is to carry out."""

from __future__ import annotations

from django.utils.translation import gettext as _

from committees.kinds import OutcomeState
from committees.models import Resolution
from residents.models import Post
from residents.queries.upkeep import NAMED, listed


def outcomes_with(post: Post) -> str:
    """Why the post cannot go: the open outcomes with it, those of papers not published too."""
    rows = Resolution.objects.filter(owner_post=post, state=OutcomeState.OPEN)
    names = listed(rows.order_by("due_on", "pk").values_list("text", flat=True)[: NAMED + 1])
    if not names:
        return ""
    words = _(
        "These agreed matters are still with it: %(names)s. Say how they ended first; those not"
        " public yet, give to another post."
    )
    return words % {"names": names}
