"""Photos that wait in a draft: made harmless and small enough to be kept in a row. Values only."""

from __future__ import annotations

import io

from PIL import Image

from foundation.files import content

MEDIA_TYPE, ENDING = "image/jpeg", "jpg"
MOST_BYTES = 180 * 1024
# Longest side and quality, tried in this order until the picture fits.
SIZES = ((1600, 80), (1280, 75), (1280, 60), (1024, 60), (800, 50), (480, 40))


def small_photo(data: bytes) -> bytes:
    """The picture as a JPEG of at most 180 kB, with nothing but pixels.

    Raises `content.Unreadable` for what is not a picture, `content.TooManyPixels` for one that
    would take too much memory.
    """
    if content.kind_of(data) != content.IMAGE:
        raise content.Unreadable
    with Image.open(io.BytesIO(content.cleaned(data).data)) as opened:
        image = opened.convert("RGB")
    made = b""
    for side, quality in SIZES:
        image.thumbnail((side, side))
        made = jpeg(image, quality)
        if len(made) <= MOST_BYTES:
            break
    return made


def jpeg(image: Image.Image, quality: int) -> bytes:
    """The picture as JPEG bytes."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
