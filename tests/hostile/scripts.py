"""Scripts in every word that people have typed, past every form; and a browser that counts them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from foundation.crypto.fields import EncryptedTextField
from tests.architecture.house import STOREYS

PAYLOAD = '"><img src=x onerror=alert(1)>'
LONG = f"{PAYLOAD}<script>alert(2)</script><svg onload=alert(3)></svg>'\"&"
# Columns of text that no one types as words: keys, paths, and what the program itself reads.
READ_BY_CODE = {"path", "key", "slug", "role", "preset", "language", "subject_key", "place_path"}
READ_BY_CODE |= {"session_key", "session_data", "password", "username", "address", "verb", "kind"}
READ_BY_CODE |= {"subject_label", "actor_kind", "channel", "number", "code", "phone", "telephone"}
READ_BY_CODE |= {"digest", "seal", "media_type", "url", "email", "credit_code", "target", "measure"}
TYPED = (models.CharField, models.TextField, EncryptedTextField)
WATCH = "addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.sourceFile))"


@contextmanager
def unguarded() -> Iterator[None]:
    """Without the triggers of SQLite that keep rows as they are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _name, sql in triggers:
            cursor.execute(sql)


def plant() -> int:
    """Put a script into each word of each row; how many columns have got one."""
    with unguarded():
        return sum(
            takes(model, field.name, said)
            for model in apps.get_models()
            for field in model._meta.concrete_fields
            if model.__module__.partition(".")[0] in STOREYS and (said := fitting(field))
        )


def takes(model: Any, name: str, said: str) -> bool:
    """Whether a column holds it now: in no row where a rule of its table is against it."""
    try:
        with transaction.atomic():
            return bool(model._base_manager.update(**{name: said}))
    except IntegrityError:
        return bool(model._base_manager.exclude(**{name: ""}).update(**{name: said}))


def fitting(field: Any) -> str:
    """A script for a column in which words are typed; nothing for any other."""
    if type(field) not in TYPED or field.choices or field.unique or getattr(field, "index", None):
        return ""
    if any(field.name in one.fields for one in field.model._meta.total_unique_constraints):
        return ""
    if field.name in READ_BY_CODE or (field.max_length or 999) < len(PAYLOAD):
        return ""
    return LONG if (field.max_length or 999) >= len(LONG) else PAYLOAD


@contextmanager
def watched(
    browser: Any, base_url: str, cookies: list[dict[str, str]]
) -> Iterator[Callable[..., list[str]]]:
    """`look(address, **answer)`: what runs or is stopped on a page, of the portal or as given."""
    context = browser.new_context(base_url=base_url)
    context.add_cookies(cookies)
    context.add_init_script(WATCH)
    page, ran = context.new_page(), []
    page.on("dialog", lambda dialog: (ran.append(f"ran {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda line: ran.append(line.text) if "CSP " in line.text else None)

    def look(address: str, **answer: Any) -> list[str]:
        ran.clear()
        if answer:
            page.route(f"**{address}", lambda route: route.fulfill(**answer))
        page.goto(address, wait_until="load")
        return list(ran)

    yield look
    context.close()
