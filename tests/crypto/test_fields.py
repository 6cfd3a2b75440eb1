"""Personal values: encrypted in the table, whole in Python, found only by their digest."""

from __future__ import annotations

import base64
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models, transaction
from django.test.utils import isolate_apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.accounts.models import User
from foundation.crypto.fields import BlindIndexField, EncryptedTextField
from foundation.crypto.keys import Unreadable, digest, key_of, seal, unseal
from foundation.crypto.models import Indexed
from foundation.drafts.models import Draft

PHONE, OTHER = "13800000000", "13900000000"
LABEL = "user.phone"
# Every text that UTF-8 knows: no lone surrogates.
TEXTS = st.text(st.characters(codec="utf-8")) | st.sampled_from(
    ["𠮷", "👩\u200d👩\u200d👧", "\x00", "a\x00b", "\u202e", "王小明" * 500, " ", "$", "t1$AAAA"]
)


def stored(column: str = "phone", table: str = "foundation_user") -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def digest_of(phone: str) -> str | None:
    return User._meta.get_field("phone_index").of(phone)


@given(TEXTS, st.text(st.characters(codec="utf-8"), max_size=20))
def test_what_is_sealed_comes_back_and_never_twice_the_same(plain: str, label: str):
    first, second = seal(plain, label), seal(plain, label)
    assert unseal(first, label) == unseal(second, label) == plain
    assert first != second
    assert len(plain) < 3 or plain not in first


@given(TEXTS)
def test_other_label_does_not_open(plain: str):
    with pytest.raises(Unreadable):
        unseal(seal(plain, "person.phone"), "person.address")


@given(st.data(), TEXTS)
def test_changed_text_does_not_open(data: st.DataObject, plain: str):
    sealed = seal(plain, LABEL)
    place = data.draw(st.integers(len("t1$"), len(sealed) - 1))
    sign = data.draw(st.sampled_from("AQgw_-$ 王\x00").filter(lambda sign: sign != sealed[place]))
    raw = base64.urlsafe_b64decode(sealed[3:])
    changed = sealed[:place] + sign + sealed[place + 1 :]
    try:
        same = base64.b64decode(changed[3:], altchars=b"-_", validate=True) == raw
    except ValueError:
        same = False
    if not same:
        with pytest.raises(Unreadable):
            unseal(changed, LABEL)


@pytest.mark.parametrize(
    "broken", ["x", "t1$", "t1$AAAA", "t1$***", "t1$" + "A" * 40, "t2$AAAA", PHONE]
)
def test_what_was_never_sealed_does_not_open(broken: str):
    with pytest.raises(Unreadable) as told:
        unseal(broken, LABEL)
    assert PHONE not in str(told.value)


def test_other_key_does_not_open(settings):
    sealed = seal(PHONE, LABEL)
    settings.FIELD_KEYS = {"t1": b"x" * 32}
    with pytest.raises(Unreadable):
        unseal(sealed, LABEL)
    settings.FIELD_KEYS = {"t2": b"f" * 32}
    with pytest.raises(Unreadable):
        unseal(sealed, LABEL)


def test_older_key_opens_and_the_newest_seals(settings):
    old = seal(PHONE, LABEL)
    settings.FIELD_KEYS = {"t2": b"x" * 32, **settings.FIELD_KEYS}
    assert unseal(old, LABEL) == PHONE
    assert key_of(seal(PHONE, LABEL)) == "t2"


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXTS | st.just(""))
def test_field_gives_back_what_it_was_given(plain: str):
    made = User.objects.create(username="x", phone=plain)
    try:
        assert User.objects.get(pk=made.pk).phone == plain
        assert User.objects.values_list("phone", flat=True).get() == plain
        assert User.objects.values("phone").get() == {"phone": plain}
        made.refresh_from_db(fields=["phone"])
        assert made.phone == plain
        assert User.objects.defer("phone").get().phone == plain
        assert (stored() == [""]) is (plain == "")
    finally:
        made.delete()


def make_draft(user: User, payload: str) -> Draft:
    return Draft.objects.create(author=user, form="x", payload=payload, expires_at=user.created_at)


@pytest.mark.django_db
def test_value_moved_to_another_column_does_not_open():
    make_draft(User.objects.create(username="x", phone=PHONE), PHONE)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE foundation_draft SET payload = (SELECT phone FROM foundation_user)")
    with pytest.raises(Unreadable):
        Draft.objects.get()


