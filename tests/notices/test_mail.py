"""Mail: only to an address that its owner confirmed, once a notice, and a call where it fails."""

import logging
import re
import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from foundation.accounts.models import Invitation
from foundation.actor import clock
from foundation.jobs.models import Job
from foundation.record.models import Entry
from foundation.tasks import mail_address_link
from residents.actions import raising, sorting, texts
from residents.models import Notice
from residents.queries.calls import words_to_say
from residents.tasks import check_texts, send_mail
from tests.factories import (
    by,
    make_category,
    make_clerk,
    make_person,
    make_place,
    make_town,
    make_user,
)
from tests.factories.accounts import PASSWORD, add_app, client_of
from tests.factories.committees import make_body, make_meeting, make_officer, make_word

pytestmark = pytest.mark.django_db
DOOR, ADDRESS, MOBILE = "/accounts/email/", "wang@example.org", "13800000000"
WORDS = "灯坏了，我叫王示范"


class Failing(EmailBackend):
    """A mail server that answers as the test says."""

    fault: Exception | None = None

    def send_messages(self, messages):
        if self.fault:
            raise self.fault
        return super().send_messages(messages)


@pytest.fixture(autouse=True)
def gateway(settings):
    """A mail gateway that takes everything until told otherwise."""
    settings.EMAIL_BACKEND = f"{__name__}.Failing"
    Failing.fault = None
    yield mail.outbox
    Failing.fault = None


def accepted(*, verified=True, phone=MOBILE):
    """A need that was accepted, of somebody with an account, an address and a number."""
    village = make_place(parent=make_town())
    user = make_user("wang", email=ADDRESS, email_verified=verified)
    person = make_person("王示范", user=user, phone=phone)
    need = raising.raise_need(by=by(user), words=WORDS, place=village, reporter=person)
    sorting.accept_need(
        by=by(make_clerk(place=village)[0]),
        need=need,
        category=make_category(),
        title="路灯",
        sentence="村口不亮。",
    )
    return need, user


def channels():
    return list(Notice.objects.order_by("pk").values_list("channel", "state"))


def carry():
    """What the worker does with the waiting job."""
    job = Job.objects.get(kind="residents.send_mail")
    send_mail(job.pk)
    job.refresh_from_db()
    return job


def test_an_address_counts_once_the_mailed_link_was_opened_and_pressed(gateway):
    user = make_user("wang")
    browser = client_of(user)
    answer = browser.post(DOOR, {"email": ADDRESS, "current": PASSWORD}, follow=True)
    assert "请打开发到这个邮箱的链接" in answer.content.decode()
    assert ADDRESS not in str(list(Job.objects.values()))
    mail_address_link(Job.objects.get().pk)
    (message,) = gateway
    assert message.to == [ADDRESS]
    door = re.search(r"(/accounts/email/\S+)", message.body)[1]
    assert ADDRESS not in str(list(Invitation.objects.values()))
    assert Client().get(door).status_code == 200
    user.refresh_from_db()
    assert not user.email_verified
    assert Client().post(door).status_code == 302
    user.refresh_from_db()
    assert user.email_verified
    assert Entry.objects.filter(verb="account.email_confirmed").count() == 1
    assert Client().post(door).status_code == 410
    assert "已确认" in browser.get(DOOR).content.decode()


def test_a_link_does_not_confirm_an_address_given_since(gateway):
    user = make_user("wang")
    browser = client_of(user)
    browser.post(DOOR, {"email": ADDRESS, "current": PASSWORD})
    mail_address_link(Job.objects.get().pk)
    door = re.search(r"(/accounts/email/\S+)", gateway[0].body)[1]
    browser.post(DOOR, {"email": "zhao@example.org", "current": PASSWORD})
    answer = Client().post(door)
    assert answer.status_code == 410
    user.refresh_from_db()
    assert (user.email, user.email_verified) == ("zhao@example.org", False)


def test_another_address_is_unconfirmed_again_and_an_old_link_too_old(gateway):
    user = make_user("wang", email=ADDRESS, email_verified=True)
    browser = client_of(user)
    browser.post(DOOR, {"email": "zhao@example.org", "current": PASSWORD})
    user.refresh_from_db()
    assert not user.email_verified
    mail_address_link(Job.objects.get().pk)
    door = re.search(r"(/accounts/email/\S+)", gateway[0].body)[1]
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert Client().get(door).status_code == 410
    for _each in range(3):
        answer = browser.post(DOOR, {"email": "zhao@example.org", "current": PASSWORD})
    assert answer.status_code == 429


def test_an_address_that_the_server_refuses_for_good_is_tried_once(gateway):
    user = make_user("wang")
    client_of(user).post(DOOR, {"email": ADDRESS, "current": PASSWORD})
    job = Job.objects.get()
    Failing.fault = REFUSED
    mail_address_link(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"mailed": False})


def test_a_mail_carries_number_step_telephone_and_link_never_words_or_names(gateway, settings):
    need, _user = accepted()
    assert channels() == [("inbox", "sent"), ("email", "waiting")]
    assert carry().state == "done"
    assert channels() == [("inbox", "sent"), ("email", "sent")]
    (message,) = gateway
    text = message.subject + message.body
    assert message.to == [ADDRESS]
    assert f"{need.number}：已受理" in text
    assert f"{settings.SITE_URL}/needs/{need.number}/" in text
    assert str(settings.TOWN["help"]["telephone"]) in text
    for secret in ("灯坏了", "王示范", "路灯", "村口不亮", need.code, MOBILE):
        assert secret not in text


