"""What a file is, by its first bytes and never by its name; and pictures made harmless."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

MOST_BYTES = 20 * 1024 * 1024
LONGEST_SIDE = 2560
# Pixels that may be decoded: a JPEG that is not progressive is read at a fraction of its size.
MOST_PIXELS, MOST_PIXELS_AT_ONCE = 50_000_000, 25_000_000
WHITE = (255, 255, 255)

IMAGE, PDF = "image", "pdf"
FORMATS = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
}


class Unreadable(Exception):
    """The content is not what its first bytes say."""


class TooManyPixels(Exception):
    """The picture would take too much memory; nothing of it was decoded."""


@dataclass(frozen=True, slots=True)
class Content:
    """A file as it will be kept."""

    kind: str
    media_type: str
    ending: str
    data: bytes


def image_format(data: bytes) -> str | None:
    """JPEG, PNG, GIF or WEBP by the first bytes; None for anything else."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    return next((name for start, name in FORMATS.items() if data.startswith(start)), None)


def kind_of(data: bytes) -> str | None:
    """`image`, `pdf` or None, by the first bytes."""
    if image_format(data):
        return IMAGE
    return PDF if data.startswith(b"%PDF-") else None


def cleaned(data: bytes) -> Content:
    """The file as it may be kept: a picture drawn anew, a PDF as it is.

    Raises `Unreadable` or `TooManyPixels`. A PDF can hold anything: it is only ever handed out
    as a download (see `files.views.answer`).
    """
    if kind_of(data) == IMAGE:
        return picture(data)
    if kind_of(data) == PDF and b"%%EOF" in data[-2048:]:
        return Content(PDF, "application/pdf", "pdf", data)
    raise Unreadable


def picture(data: bytes) -> Content:
    """A picture drawn anew: upright, at most 2560 pixels long, on white, its first frame, and with
    nothing but pixels (no EXIF, no place, no comment, nothing that followed the picture).
    """
    name = image_format(data)
    try:
        image = upright(data, str(name))
    except (TooManyPixels, MemoryError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels from error
    except Exception as error:  # a decoder may raise anything at all on a broken file
        raise Unreadable from error
    out = io.BytesIO()
    if name in {"PNG", "GIF"}:
        image.save(out, "PNG", optimize=True)
        return Content(IMAGE, "image/png", "png", out.getvalue())
    image.save(out, "JPEG", quality=85, optimize=True)
    return Content(IMAGE, "image/jpeg", "jpg", out.getvalue())


def upright(data: bytes, name: str) -> Image.Image:
    """Decode within the bounds, turn as the camera said, and copy the pixels alone."""
    with Image.open(io.BytesIO(data), formats=[name]) as image:
        at_once = name != "JPEG" or bool(image.info.get("progressive"))
        if image.width * image.height > (MOST_PIXELS_AT_ONCE if at_once else MOST_PIXELS):
            raise TooManyPixels
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        turn = image.getexif().get(0x0112, 1)
        shown = visible(image)
        shown.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
    shown.getexif()[0x0112] = turn
    return bare(ImageOps.exif_transpose(shown))


def visible(image: Image.Image) -> Image.Image:
    """The image in 8 bits a colour, with its transparency if it has any."""
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.point(lambda value: value / 256).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def bare(image: Image.Image) -> Image.Image:
    """The pixels on white, without anything that came with them."""
    flat = Image.new("RGB", image.size, WHITE)
    flat.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return flat