@pytest.mark.django_db
def test_only_whether_it_is_empty_can_be_asked_of_a_sealed_column():
    for lookup in ("phone", "phone__contains", "phone__in", "phone__startswith", "phone__gt"):
        with pytest.raises(FieldError):
            list(User.objects.filter(**{lookup: PHONE}))
    User.objects.create(username="x")
    User.objects.create(username="y", phone=PHONE)
    assert not User.objects.filter(phone__isnull=True).exists()
    assert User.objects.get(phone="").username == "x"
    assert User.objects.exclude(phone="").get().username == "y"


@pytest.mark.django_db
def test_index_follows_every_way_of_writing():
    user = User.objects.create(username="x", phone="+86 138-0000-0000")
    assert stored("phone_index") == [digest_of(PHONE)]
    user.phone = OTHER
    user.save(update_fields=["phone"])
    assert stored("phone_index") == [digest_of(OTHER)]
    part = User.objects.defer("phone_index").get()
    part.phone = PHONE
    part.save()
    assert stored("phone_index") == [digest_of(PHONE)]
    User.objects.update_or_create(username="x", defaults={"phone": OTHER})
    assert stored("phone_index") == [digest_of(OTHER)]
    user.refresh_from_db()
    user.phone = "---"
    user.save()
    assert stored("phone_index") == [None]
    User.objects.bulk_create([User(username="y", phone=PHONE), User(username="z")])
    assert stored("phone_index") == [None, digest_of(PHONE), None]
    assert User.objects.get(phone_index=digest_of(PHONE)).username == "y"


@pytest.mark.django_db
def test_writing_past_the_index_is_refused():
    user = User.objects.create(username="x", phone=PHONE)
    for value in (OTHER, ""):
        with pytest.raises(TypeError, match="with its index"), transaction.atomic():
            User.objects.update(phone=value)
        user.phone = value
        with pytest.raises(TypeError, match="with its index"), transaction.atomic():
            User.objects.bulk_update([user], ["phone"])
    with pytest.raises(ValueError, match="digest"):
        list(User.objects.filter(phone_index=PHONE))
    assert User.objects.get().phone == PHONE


@pytest.mark.django_db
def test_column_without_index_may_be_updated():
    row = make_draft(User.objects.create(username="x"), PHONE)
    Draft.objects.update(payload=OTHER)
    row.refresh_from_db()
    assert row.payload == OTHER
    row.payload = PHONE
    Draft.objects.bulk_update([row], ["payload"])
    assert Draft.objects.get().payload == PHONE
    assert PHONE not in stored("payload", "foundation_draft")[0]


def test_many_threads_read_and_clean_one_field_without_mixing():
    field = User._meta.get_field("phone")
    values = {f"1380000{n:04}": seal(f"1380000{n:04}", LABEL) for n in range(200)}

    def work(_: int) -> bool:
        return all(
            field.from_db_value(sealed, None, None) == plain
            and field.clean(plain, None) == plain
            and unseal(field.get_prep_value(plain), LABEL) == plain
            for plain, sealed in values.items()
        )

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(work, range(24)))


@given(st.text(max_size=10), st.text(max_size=10), st.text(max_size=5), st.text(max_size=5))
def test_digests_differ_by_value_and_by_label(a: str, b: str, label: str, other: str):
    a, b = a.encode(errors="replace").decode(), b.encode(errors="replace").decode()
    label, other = (x.encode(errors="replace").decode().replace("\x00", "") for x in (label, other))
    same = (a, label) == (b, other)
    assert (digest(a, label) == digest(b, other)) is same


@isolate_apps("foundation")
def test_model_that_would_forget_its_index_fails_the_check():
    class Forgets(models.Model):
        phone = EncryptedTextField(label="x", null=True)
        index = BlindIndexField(source="phone", label="x")

        class Meta:
            app_label = "foundation"

    class Keeps(Indexed):
        phone = EncryptedTextField(label="x")
        index = BlindIndexField(source="phone", label="x")

        class Meta:
            app_label = "foundation"

    found = {error.id for error in Forgets._meta.get_field("index").check()}
    assert {"crypto.E001", "crypto.E002"} <= found
    assert Keeps._meta.get_field("index").check() == []
