"""What is kept of an uploaded file, and what is refused."""

import hashlib
import io
import subprocess
import sys
import zlib

import pytest
from django.db import transaction
from PIL import Image

from foundation.actor import visitor
from foundation.files import actions
from foundation.files.models import Attachment, AttachmentKind, private_storage
from foundation.refusals import Refused
from tests.factories.uploads import make_image, make_pdf, make_photo_from_a_phone, upload

pytestmark = pytest.mark.django_db


def keep(data, name="photo.jpg", **more):
    return actions.keep(upload(data, name), by=visitor(), **more)


def kept_bytes(attachment):
    with attachment.file.open("rb") as file:
        return file.read()


def opened(attachment):
    return Image.open(io.BytesIO(kept_bytes(attachment)))


def test_a_phones_photo_is_upright_and_tells_nothing():
    attachment = keep(make_photo_from_a_phone())
    image, data = opened(attachment), kept_bytes(attachment)
    assert (image.format, image.size) == ("JPEG", (100, 300))
    top, bottom = image.getpixel((50, 10)), image.getpixel((50, 290))
    assert top[2] > 200 > 50 > top[0]
    assert bottom[0] > 200 > 50 > bottom[2]
    assert not image.getexif()
    for told in (b"CAMERA-MAKER", b"WHO-TOOK-IT", b"Exif"):
        assert told in make_photo_from_a_phone()
        assert told not in data


def test_the_row_says_what_is_in_the_file():
    attachment = keep(make_image("PNG"))
    data = kept_bytes(attachment)
    assert (attachment.kind, attachment.media_type) == (AttachmentKind.IMAGE, "image/png")
    assert (attachment.size, attachment.sha256) == (len(data), hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\x00.jpg", "张三的病历.jpg", "x.html", ""])
def test_the_name_it_came_with_is_nowhere(name):
    file = upload(make_image())
    file._name = name
    attachment = actions.keep(file, by=visitor())
    folder, _, own = attachment.file.name.partition("/")
    assert len(folder) == 2
    assert own.removesuffix(".jpg").isalnum()
    assert len(own) == 36


def test_two_equal_files_have_two_names():
    assert keep(make_image()).file.name != keep(make_image()).file.name


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "photo.jpg"),
        (b"<html><script>alert(1)</script>", "photo.jpg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "photo.svg"),
        (b"MZ\x90\x00", "photo.jpg"),
        (b"PK\x03\x04" + b"\x00" * 40, "a.pdf"),
        (b"\xff\xd8\xff", "photo.jpg"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "photo.png"),
        (b"RIFF\x00\x00\x00\x00WEBP", "photo.webp"),
        (b"GIF89a/*" + b"\x00" * 20 + b"*/=alert(1)", "photo.gif"),
        (b"%PDF-1.4 cut off", "a.pdf"),
        (b" %PDF-1.4\n%%EOF", "a.pdf"),
        (make_image()[:400], "photo.jpg"),
        (b"\x00" * (20 * 1024 * 1024 + 1), "photo.jpg"),
        (make_image() + b"\x00" * 20 * 1024 * 1024, "photo.jpg"),
    ],
    ids=range(14),
)
def test_what_is_refused_leaves_nothing(data, name):
    before = set(actions.files_in(private_storage()))
    with pytest.raises(Refused) as refusal:
        keep(data, name, field="photos")
    assert refusal.value.field == "photos"
    assert refusal.value.message
    assert not Attachment.objects.exists()
    assert set(actions.files_in(private_storage())) == before


def test_a_script_behind_a_picture_is_gone():
    for form in ("GIF", "PNG", "JPEG", "WEBP"):
        attachment = keep(make_image(form) + b"<script>alert(1)</script>")
        assert b"<script>" not in kept_bytes(attachment)


def test_an_animation_is_its_first_frame():
    frames = [Image.new("RGB", (20, 20), c) for c in ("red", "blue")]
    for form in ("GIF", "PNG", "WEBP"):
        out = io.BytesIO()
        frames[0].save(out, form, save_all=True, append_images=frames[1:])
        image = opened(keep(out.getvalue()))
        assert getattr(image, "n_frames", 1) == 1
        assert image.getpixel((5, 5))[0] > 200


def test_what_was_transparent_is_white():
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(keep(out.getvalue())).getpixel((5, 5)) == (255, 255, 255)


def test_a_large_photo_is_made_smaller():
    assert max(opened(keep(make_image(size=(4000, 1000)))).size) == 2560


def test_only_what_is_allowed_is_kept():
    assert keep(make_pdf()).kind == AttachmentKind.PDF
    with pytest.raises(Refused):
        keep(make_pdf(), allowed={AttachmentKind.IMAGE})
    with pytest.raises(Refused):
        keep(make_image(), allowed={AttachmentKind.PDF})


@pytest.mark.parametrize("size", [("30000", "30000"), ("8000", "8000"), ("2147483647", "1")])
def test_a_flood_of_pixels_is_refused_before_it_is_decoded(size, tmp_path):
    """In a process of its own, whose memory is bounded by the system: 200 MB beside the modules."""
    code = (
        "import resource, sys, time\n"
        "from foundation.files.content import TooManyPixels, cleaned\n"
        "pages = int(open('/proc/self/statm').read().split()[0])\n"
        "bound = pages * resource.getpagesize() + 200 * 1024 * 1024\n"
        "resource.setrlimit(resource.RLIMIT_AS, (bound, bound))\n"
        "began = time.monotonic()\n"
        "try:\n"
        "    cleaned(open(sys.argv[1], 'rb').read())\n"
        "except TooManyPixels:\n"
        "    assert time.monotonic() - began < 2\n"
        "    print('refused')\n"
    )
    path = tmp_path / "flood.png"
    path.write_bytes(png_header(*map(int, size)))
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, path],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout == "refused\n", done.stderr


def png_header(width, height):
    """A PNG that claims a size, with one row of pixels, as a flood does."""
    small = make_image("PNG", (10, 10))
    ihdr = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + small[24:29]
    return small[:12] + ihdr + zlib.crc32(ihdr).to_bytes(4, "big") + small[33:]


@pytest.mark.django_db(transaction=True)
def test_it_belongs_to_a_transaction():
    with pytest.raises(RuntimeError, match="transaction"):
        keep(make_image())
    with transaction.atomic():
        assert keep(make_image()).pk
