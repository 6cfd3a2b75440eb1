"""Files as people, and others, send them."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

GPS, ORIENTATION = 0x8825, 0x0112


def make_image(form: str = "JPEG", size: tuple[int, int] = (300, 100), **save) -> bytes:
    """A picture that is blue on the left and red on the right."""
    image = Image.new("RGB", size, (255, 0, 0))
    image.paste((0, 0, 255), (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    image.save(out, form, **save)
    return out.getvalue()


def make_photo_from_a_phone() -> bytes:
    """A photo held sideways, with place, camera and a comment in it."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[0x010F] = "CAMERA-MAKER"
    exif[GPS] = {1: "N", 2: (29.0, 53.0, 1.0), 3: "E", 4: (121.0, 27.0, 1.0)}
    return make_image(exif=exif, comment=b"WHO-TOOK-IT")


def make_pdf(inside: bytes = b"") -> bytes:
    """The least that is a PDF by its two ends."""
    return b"%PDF-1.4\n" + inside + b"\nstartxref\n0\n%%EOF\n"


def upload(data: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    """As a form hands it to an action."""
    return SimpleUploadedFile(name, data)
