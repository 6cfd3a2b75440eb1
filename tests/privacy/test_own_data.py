"""What is held about somebody: shown to them, handed over, deleted as they ask."""

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone

from foundation.accounts.models import User
from foundation.actor import visitor
from foundation.consent.models import Consent
from foundation.crypto.fields import EncryptedTextField
from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused
from residents.actions.own_data import ask_to_erase, erase_need, take_contact_back, take_need_data
from residents.actions.raising import raise_need
from residents.models import Need, Notice, Person
from residents.queries.queues import QUEUES
from tests.factories import (
    by,
    make_clerk,
    make_need,
    make_person,
    make_photo,
    make_place,
    make_town,
)
from tests.factories.workshops import make_application, make_opening
from workshops.actions.forgetting import forget_own_application
from workshops.models import Application

pytestmark = pytest.mark.django_db
PHONE, NAME, WORDS, SPOT = "13800000077", "王示范", "夜里太黑，走不了路", "三号楼西边"
# Encrypted columns that are not handed over, each with the reason.
NOT_HANDED = {
    "foundation.draft.payload": "the form itself shows what was begun",
    "residents.need.code": "the key on the slip, which whoever has it has",
    "workshops.application.code": "the key on the slip, which whoever has it has",
    "workshops.employment.worker": "the host's own list: the host hands it over",
}


def raised(**fields):
    """A need as a visitor raises it, with name and number."""
    place = make_place(parent=make_town())
    return raise_need(
        by=visitor(), words=WORDS, place=place, spot=SPOT, phone=PHONE, name=NAME, **fields
    )


def at(need):
    """A device on which the slip was shown."""
    client = Client()
    client.post("/needs/track/", {"number": need.number, "code": need.code})
    return client


def over(need):
    """The need, closed."""
    Need.objects.filter(pk=need.pk).update(state="closed", closed_at=timezone.now())
    need.refresh_from_db()
    return need


def copied(client, address):
    """The copy that is handed over."""
    response = client.post(address, {"do": "copy"})
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    return response.content.decode()


def test_every_personal_column_is_handed_over_or_says_why_not():
    """A new encrypted column fails here until it is handed over, or stands above with a reason."""
    person = make_person("李示范", phone="13800000061", address="示范路 61 号")
    user = User.objects.create(username="li", phone="13800000062", email="li@example.org")
    Person.objects.filter(pk=person.pk).update(user=user)
    need = raised(reporter=person)
    Notice.objects.create(key="n", step=need.steps.get(), phone="13800000063", channel="call")
    make_application(make_opening(), name="李甲", phone="13800000064", words="缝过", person=person)
    client = Client()
    client.force_login(user)
    handed = copied(client, "/me/data/")
    missing = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedTextField):
                values = set(model.objects.values_list(field.name, flat=True))
                label = f"{model._meta.label_lower}.{field.name}"
                if not values or not all(value and value in handed for value in values):
                    missing.add(label)
    assert missing == set(NOT_HANDED)
    for value in ("李示范", "li@example.org", WORDS, SPOT):
        assert value in handed
    page = client.get("/me/data/").content.decode()
    for value in ("13800000061", "13800000062", "13800000064", WORDS):
        assert value in page
    assert Entry.objects.filter(verb="account.data_taken", actor=user).count() == 1


def test_whoever_has_the_slip_sees_all_that_is_held_and_takes_it_away():
    need = raised()
    client = at(need)
    page = client.get(f"/needs/{need.number}/data/").content.decode()
    for value in (PHONE, NAME, WORDS, SPOT, "为办理诉求回访、告知"):
        assert value in page
    handed = json.loads(copied(client, f"/needs/{need.number}/data/"))
    assert handed["电话号码"] == PHONE
    assert Entry.objects.get(verb="need.data_taken").subject_key == str(need.pk)
    assert Client().get(f"/needs/{need.number}/data/").status_code == 404


def test_name_and_number_go_at_once_and_the_need_goes_on():
    need = raised()
    Notice.objects.create(key="n", step=need.steps.get(), phone=PHONE, channel="call")
    address, client = f"/needs/{need.number}/data/", at(need)
    assert 'value="contact"' not in client.get(address).content.decode()  # not with one tap
    check = client.get(f"{address}?check=contact").content.decode()
    for words in (NAME, PHONE, f'action="{address}"', 'value="contact"'):
        assert words in check
    need.refresh_from_db()
    assert need.reporter_phone == PHONE  # to ask is not to delete
    response = client.post(address, {"do": "contact"}, follow=True)
    assert "称呼和电话已删除" in response.content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT reporter_name, reporter_phone FROM residents_need")
        assert cursor.fetchall() == [("", "")]
        cursor.execute("SELECT phone, state FROM residents_notice")
        assert cursor.fetchall() == [("", "overtaken")]
    need.refresh_from_db()
    assert (need.state, need.words) == ("raised", WORDS)
    assert Consent.objects.get().withdrawn_at is not None
    assert 'value="contact"' not in client.get(f"{address}?check=contact").content.decode()
    with pytest.raises(Refused):
        take_contact_back(by=visitor(), need=need, code=need.code)


