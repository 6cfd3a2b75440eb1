"""What every page is handed: the town's brand."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, Any]:
    """The town's profile, as `town`."""
    return {"town": settings.TOWN}
