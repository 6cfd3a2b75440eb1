"""An office file as the folder of parts it is: looked at before anything is unpacked, and unpacked
one part at a time, no further than it says it goes.

What is kept is packed anew from what was read here, so no other reader finds another folder in it.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from foundation.files.unfit import Unfit

MEGABYTE = 1024 * 1024
MOST_PARTS, MOST_DIRECTORY = 1000, 512 * 1024
MOST_PART, MOST_UNPACKED = 24 * MEGABYTE, 64 * MEGABYTE
# Office files are packed to a fifth or a twentieth; only what is made for harm goes beyond.
MOST_RATIO, RATIO_FROM = 200, MEGABYTE
END, END_SIZE, LONGEST_COMMENT = b"PK\x05\x06", 22, 65535
FAR_END, FAR_END_SIZE = b"PK\x06\x07", 20
LOCAL, LOCAL_SIZE = b"PK\x03\x04", 30
SEGMENT = re.compile(r"[^\x00-\x1f\x7f\\:*?\"<>|/]+")
NO_TIME = (1980, 1, 1, 0, 0, 0)


class Package:
    """The parts by name; raises `Unfit` for a folder out of bounds, before unpacking any."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.infos = {info.filename: info for info in directory(data) if not info.is_dir()}
        if sum(info.file_size for info in self.infos.values()) > MOST_UNPACKED:
            raise Unfit("size")

    def __iter__(self) -> Iterator[str]:
        return iter(self.infos)

    def __contains__(self, name: str) -> bool:
        return name in self.infos

    def read(self, name: str) -> bytes:
        """A part, unpacked; raises `Unfit` if it is not there or not as the folder says it is."""
        info = self.infos.get(name)
        if info is None:
            raise Unfit("damaged")
        head = self.data[info.header_offset : info.header_offset + LOCAL_SIZE]
        if len(head) < LOCAL_SIZE or not head.startswith(LOCAL):
            raise Unfit("damaged")
        start = info.header_offset + LOCAL_SIZE + sum(struct.unpack("<HH", head[26:30]))
        packed = self.data[start : start + info.compress_size]
        made = packed if info.compress_type == zipfile.ZIP_STORED else inflated(packed, info)
        if len(made) != info.file_size or zlib.crc32(made) != info.CRC:
            raise Unfit("damaged")
        return made


def inflated(packed: bytes, info: zipfile.ZipInfo) -> bytes:
    """The part unpacked to the size that the folder says, and not a byte further."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        made = stream.decompress(packed, info.file_size + 1)
    except zlib.error:
        raise Unfit("damaged") from None
    if len(made) > info.file_size or not stream.eof:
        raise Unfit("size")
    return made


def directory(data: bytes) -> list[zipfile.ZipInfo]:
    """The entries of the folder, within bounds, with harmless names that differ in any case."""
    look_at_end(data)
    try:
        infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError):
        raise Unfit("damaged") from None
    if len(infos) > MOST_PARTS:
        raise Unfit("parts")
    if len({info.filename.casefold() for info in infos}) < len(infos):
        raise Unfit("damaged")
    for info in infos:
        look_at(info)
    return infos


def look_at_end(data: bytes) -> None:
    """Refuse a folder with too many entries by what its end says, before it is read at all."""
    at = len(data) - END_SIZE
    if at < 0 or data[at : at + 4] != END or data[-2:] != b"\0\0":
        at = data.rfind(END, max(0, len(data) - END_SIZE - LONGEST_COMMENT))
    if at < 0 or len(data) < at + END_SIZE:
        raise Unfit("damaged")
    entries, size = struct.unpack("<HI", data[at + 10 : at + 16])
    if entries > MOST_PARTS or size > MOST_DIRECTORY:
        raise Unfit("parts")
    if data[max(0, at - FAR_END_SIZE) : at].startswith(FAR_END):
        raise Unfit("damaged")  # the form for archives of more than 4 GB


def look_at(info: zipfile.ZipInfo) -> None:
    """Refuse an entry that is locked, too large, packed too well, or named to get out."""
    if info.flag_bits & 0x1:
        raise Unfit("password")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unfit("damaged")
    for segment in info.orig_filename.removesuffix("/").split("/"):
        if segment.strip(".") == "" or not SEGMENT.fullmatch(segment):
            raise Unfit("path")
    ratio = info.file_size > RATIO_FROM and info.file_size > MOST_RATIO * info.compress_size
    if info.file_size > MOST_PART or ratio:
        raise Unfit("size")


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The parts as an office file, without times: the same parts give the same file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts:
            archive.writestr(entry(name), data)
    return out.getvalue()


def entry(name: str) -> zipfile.ZipInfo:
    """What the folder says of a packed part: its name and no time."""
    info = zipfile.ZipInfo(name, NO_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