def test_words_are_deleted_when_a_clerk_confirms_what_was_asked():
    need = raised()
    clerk = by(make_clerk(place=need.place)[0])
    make_photo(need)
    need.public_title, need.public_sentence, need.public_at = "路灯", "请修", timezone.now()
    need.save()
    address, client = f"/needs/{need.number}/data/", at(need)
    assert client.post(address, {"do": "erase"}).status_code == 409
    assert 'value="erase"' not in client.get(address).content.decode()
    over(need)
    assert 'value="erase"' in client.get(address).content.decode()
    with pytest.raises(Refused):
        erase_need(by=clerk, need=need)
    assert client.post(address, {"do": "erase"}).status_code == 302
    assert client.post(address, {"do": "erase"}).status_code == 409
    assert list(QUEUES["to_erase"].rows(clerk.user)) == [need]
    with pytest.raises(NotAllowed):
        erase_need(by=visitor(), need=need)
    erase_need(by=clerk, need=need)
    assert not QUEUES["to_erase"].rows(clerk.user).exists()
    need.refresh_from_db()
    assert (need.words, need.spot, need.reporter_name, need.reporter_phone) == ("", "", "", "")
    assert not need.photos.exists()
    assert (need.public_title, need.steps.count()) == ("路灯", 1)
    assert "已于" in client.get(address).content.decode()
    page = client.get(f"/needs/{need.number}/").content.decode()
    assert "应提出人要求删除" in page
    assert "保存期限已到" not in page
    with pytest.raises(Refused):
        erase_need(by=clerk, need=need)


def test_what_went_before_goes_but_once():
    need = raised()
    clerk = by(make_clerk(place=need.place)[0])
    take_contact_back(by=visitor(), need=need, code=need.code)
    need.refresh_from_db()
    first = need.reporter_forgotten_at
    ask_to_erase(by=visitor(), need=over(need), code=need.code)
    erase_need(by=clerk, need=need)
    need.refresh_from_db()
    assert need.reporter_forgotten_at == first
    assert Entry.objects.filter(verb="need.reporter_forgotten").count() == 1


def test_nobody_else_has_a_hand_in_it():
    need = over(raised())
    stranger = by(make_clerk(place=need.place)[0])
    for act in (take_need_data, take_contact_back, ask_to_erase):
        for who, code in ((visitor(), ""), (visitor(), "ABCDEFGH"), (stranger, "")):
            with pytest.raises(NotAllowed):
                act(by=who, need=need, code=code)
    need.refresh_from_db()
    assert (need.reporter_phone, need.erasure_asked_at) == (PHONE, None)


def test_it_is_throttled():
    need = make_need()
    client, address = at(need), f"/needs/{need.number}/data/"
    answers = [client.post(address, {"do": "copy"}).status_code for _try in range(21)]
    assert answers == [200] * 20 + [429]


def application(**fields):
    """An application, with the device on which its slip was shown."""
    row = make_application(make_opening(), name=NAME, phone=PHONE, words=WORDS, **fields)
    client = Client()
    client.post("/jobs/track/", {"number": row.number, "code": row.code})
    return row, client, f"/jobs/sent/{row.number}/data/"


def test_an_application_is_handed_over_and_deleted_once_it_is_decided():
    day = timezone.now() - timedelta(days=1)
    row, client, address = application(state="declined", sentence="谢谢您来", decided_at=day)
    for value in (NAME, PHONE, WORDS, "谢谢您来"):
        assert value in copied(client, address)
    assert client.post(address, {"do": "delete"}).status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone, words FROM workshops_application")
        assert cursor.fetchall() == [("", "", "")]
    assert "已于" in client.get(f"/jobs/sent/{row.number}/").content.decode()


@pytest.mark.parametrize("state", ["received", "hired"])
def test_what_the_host_still_needs_is_not_deleted_by_a_button(state):
    row, client, address = application(state=state)
    assert client.post(address, {"do": "delete"}).status_code == 409
    assert Application.objects.get(pk=row.pk).name == NAME
    with pytest.raises(NotAllowed):
        forget_own_application(by=visitor(), application=row, code="ABCDEFGH")
