"""What somebody wrote and photographed, whole, for a page that is kept nowhere."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from residents.models import Need, NeedPhoto


@dataclass(frozen=True)
class Whole:
    """The words, where exactly, and each photo as an address that holds it (`data:`): so nobody
    sees it later without another recorded look. Empty for a photo that the storage lost."""

    words: str
    spot: str
    photos: list[str]


def whole_words(need: Need) -> Whole:
    """Everything raw of a need. One query, and a file a photo."""
    photos = need.photos.select_related("attachment")
    return Whole(need.words, need.spot, [in_place(photo) for photo in photos])


def in_place(photo: NeedPhoto) -> str:
    """A photo as a `data:` address."""
    kept = photo.attachment
    try:
        with kept.file.open("rb") as opened:
            data = base64.b64encode(opened.read()).decode()
    except FileNotFoundError:
        return ""
    return f"data:{kept.media_type};base64,{data}"
