"""What somebody agreed to is kept with the wording that held, each purpose by itself."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.translation import override

from foundation.actor import clock, visitor
from foundation.consent import actions as consents
from foundation.consent.models import Consent, Purpose
from foundation.consent.queries import consents_to
from foundation.retention.kinds import kinds
from foundation.site.actions import write_text
from residents.actions.invitations import accept_invitation, invite_person
from residents.actions.raising import raise_need
from tests.factories import make_need, make_person, make_place, make_town
from tests.factories.workshops import make_opening
from workshops.actions.applying import apply_for, withdraw_application

pytestmark = pytest.mark.django_db
BY = visitor()
NOW = datetime(2026, 11, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def wording(revision=0, language="zh-hans"):
    """Another wording about personal data."""
    return write_text(
        by=clock("tests"),
        key="privacy",
        language=language,
        text=f"第 {revision}",
        revision=revision,
    )


def raised(**fields):
    """A need as a visitor raises it."""
    place = make_place(parent=make_town())
    return raise_need(by=BY, words="路灯不亮了", place=place, now=NOW, **fields)


def test_a_number_is_given_for_one_purpose_under_one_wording():
    wording(), wording(1), wording(language="en")
    need = raised(phone="13800000077")
    (consent,) = consents_to(need)
    assert (consent.purpose, consent.channel) == (Purpose.CALL_BACK, "web")
    assert (consent.text.of.language, consent.text.revision) == ("zh-hans", 2)
    assert (consent.given_at, consent.withdrawn_at) == (NOW, None)
    with override("en"):
        english = consents_to(raised(name="Wang")).get()
    assert (english.text.of.language, english.text.revision) == ("en", 1)


def test_without_a_number_and_a_name_a_need_is_raised_all_the_same_and_nothing_agreed_to():
    need = raised()
    assert (need.state, need.steps.count()) == ("raised", 1)
    assert not Consent.objects.exists()


def test_a_form_sent_twice_is_one_consent():
    for _time in range(2):
        raised(phone="13800000077", client_key="a" * 32)
    assert Consent.objects.count() == 1


def test_applying_keeps_which_wording_and_taking_back_ends_it():
    wording()
    application = apply_for(
        by=BY, opening=make_opening(), name="王示范", phone="13800000077", consent=True
    )
    consent = consents_to(application).get()
    assert (consent.purpose, consent.text.revision) == (Purpose.APPLY, 1)
    withdraw_application(by=BY, application=application, code=application.code)
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None


def test_who_makes_an_account_agrees_to_that_alone():
    person = make_person("王示范")
    token = invite_person(by=clock("tests"), person=person)
    user = accept_invitation(by=BY, token=token, username="wang", password="a-long-Password-77")
    consent = consents_to(user).get()
    assert (consent.purpose, consent.text) == (Purpose.ACCOUNT, None)


def test_one_consent_stands_for_a_purpose():
    need = make_need()
    consents.keep(Purpose.CALL_BACK, need, by=BY)
    with pytest.raises(IntegrityError), transaction.atomic():
        consents.keep(Purpose.CALL_BACK, need, by=BY)
    assert consents.take_back(need, now=NOW + timedelta(days=1)) == 1
    consents.keep(Purpose.CALL_BACK, need, by=BY)
    assert consents_to(need).count() == 2


@pytest.mark.parametrize(("prefix", "years"), [("", "3 年"), ("/en", "3 years")])
def test_the_page_says_of_each_kind_how_long_it_is_kept(prefix, years):
    page = Client().get(f"{prefix}/about/privacy/").content.decode()
    with override("en" if prefix else "zh-hans"):
        for kind in kinds():
            assert str(kind.label) in page, kind.key
    assert years in page


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/needs/new/contact/", "不填也能办"),
        ("/jobs/{opening}/apply/", "不同意也可以应聘"),
        ("/join/{token}/", "都不需要账号"),
    ],
)
def test_each_form_says_what_for_and_that_it_goes_without(client, address, words):
    token = invite_person(by=clock("tests"), person=make_person("王示范"))
    path = address.format(opening=make_opening().pk, token=token)
    if "needs" in path:
        begin(client)
    page = client.get(path).content.decode()
    assert words in page
    assert page.count("/about/privacy/") == 2  # here, and in the footer


def begin(client):
    """A visitor who has come to the third step of the form."""
    place = make_place(parent=make_town())
    client.post("/needs/new/", {"words": "路灯不亮了"})
    client.post("/needs/new/where/", {"place": place.pk})
