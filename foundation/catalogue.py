"""The message catalogues: gathered from the code, compared with the translations, compiled.

The message ids are the English sentences, so only Chinese has a file. It is written without
locations and dates and sorted by id, so that two branches merge line by line; where Git kept both
sides of a conflict, reading takes the first translation and writing leaves one entry.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOMS = ("foundation", "residents", "committees", "services", "workshops", "gaoqiao")
PATH = Path("locale/zh_Hans/LC_MESSAGES/django.po")
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: zh_Hans\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)
MARKER = re.compile(rb"^(<{7}|={7}|>{7}|\|{7}).*\n", re.MULTILINE)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")

Key = tuple[str, str]


def gather(root: Path) -> Catalog:
    """Every message of the Python files of the rooms and of the templates below `root`."""
    found = Catalog(locale="zh_Hans")
    for source in _sources(root):
        for _line, ids, _comments, context in extract("python", source, KEYWORDS):
            found.add(ids, context=context)
    return found


def _sources(root: Path) -> Iterator[io.BytesIO]:
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield io.BytesIO(path.read_bytes())
    for path in sorted((root / "templates").rglob("*.*")):
        lines = templatize(path.read_text(encoding="utf-8"), origin=str(path)).splitlines()
        # Python's tokenizer, which reads it next, would trip over HTML's indentation.
        yield io.BytesIO("\n".join(line.lstrip() for line in lines).encode())


def read(root: Path) -> Catalog:
    """The stored translations; Git's conflict markers are passed over and both sides are kept."""
    path = root / PATH
    raw = MARKER.sub(b"", path.read_bytes()) if path.exists() else HEADER.encode()
    return read_po(io.BytesIO(raw), locale="zh_Hans", abort_invalid=True)


def write(root: Path) -> list[str]:
    """Bring the stored catalogue up to what the code says; return the ids without a text."""
    path = root / PATH
    path.parent.mkdir(parents=True, exist_ok=True)
    merged = _merged(gather(root), read(root))
    path.write_text(_as_text(merged), encoding="utf-8")
    return [_label(message) for message in _messages(merged) if not _strings(message)]


def _merged(found: Catalog, stored: Catalog) -> Catalog:
    kept = {_key(message): message for message in _messages(stored) if not message.fuzzy}
    for message in _messages(found):
        old = kept.get(_key(message))
        text = _strings(old)[:1] if old else []
        if message.pluralizable:
            message.string = tuple(text or [""])
        else:
            message.string = text[0] if text else ""
    return found


def _as_text(catalog: Catalog) -> str:
    out = io.BytesIO()
    write_po(out, catalog, width=0, no_location=True, omit_header=True, sort_output=True)
    return HEADER + out.getvalue().decode().strip() + "\n"


def problems(root: Path) -> list[str]:
    """What keeps the stored catalogue from being complete, a sentence each; empty when it is.

    Its order is no such thing: a merge by lines leaves another one, and `write` mends it.
    """
    found = {_key(message): message for message in _messages(gather(root))}
    stored = {_key(message): message for message in _messages(read(root))}
    said = [f"missing: {_label(found[key])}" for key in found.keys() - stored.keys()]
    said += [f"obsolete: {_label(stored[key])}" for key in stored.keys() - found.keys()]
    for message in stored.values():
        texts = _strings(message)
        if message.fuzzy:
            said.append(f"fuzzy: {_label(message)}")
        elif not texts:
            said.append(f"untranslated: {_label(message)}")
        elif any(_placeholders(text) != _placeholders(_last_id(message)) for text in texts):
            said.append(f"placeholders differ: {_label(message)}")
    return sorted(said)


def compile_all(root: Path) -> list[Path]:
    """Write the .mo file beside each .po file that changed since; return those written."""
    done = []
    for source in sorted((root / "locale").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        out = io.BytesIO()
        write_mo(out, read_po(io.BytesIO(source.read_bytes()), locale=source.parts[-3]))
        draft = target.with_suffix(f".{os.getpid()}.tmp")
        draft.write_bytes(out.getvalue())
        draft.replace(target)
        done.append(target)
    return done


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _key(message: Message) -> Key:
    first = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", first


def _last_id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[-1]


def _strings(message: Message) -> list[str]:
    texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return [text for text in texts if text]


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


def _label(message: Message) -> str:
    context, first = _key(message)
    return f"{first!r} ({context})" if context else repr(first)
