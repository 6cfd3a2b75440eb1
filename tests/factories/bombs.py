"""Archives made by hand, to say of themselves what no honest program would write."""

import struct
import zlib

MEGABYTE = 1024 * 1024


def archive(entries, *, count: int | None = None, flags: int = 0) -> bytes:
    """Entries of (name, packed by deflate, size told, CRC told); `count` is the number told."""
    body, folder = [], []
    at = 0
    for name, packed, size, crc in entries:
        name = name.encode()
        common = struct.pack(
            "<HHHHHIIIHH", 20, flags, 8, 0, 33, crc, len(packed), size, len(name), 0
        )
        local = b"PK\x03\x04" + common + name
        folder.append(b"PK\x01\x02\x14\x00" + common + struct.pack("<HHHII", 0, 0, 0, 0, at) + name)
        body += [local, packed]
        at += len(local) + len(packed)
    inside = b"".join(folder)
    told = min(len(folder), 0xFFFF) if count is None else count
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, told, told, len(inside), at, 0)
    return b"".join(body) + inside + end


def zeros(megabytes: int) -> bytes:
    """So many megabytes of zeros, packed a thousandfold."""
    stream = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = stream.compress(bytes(10 * MEGABYTE)) + stream.flush(zlib.Z_FULL_FLUSH)
    return block * (megabytes // 10) + stream.flush(zlib.Z_FINISH)


def ten_gigabytes(*, told: int | None = None) -> bytes:
    """10 MB that unpack to 10 GB, in ten parts, each of which says that it has `told` bytes."""
    packed = zeros(1000)
    size = 1000 * MEGABYTE if told is None else told
    crc = zlib.crc32(bytes(told)) if told else 0
    names = ["[Content_Types].xml", *(f"xl/media/image{n}.png" for n in range(9))]
    return archive([(name, packed, size, crc) for name in names])


def many_parts(number: int = 100_000, *, count: int | None = None) -> bytes:
    """As many empty parts."""
    empty = zlib.compress(b"")[2:-4]
    return archive([(f"xl/{n}.xml", empty, 0, 0) for n in range(number)], count=count)


def many_entries(number: int = 380_000) -> bytes:
    """A folder of as many entries, all of them the same part."""
    whole = archive([("a", zlib.compress(b"")[2:-4], 0, 0)])
    start, at = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    folder = whole[start:at] * number
    return (
        whole[:start]
        + folder
        + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, len(folder), start, 0)
    )
