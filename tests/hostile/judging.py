"""What may be wrong with the answer to a form, whatever was sent."""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.test import Client

from foundation.one_line import unseen
from tests.hostile.filling import OURS, STOWED_KEY, STOWED_WORDS
from tests.hostile.reading import Form, posting
from tests.hostile.values import SCRIPT
from tests.hostile.watch import Written, writes

DONE = frozenset({302, 303})
ANSWERS = DONE | {200, 204, 400, 403, 404, 409, 410, 413, 422, 429}
LONGEST = 80  # of a value that is looked for in the page: search fields cut there
# Written whatever the answer: who tried what and how often, and what is kept of unfinished forms.
KEPT_ANYWAY = {"django_session", "foundation_throttle", "foundation_entry", "foundation_draft"}
SUMMARY = re.compile(r'<div class="errors".*?</div>', re.DOTALL)
LINK = re.compile(r'href="#([^"]+)"')
OF_A_GROUP = re.compile(r"_\d+$")  # the first choice of several
ERROR_TITLE = re.compile(r"<title>\s*(错误：|Error: )")
ERROR = ('class="errors"', '_error"', 'role="alert"', 'class="two-texts"')


@dataclass(frozen=True)
class Reply:
    """What came of a form: the answer, the page, what was written."""

    sent: dict[str, Any]
    status: int
    page: str
    written: Written


def refuses(page: str) -> bool:
    """Whether the page says that something is amiss."""
    return any(sign in page for sign in ERROR)


def takes(reply: Reply) -> bool:
    """Whether the form was taken: with a page of its own, or on to the next."""
    return reply.status in DONE or (reply.status == 200 and not refuses(reply.page))


def send(client: Client, form: Form, sent: dict[str, Any]) -> Reply:
    """Send a form, and leave nothing of it behind."""
    client.raise_request_exception = False
    with transaction.atomic():
        with writes() as written:
            response = client.post(form.address, sent)
        body = b"".join(response) if response.streaming else response.content
        transaction.set_rollback(True)
    return Reply(sent, response.status_code, body.decode(errors="replace"), written)


def wrong_with(form: Form, reply: Reply, done: Container[int] = DONE) -> list[str]:
    """A sentence for each thing that should not be; `done` are the answers of a form that was
    taken."""
    found = faults(form, reply, done)
    return [f"{form.name}: {fault} (sent {brief(reply.sent)})" for fault in found]


def faults(form: Form, reply: Reply, done: Container[int]) -> Iterator[str]:
    """What is wrong with the answer."""
    if reply.status not in ANSWERS:
        yield f"answered {reply.status}"
        return
    if SCRIPT[:20] in reply.page:
        yield "a script of somebody's stands in the page"
    for table, value in reply.written.values():
        if str(value) == STOWED_KEY or STOWED_WORDS in str(value):
            yield f"{table} keeps what no field asks for"
    for table, text in reply.written.texts():
        if "\x00" in text and table != "foundation_draft":
            yield f"{table} keeps a NUL"
        if unseen(text):
            yield f"{table} keeps words that nobody sees"
    again = form.name in posting(reply.page, form.address)
    said = refuses(reply.page)
    if reply.status in DONE or (reply.status in done or pressed(form, reply)) and not said:
        return
    if reply.written.tables - KEPT_ANYWAY:
        yield f"answered {reply.status} and wrote {sorted(reply.written.tables - KEPT_ANYWAY)}"
    if said:
        yield from not_beside(reply.page)
    if again and from_the_page(form, reply.sent):
        yield from not_kept(form, reply)
        if not said:
            yield "it comes back without a word"


def not_beside(page: str) -> Iterator[str]:
    """What is wrong with how a page says what is amiss: in its title, on top with a link to each
    field, and beside the field."""
    found = SUMMARY.search(page)
    if found is None:
        return
    if not ERROR_TITLE.search(page):
        yield "the title does not say that something is amiss"
    for anchor in LINK.findall(found[0]):
        beside = {f'id="{name}_error"' for name in (anchor, OF_A_GROUP.sub("", anchor))}
        hidden = re.search(rf'<input type="hidden"[^>]* id="{anchor}"', page)
        if not hidden and not any(sign in page for sign in beside):
            yield f"nothing is said beside {anchor}"


def pressed(form: Form, reply: Reply) -> bool:
    """Whether a button was pressed that only fills the form in: it comes back so."""
    ours = [field for field in form.fields if field.kind == "button"]
    return reply.status == 200 and any(reply.sent.get(one.name) in one.options for one in ours)


def from_the_page(form: Form, sent: dict[str, Any]) -> bool:
    """Whether a browser could have sent it: a button that the form has, and its own key."""
    ours = [one for one in form.fields if one.kind == "button" or one.name in ("do", "client_key")]
    return all(sent.get(field.name) in (*field.options, field.value) for field in ours)


def not_kept(form: Form, reply: Reply) -> Iterator[str]:
    """What is wrong with a form that comes back."""
    page = html.unescape(reply.page).replace("\r\n", "\n").replace("\x00", "")
    for field in form.fields:
        value = reply.sent.get(field.name, "")
        seen = field.is_typed and field.name not in OURS and isinstance(value, str)
        if seen and not unseen(value) and typed(value) not in page:
            yield f"{field.name} lost what was typed"


def typed(text: str) -> str:
    """Words as they stand in a field: its ends, kinds of line ends and NULs show nowhere."""
    return text.replace("\r\n", "\n").replace("\x00", "").strip()[:LONGEST].strip()


def brief(sent: dict[str, Any]) -> dict[str, str]:
    """What was sent, short enough to read."""
    return {name: repr(value)[:40] for name, value in sent.items()}
