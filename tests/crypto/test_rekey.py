"""A new key takes over every stored value, and no edit made meanwhile is lost."""

from __future__ import annotations

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from foundation.accounts.labels import FACTOR_LABEL
from foundation.accounts.models import User
from foundation.crypto import actions
from foundation.crypto.fields import EncryptedTextField
from foundation.crypto.keys import key_of, seal, unseal
from foundation.drafts.actions import save
from foundation.drafts.models import Draft
from foundation.drafts.owners import visitor_owner
from foundation.drafts.queries import load
from tests.factories.accounts import add_app

pytestmark = pytest.mark.django_db
PHONE, OTHER = "13800000000", "13900000000"
NEW = {"t2": b"n" * 32}


def stored(table: str, column: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def rekey() -> str:
    out = StringIO()
    call_command("rekey", stdout=out)
    return out.getvalue()


@pytest.fixture
def rows(settings) -> None:
    """Seven users and a draft under the old key; then a newer key is put first."""
    for number in range(5):
        User.objects.create(username=f"u{number}", phone=f"1380000000{number}")
    User.objects.create(username="none")
    save(visitor_owner("t" * 43), "x", {"words": "𠮷"}, expected=0)
    settings.FIELD_KEYS = {**NEW, **settings.FIELD_KEYS}
    User.objects.create(username="new", phone=OTHER)


@pytest.mark.usefixtures("rows")
def test_every_value_moves_to_the_newest_key_and_the_old_one_can_go(settings):
    index = stored("foundation_user", "phone_index")
    said = rekey()
    assert "user.phone: 5 sealed anew" in said
    assert "draft.payload: 1 sealed anew" in said
    settings.FIELD_KEYS = NEW
    assert [user.phone for user in User.objects.order_by("pk")] == [
        *(f"1380000000{number}" for number in range(5)),
        "",
        OTHER,
    ]
    assert load(visitor_owner("t" * 43), "x").values == {"words": "𠮷"}
    assert stored("foundation_user", "phone_index") == index


@pytest.mark.usefixtures("rows")
def test_again_it_finds_nothing_to_do():
    rekey()
    before = stored("foundation_user", "phone")
    assert "user.phone: 0 sealed anew" in rekey()
    assert stored("foundation_user", "phone") == before


@pytest.mark.usefixtures("rows")
def test_small_batches_do_all_of_it():
    done = {column.label: column.sealed for column in actions.rekey(batch=2)}
    assert (done["user.phone"], done["draft.payload"]) == (5, 1)


@pytest.mark.usefixtures("rows")
def test_edit_made_meanwhile_stays(monkeypatch):
    def edited_meanwhile(plain: str, label: str) -> str:
        if plain == "13800000002":
            user = User.objects.get(username="u2")
            user.phone = "13700000000"
            user.save()
        return seal(plain, label)

    monkeypatch.setattr(actions, "seal", edited_meanwhile)
    assert "user.phone: 4 sealed anew" in rekey()
    assert User.objects.get(username="u2").phone == "13700000000"


@pytest.mark.usefixtures("rows")
def test_what_opens_with_no_key_is_counted_and_the_rest_done(settings):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE foundation_user SET phone = 't0$AAAA' WHERE username = 'u1'")
    with pytest.raises(CommandError, match="^1 values"):
        rekey()
    assert [key_of(value) for value in stored("foundation_user", "phone")].count("t2") == 5


def test_every_encrypted_column_is_covered():
    columns = {
        field.label
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedTextField)
    }
    assert {column.label for column in actions.rekey()} == columns
    assert {"user.phone", "draft.payload", "person.phone"} <= columns
    labels = [
        (field.label, model)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedTextField)
    ]
    assert len(labels) == len(columns), "two columns share a label: values could be moved"
    assert Draft._meta.get_field("payload").label == "draft.payload"


def test_second_factors_open_with_the_new_key_alone(settings):
    user = User.objects.create(username="factor")
    secret = add_app(user)
    RecoveryCodes.activate(user)
    settings.FIELD_KEYS = {**NEW, **settings.FIELD_KEYS}
    assert "mfa.secret: 2 sealed anew" in rekey()
    assert "mfa.secret: 0 sealed anew" in rekey()
    settings.FIELD_KEYS = NEW
    totp = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    assert unseal(totp.data["secret"], FACTOR_LABEL) == secret
    codes = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    assert len(codes.wrap().get_unused_codes()) > 0
