"""Services as rows: with hours that are written for the coming days."""

from itertools import count

from django.utils import timezone

from foundation.calendar.queries import day_table
from foundation.site.actions import shorten
from services.actions.spans import write_spans
from services.hours import EVERY_DAY, mask_of
from services.models import HoursRule, Listing, ListingAudience, ListingKind
from tests.factories.places import make_place, make_town

_number = count(1)


def make_listing(
    name="示范食堂", *, place=None, kinds=("meals",), audiences=(), hours=(), **fields
):
    """A service; `hours` are (start, end) minutes of every day, or (start, end, sorts)."""
    slug = fields.pop("slug", "") or f"listing-{next(_number)}"
    fields.setdefault("telephone", "0574-00000001")
    now = fields.pop("now", None) or timezone.now()
    listing = Listing.objects.create(
        name=name,
        slug=slug,
        place=place or make_place(parent=make_town()),
        short_link=shorten(f"/services/{slug}/"),
        created_at=now,
        **fields,
    )
    ListingKind.objects.bulk_create(ListingKind(listing=listing, kind=k) for k in kinds)
    ListingAudience.objects.bulk_create(
        ListingAudience(listing=listing, audience=one) for one in audiences
    )
    for start, end, *sorts in hours:
        mask = mask_of(sorts[0] if sorts else EVERY_DAY)
        HoursRule.objects.create(listing=listing, sorts=mask, start=start, end=end)
    today = timezone.localdate(now)
    write_spans([listing], today, day_table({today.year, today.year + 1}))
    return listing