def test_an_unconfirmed_address_gets_nothing_and_the_clerk_calls(gateway):
    accepted(verified=False)
    assert channels() == [("inbox", "sent"), ("call", "waiting")]
    assert not Job.objects.filter(kind="residents.send_mail").exists()


def test_without_a_gateway_nothing_counts_as_sent(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    accepted()
    assert channels() == [("inbox", "sent"), ("call", "waiting")]


@pytest.mark.parametrize("gone", ["gateway", "address", "account"])
def test_what_was_taken_away_meanwhile_leaves_a_call(settings, gone):
    _need, user = accepted()
    if gone == "gateway":
        settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    elif gone == "address":
        type(user).objects.update(email_verified=False)
    else:
        type(user).objects.filter(pk=user.pk).update(is_active=False)
    carry()
    assert channels() == [("inbox", "sent"), ("email", "failed"), ("call", "waiting")]
    assert mail.outbox == []


REFUSED = smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"no such box")})
LATER = smtplib.SMTPRecipientsRefused({ADDRESS: (451, b"try later")})


@pytest.mark.parametrize("fault", [REFUSED, smtplib.SMTPDataError(554, b"spam")])
def test_a_refusal_for_good_is_a_call_with_the_masked_number_and_the_words(fault, caplog):
    need, _user = accepted()
    Failing.fault = fault
    with caplog.at_level(logging.DEBUG):
        assert carry().state == "done"
    assert channels() == [("inbox", "sent"), ("email", "failed"), ("call", "waiting")]
    assert MOBILE not in caplog.text
    assert ADDRESS not in caplog.text
    call = Notice.objects.get(channel="call")
    assert call.phone == MOBILE
    clerk = make_clerk(place=need.place)[0]
    add_app(clerk)
    page = client_of(clerk).get("/admin/residents/notice/").content.decode()
    assert "138****0000" in page
    assert MOBILE not in page
    day = date_format(need.promised_on, "MONTH_DAY_FORMAT")
    assert f"您的诉求 {need.number}" in words_to_say(call)
    assert day in words_to_say(call)
    assert words_to_say(call) in page


@pytest.mark.parametrize(
    "fault", [LATER, ConnectionRefusedError(), smtplib.SMTPServerDisconnected()]
)
def test_a_fault_that_may_pass_is_tried_again_and_a_day_of_it_is_a_call(fault, gateway, caplog):
    accepted()
    Failing.fault = fault
    with caplog.at_level(logging.DEBUG):
        assert carry().state == "waiting"
    assert ADDRESS not in caplog.text
    assert channels() == [("inbox", "sent"), ("email", "waiting")]
    Failing.fault = None
    Job.objects.update(not_before=timezone.now())
    assert carry().state == "done"
    assert len(gateway) == 1
    Notice.objects.update(created_at=timezone.now() - timedelta(hours=25))
    check_texts()
    assert channels() == [("inbox", "sent"), ("email", "sent")]
    Notice.objects.filter(channel="email").update(state="waiting")
    check_texts()
    check_texts()
    assert channels() == [("inbox", "sent"), ("email", "failed"), ("call", "waiting")]


def test_one_mail_a_notice_whoever_comes_again(gateway):
    accepted()
    notice = Notice.objects.get(channel="email")
    job = Job.objects.get(kind="residents.send_mail")
    assert texts.claim(by=job.by, notice=notice)
    assert not texts.claim(by=job.by, notice=notice)
    carry()
    assert gateway == []
    texts.put_back(by=job.by, notice=notice)
    Job.objects.filter(pk=job.pk).update(state="waiting", not_before=timezone.now())
    carry()
    Job.objects.filter(pk=job.pk).update(state="waiting", not_before=timezone.now())
    carry()
    assert len(gateway) == 1


def test_a_worker_that_died_with_a_mail_in_hand_leaves_a_call_and_no_second_mail(gateway):
    accepted()
    notice = Notice.objects.get(channel="email")
    texts.claim(by=Job.objects.get(kind="residents.send_mail").by, notice=notice)
    Notice.objects.update(created_at=timezone.now() - timedelta(hours=25))
    check_texts()
    assert channels() == [("inbox", "sent"), ("email", "failed"), ("call", "waiting")]
    assert gateway == []


def test_numbers_of_what_is_over_are_forgotten_after_half_a_year_and_the_row_stays():
    need, _user = accepted(verified=False)
    call = Notice.objects.get(channel="call")
    long_ago = timezone.now() - timedelta(days=181)
    Notice.objects.filter(pk=call.pk).update(state="told", ended_at=long_ago)
    texts.forget_numbers(by=clock("tests"))
    call.refresh_from_db()
    assert call.phone == MOBILE
    type(need).objects.update(state="closed")
    texts.forget_numbers(by=clock("tests"))
    call.refresh_from_db()
    assert (call.phone, call.state) == ("", "told")
    assert call.phone_blanked_at is not None
    body = make_body(place=need.place)
    word = make_word(make_meeting(make_officer("chair", body), body), make_person("孙示范"))
    assert word.phone == ""
