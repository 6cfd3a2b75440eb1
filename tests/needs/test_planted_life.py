"""The life of a need, and of an application for work, with planted values: what tables, sessions,
caches, logs, lists and errors hold of them."""

import logging
import re
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.test import Client

from foundation import near
from foundation.jobs.models import Job
from residents.actions import answering, sorting
from residents.models import Need
from tests import planted
from tests.factories import by, make_category, make_clerk, make_place, make_town, make_user
from tests.factories.workshops import make_opening, make_workshop
from tests.needs.asking import follow, raised_by
from workshops.models import Application

pytestmark = pytest.mark.django_db
NAME, PHONE, WORDS = (planted.VALUES[name] for name in ("name", "phone", "words"))
APPLICANT = [planted.VALUES[name] for name in ("applicant", "applicant-phone", "applicant-words")]
# What is the same for all is kept near at hand (`foundation.near`).
PUBLIC = ("/", "/needs/", "/services/", "/jobs/", "/committees/", "/search/?q=路灯")
ASKED = re.compile(r'q=[^"&]*')  # in the addresses of a page that was asked for


@pytest.fixture(scope="module")
def kept_life(keep):
    """A need raised, published, answered, refused by its reporter and answered again, by pages and
    acts, with everything that was logged on the way."""
    log = StringIO()
    handler = logging.StreamHandler(log)
    handler.addFilter(lambda entry: not entry.name.startswith("django.db.backends"))
    root, django = logging.getLogger(), logging.getLogger("django")  # which tells nothing upwards
    level = root.level
    root.setLevel(logging.DEBUG)
    for logger in (root, django):
        logger.addHandler(handler)
    try:
        need = keep(live)
    finally:
        root.setLevel(level)
        for logger in (root, django):
            logger.removeHandler(handler)
    return need, log.getvalue()


def live():
    village = make_place(parent=make_town())
    clerk = by(make_clerk(place=village)[0])
    client = Client()
    client.post("/needs/new/", {"words": ""})
    client.post("/needs/track/", {"number": "2611-0001", "code": PHONE})
    need = raised_by(client, village, words=WORDS, phone=PHONE, name=NAME)
    sorting.accept_need(
        by=clerk, need=need, category=make_category(), title="路灯不亮", sentence="桥东路灯不亮。"
    )
    answering.answer_need(by=clerk, need=need, sentence="灯换好了。")
    said = {"verdict": "not_satisfied", "words": planted.VALUES["rating"]}
    client.post(f"/needs/{need.number}/rate/", said)
    client.get(f"/needs/{need.number}/photos/7/")
    other = Client()
    other.post("/needs/new/", {"words": WORDS})  # a draft that stays
    other.post("/needs/new/contact/", {"phone": PHONE, "name": NAME})
    apply_for_work(village)
    need.refresh_from_db()
    return need


def apply_for_work(village):
    """Somebody applies, slips first, and follows it with a wrong code and the right one."""
    opening = make_opening(make_workshop(place=village))
    name, phone, words = APPLICANT
    client = Client()
    said = {"name": name, "phone": "1391111", "words": words}
    assert client.post(f"/jobs/{opening.pk}/apply/", said).status_code == 422
    said |= {"phone": phone, "consent": "on", "client_key": "c" * 32}
    assert client.post(f"/jobs/{opening.pk}/apply/", said, follow=True).status_code == 200
    application = Application.objects.get()
    for code in (phone, application.code):
        client.post("/jobs/track/", {"number": application.number, "code": code}, follow=True)


@pytest.fixture
def whole_life(db, kept_life):
    return kept_life


def test_tables_hold_them_only_where_they_belong(whole_life):
    assert list(planted.columns_with(PHONE)) == [], "numbers are stored encrypted"
    assert list(planted.columns_with(NAME)) == [], "so is what a reporter is called"
    assert list(planted.columns_with(whole_life[0].code)) == [], "and the look-up code"
    assert list(planted.columns_with(WORDS)) == ["residents_need.words"]
    assert list(planted.columns_with(planted.VALUES["rating"])) == ["residents_rating.words"]
    for value in (*APPLICANT, Application.objects.get().code):
        assert list(planted.columns_with(value)) == [], "nor does anybody read who applied for work"


def test_json_in_a_column_is_read_too(db):
    job = Job.objects.create(kind="tests.planted", key="planted", arguments={"name": NAME})
    assert list(planted.columns_with(NAME)) == [f"{job._meta.db_table}.arguments"]


def test_sessions_and_caches_hold_none(whole_life):
    clerk = Client()
    clerk.force_login(make_user())
    for client in (Client(), clerk):
        for address in PUBLIC:
            assert client.get(address).status_code == 200
    assert caches["near"]._cache, "something was kept"
    assert Session.objects.exists()
    for value in (*planted.VALUES.values(), whole_life[0].code):
        assert (planted.sessions_with(value), planted.kept_with(value)) == ([], [])


def test_control_sessions_and_caches_are_read(client):
    session = client.session
    session["name"] = NAME
    session.save()
    near.kept(lambda: [f"<p>{NAME}</p>"], "tests.planted")
    assert planted.sessions_with(NAME) == [session.session_key]
    assert planted.kept_with(NAME) == ["near"]


def test_nothing_of_them_is_logged(whole_life):
    need, log = whole_life
    assert f"/needs/{need.number}/photos/7/" in log, "the log was read"
    assert planted.values_in(log) == set()
    assert need.code not in log


def test_the_public_list_and_search_show_public_words_only(whole_life):
    need, _ = whole_life
    for address in ("/needs/", "/needs/?q=路灯", f"/needs/?q={WORDS}", f"/needs/?q={NAME}"):
        page = Client().get(address).content.decode().replace(f'value="{WORDS}"', "")
        page = page.replace(f'value="{NAME}"', "").replace(f"<span data-words>{WORDS}</span>", "")
        page = page.replace(f"<span data-words>{NAME}</span>", "")
        assert planted.values_in(ASKED.sub("", page)) == set(), address
    found = Client().get(f"/needs/?q={WORDS}").content.decode()
    assert need.number not in found, "nobody finds a need by its raw words"


@pytest.mark.parametrize("address", ["/needs/{}/", "/needs/{}/slip/", "/needs/{}/photos/0/"])
def test_error_pages_say_nothing(whole_life, address):
    need, _ = whole_life
    Need.objects.filter(pk=need.pk).update(public_at=None)
    answer = Client(raise_request_exception=False).get(address.format(need.number))
    assert planted.values_in(answer.content.decode()) == set()


def test_whoever_follows_by_the_slip_sees_words_and_no_number(whole_life):
    need, _ = whole_life
    client = Client()
    follow(client, need)
    page = client.get(f"/needs/{need.number}/").content.decode()
    assert WORDS in page
    assert PHONE not in page
    assert need.code not in page
