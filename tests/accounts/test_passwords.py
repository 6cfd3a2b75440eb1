"""A new password: with the old one, or through a link that is mailed or handed over."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from foundation.accounts.actions.links import make_reset_mail
from foundation.accounts.models import Invitation, User
from foundation.actor import clock
from foundation.jobs.models import Job
from foundation.record.models import Entry
from foundation.tasks import mail_reset_link
from residents.actions.invitations import invite_person, reset_by_clerk
from tests.factories import make_user
from tests.factories.accounts import PASSWORD, client_of
from tests.factories.people import make_holding, make_person

pytestmark = pytest.mark.django_db
CHANGE, FORGOT = "/accounts/password/", "/accounts/reset/"
NEW = "another long sentence"
MACHINE = clock("tests")


def typed(current=PASSWORD, password=NEW, again=None):
    return {"current": current, "password": password, "again": again or password}


def test_a_new_password_and_the_other_devices_are_out():
    user = make_user()
    client, other = client_of(user), client_of(user)
    assert client.post(CHANGE, typed()).status_code == 302
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert client.get("/me/").status_code == 200
    assert other.get("/me/").status_code == 302
    assert Entry.objects.filter(verb="account.password_changed").count() == 1


@pytest.mark.parametrize(
    "answers",
    [
        typed(current="wrong"),
        typed(again="different"),
        typed(password="short"),
        typed(password="password123"),
        typed(password=""),
        typed(password="x" * 129),
        typed(password="a\x00bcdefghijkl"),
        {},
    ],
)
def test_what_is_not_taken(answers):
    user = make_user()
    answer = client_of(user).post(CHANGE, answers)
    assert answer.status_code == 200
    assert "错误：" in answer.content.decode()
    assert not Entry.objects.filter(verb="account.password_changed").exists()


def test_spaces_emoji_and_rare_characters_count():
    user = make_user()
    password = "  𠮷 🌾 高桥的早晨很安静 "
    assert client_of(user).post(CHANGE, typed(password=password)).status_code == 302
    login = {"login": user.username, "password": password}
    assert Client().post("/accounts/login/", login).status_code == 302


@pytest.fixture
def mails(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return mail.outbox


def test_everybody_who_asks_gets_the_same_answer(mails):
    make_user("wang", email="wang@example.org", email_verified=True)
    make_user("zhao", email="zhao@example.org", email_verified=True, suspended=True)
    answers = set()
    for n, address in enumerate(["Wang@example.org", "nobody@example.org", "zhao@example.org"]):
        with CaptureQueriesContext(connection) as queries:
            answer = Client(REMOTE_ADDR=f"192.0.2.{n}").post(FORGOT, {"email": address})
        answers.add((answer.status_code, answer.headers["Location"], len(queries)))
    assert len(answers) == 1
    assert Job.objects.count() == 3
    assert "example.org" not in str(list(Job.objects.values()))


def test_a_mailed_link_sets_a_password_once(mails, client):
    user = make_user("wang", email="wang@example.org", email_verified=True)
    client.post(FORGOT, {"email": "wang@example.org"})
    mail_reset_link(Job.objects.get().pk)
    (message,) = mails
    assert message.to == ["wang@example.org"]
    door = re.search(r"(/accounts/reset/\S+)", message.body)[1]
    assert re.search(r"/reset/(\S+)/", door)[1] not in str(list(Job.objects.values()))
    assert client.get(door).status_code == 200
    assert client.post(door, {"password": NEW, "again": NEW}).status_code == 302
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert "_auth_user_id" not in client.session
    assert client.get(door).status_code == 410
    assert client.post(door, {"password": PASSWORD, "again": PASSWORD}).status_code == 410


def test_an_address_that_somebody_else_typed_and_never_proved_is_in_nobodys_way(mails, client):
    make_user("wang", email="wang@example.org", email_verified=True)
    make_user("zhao", email="Wang@example.org")
    client.post(FORGOT, {"email": "wang@example.org"})
    job = Job.objects.get()
    mail_reset_link(job.pk)
    assert job.arguments["user"] == User.objects.get(username="wang").pk
    assert [message.to for message in mails] == [["wang@example.org"]]


def test_an_address_that_was_never_proved_gets_no_link(mails, client):
    user = make_user("wang", email="wang@example.org")
    client.post(FORGOT, {"email": "wang@example.org"})
    mail_reset_link(Job.objects.get().pk)
    assert mails == []
    assert not Invitation.objects.exists()
    assert make_reset_mail(by=MACHINE, user=user.pk) is None


def test_without_mail_the_page_names_the_clerk_only(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    body = client.get(FORGOT).content.decode()
    assert "工作人员" in body
    assert 'name="email"' not in body


def test_a_link_handed_over(client):
    user = make_user()
    make_person(user=user)
    door = f"/accounts/reset/{reset_by_clerk(by=MACHINE, user=user)}/"
    assert "错误：" in client.post(door, {"password": "short", "again": "short"}).content.decode()
    assert client.post(door, {"password": NEW, "again": NEW}).status_code == 302


def test_an_invitation_opens_an_account(client):
    person = make_person("王示范", phone="13800000000")
    make_holding(person)
    door = f"/join/{invite_person(by=MACHINE, person=person)}/"
    assert "王示范" in client.get(door).content.decode()
    answer = client.post(door, {"username": "wang", "password": NEW, "again": NEW})
    assert answer.headers["Location"] == "/accounts/login/"
    login = {"login": "13800000000", "password": NEW}
    assert client.post("/accounts/login/", login).headers["Location"] == "/me/start/"


@pytest.mark.parametrize("door", ["/join/{}/", "/accounts/reset/{}/"])
@pytest.mark.parametrize("token", ["x", "𠮷" * 50, "%00", "a" * 3000])
def test_a_link_that_was_never_made(client, door, token):
    answer = client.get(door.format(token))
    assert answer.status_code == 410
    assert "错误" not in answer.content.decode()


def test_links_are_not_tried_without_end(client):
    user = make_user()
    make_person(user=user)
    door = f"/accounts/reset/{reset_by_clerk(by=MACHINE, user=user)}/"
    answers = [client.post(door, {"password": "short", "again": "short"}) for _ in range(21)]
    assert [answer.status_code for answer in answers] == [200] * 20 + [429]
