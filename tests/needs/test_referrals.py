"""A need sent to a department: both clocks, one open each, the thread, and who sees what."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from foundation.refusals import NotAllowed, Refused
from residents.access.needs import may_read_words, visible_needs
from residents.actions import answering, raising, referring, sorting
from residents.models import Notice, Referral
from residents.queries.queues import QUEUES
from residents.queries.referrals import clocked
from tests.factories import (
    by,
    make_category,
    make_clerk,
    make_holding,
    make_organization,
    make_person,
    make_place,
    make_post,
    make_referral,
    make_town,
    make_user,
)
from tests.factories.accounts import add_app, client_of
from tests.staff.scene import button, listing
from tests.staff.test_queues import counts

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ASKED, SAID = "请查一下线路。", "线路已经换好了。"


class Scene:
    """A village with a clerk, a need, and a department of the town with its officer."""

    def __init__(self):
        self.town = make_town()
        self.place = make_place(parent=self.town)
        self.user, self.holding = make_clerk(place=self.place)
        self.clerk = by(self.user)
        organization = make_organization("示范供电站", place=self.town, kind="department")
        self.post = make_post("department", "供电站经办人", organization=organization)
        self.officer = make_user()
        make_holding(make_person(user=self.officer), self.post, since=MONDAY - timedelta(days=9))
        for user in (self.user, self.officer):
            add_app(user)
        self.need = self.accepted()

    def accepted(self, *, publish=True):
        need = raising.raise_need(
            by=by(), words="灯不亮，我是李大妈", place=self.place, phone="13800000001", now=MONDAY
        )
        return sorting.accept_need(
            by=self.clerk,
            need=need,
            category=make_category(),
            title="路灯不亮",
            sentence="桥东路灯不亮。",
            publish=publish,
            now=MONDAY,
        )

    def refer(self, need=None, *, now=MONDAY, **fields):
        values = {"post": self.post, "sentence": ASKED, "workdays": 3, **fields}
        return referring.refer_need(by=self.clerk, need=need or self.need, now=now, **values)


@pytest.fixture
def scene():
    return Scene()


def thread(client, need):
    return client.get(f"/needs/{need.number}/").content.decode()


def test_both_clocks_run_in_working_days(scene):
    referral = scene.refer()
    assert str(referral.due_on) == "2026-03-05"
    officer = by(scene.officer)
    referring.take_referral(by=officer, referral=referral, now=MONDAY + timedelta(days=2))
    referring.answer_referral(
        by=officer, referral=referral, sentence=SAID, now=MONDAY + timedelta(days=7)
    )
    assert (referral.state, referral.answer) == ("answered", SAID)
    (sent,) = clocked([referral], datetime(2026, 4, 1, tzinfo=UTC).date())
    assert (sent.waited, sent.worked, sent.late) == (2, 3, 2)
    kinds = list(scene.need.steps.values_list("kind", flat=True))
    assert kinds[-3:] == ["referred", "referral_taken", "referral_back"]


@pytest.mark.parametrize("taken", [True, False])
def test_the_clocks_stop_when_it_is_taken_back_or_the_need_ends(scene, taken):
    """On the seventh day of three working days; a month later nothing has grown."""
    need, later = scene.need, MONDAY + timedelta(days=7)
    referral = scene.refer()
    if taken:
        referring.take_back_referral(by=scene.clerk, referral=referral, sentence=SAID, now=later)
    else:
        answering.answer_need(by=scene.clerk, need=need, sentence=SAID, now=later)
        referral.refresh_from_db()
    assert (referral.state, referral.ended_at) == ("ended", later)
    (sent,) = clocked([referral], datetime(2026, 4, 1, tzinfo=UTC).date())
    assert (sent.waited, sent.worked, sent.late, sent.past) == (5, None, 2, True)


def test_an_answer_without_taking_it_up_stops_both(scene):
    referral = scene.refer()
    now = MONDAY + timedelta(days=1)
    referring.answer_referral(by=by(scene.officer), referral=referral, sentence=SAID, now=now)
    assert referral.taken_at == referral.answered_at == now


def test_everybody_reads_which_department_since_when_and_its_answer(scene):
    referral = scene.refer(now=timezone.now())
    page = thread(Client(), scene.need)
    assert "示范供电站" in page
    assert "协同办理" in page
    assert ASKED in page
    assert "超期" not in page.split("协同办理")[1].split("</p>")[0]
    Referral.objects.update(due_on=timezone.localdate() - timedelta(days=14))
    late = thread(Client(), scene.need).split("协同办理")[1].split("</p>")[0]
    assert "超期 10 个工作日" in late
    referring.answer_referral(by=by(scene.officer), referral=referral, sentence=SAID)
    page = thread(Client(), scene.need)
    assert SAID in page
    assert "协同办理" not in page


def test_a_department_sends_it_back_with_a_reason(scene):
    referral = scene.refer()
    with pytest.raises(Refused) as refused:
        referring.return_referral(by=by(scene.officer), referral=referral, reason=" ")
    assert refused.value.field == "reason"
    referring.return_referral(by=by(scene.officer), referral=referral, reason="归交通部门管。")
    assert referral.state == "returned"
    assert "归交通部门管。" in thread(Client(), scene.need)
    assert scene.refer().pk != referral.pk


def test_the_reporter_hears_and_so_do_the_posts(scene):
    referral = scene.refer()
    assert Notice.objects.filter(step__kind="referred", state="waiting", channel="call").exists()
    assert Notice.objects.filter(step__kind="referred", user=scene.officer).exists()
    make_holding(make_person(user=make_user()), referral.asked_by)
    referring.answer_referral(by=by(scene.officer), referral=referral, sentence=SAID)
    assert Notice.objects.filter(step__kind="referral_back", user=scene.user).exists()
    assert Notice.objects.filter(step__kind="referral_back", state="waiting").exists()


@pytest.mark.parametrize(("level", "reads"), [("public", False), ("words", True)])
def test_the_department_sees_what_it_was_granted_until_it_answers(scene, level, reads):
    need = scene.accepted(publish=False)
    assert not visible_needs(scene.officer).filter(pk=need.pk).exists()
    referral = scene.refer(need, level=level)
    assert visible_needs(scene.officer).filter(pk=need.pk).exists()
    assert may_read_words(scene.officer, need) == reads
    page = client_of(scene.officer).get(
        listing(Referral).replace("/referral/", f"/referral/{referral.pk}/change/")
    )
    assert ("李大妈" in page.content.decode()) == reads
    assert "13800000001" not in page.content.decode()
    referring.answer_referral(by=by(scene.officer), referral=referral, sentence=SAID)
    assert not visible_needs(scene.officer).filter(pk=need.pk).exists()
    assert not may_read_words(scene.officer, need)


def test_a_need_that_ends_asks_no_department_any_more(scene):
    referral = scene.refer()
    answering.answer_need(by=scene.clerk, need=scene.need, sentence="修好了。")
    referral.refresh_from_db()
    assert referral.state == "ended"
    with pytest.raises(Refused):
        referring.answer_referral(by=by(scene.officer), referral=referral, sentence=SAID)
    with pytest.raises(Refused):
        scene.refer()


def test_who_may_send_and_who_may_answer(scene):
    stranger = make_clerk(place=make_place("别村", parent=scene.town))[0]
    with pytest.raises(NotAllowed):
        referring.refer_need(
            by=by(stranger), need=scene.need, post=scene.post, sentence=ASKED, workdays=3
        )
    elsewhere = make_organization(place=make_town("另一镇"), kind="department")
    shop = make_organization(place=scene.town, kind="shop")
    for organization in (elsewhere, shop):
        post = make_post("department", organization=organization)
        with pytest.raises(Refused) as refused:
            scene.refer(post=post)
        assert refused.value.field == "post"
    referral = scene.refer()
    other = make_user()
    make_holding(make_person(user=other), make_post("department", organization=elsewhere))
    for user in (other, scene.user):
        with pytest.raises(NotAllowed):
            referring.answer_referral(by=by(user), referral=referral, sentence=SAID)


@pytest.mark.parametrize("workdays", [0, 61])
def test_the_term_is_one_to_sixty_working_days(scene, workdays):
    with pytest.raises(Refused) as refused:
        scene.refer(workdays=workdays)
    assert refused.value.field == "workdays"


def test_by_the_buttons_of_the_staff_pages(scene):
    clerk, officer = client_of(scene.user), client_of(scene.officer)
    fields = {"post": scene.post.pk, "sentence": ASKED, "workdays": 5, "level": "public"}
    assert clerk.post(button(scene.need, "refer"), fields).status_code == 302
    referral = Referral.objects.get()
    assert counts(officer.get("/admin/"))[f"{listing(Referral)}?queue=referred"] == 1
    assert scene.need.number in officer.get(f"{listing(Referral)}?queue=referred").content.decode()
    assert ASKED not in officer.get(listing(Referral)).content.decode(), "the day, not the words"
    assert officer.post(button(referral, "take"), {}).status_code == 302
    assert officer.get(button(referral, "take")).status_code == 404
    assert officer.post(button(referral, "answer"), {"sentence": SAID}).status_code == 302
    assert counts(officer.get("/admin/"))[f"{listing(Referral)}?queue=referred"] == 0
    assert "供电站" in clerk.get(f"/admin/residents/need/{scene.need.pk}/change/").content.decode()


def test_the_overdue_count_is_that_of_its_rows(scene):
    day = timezone.localdate()
    for ago in (-1, 0, 1, 5):
        make_referral(scene.accepted(), post=scene.post, due_on=day - timedelta(days=ago))
    make_referral(
        scene.accepted(),
        post=scene.post,
        due_on=day - timedelta(days=9),
        state="answered",
        taken_at=timezone.now(),
        answered_at=timezone.now(),
        answer=SAID,
    )
    address = f"{listing(Referral)}?queue=referrals_overdue"
    for user in (scene.user, scene.officer):
        client = client_of(user)
        assert counts(client.get("/admin/"))[address] == 2
        assert client.get(address).context["cl"].result_count == 2
    stranger = make_clerk(place=make_place("别村", parent=scene.town))[0]
    assert not QUEUES["referrals_overdue"].rows(stranger).exists()


def test_a_need_that_waits_for_a_department_is_not_to_be_assigned(scene):
    rows = QUEUES["to_assign"].rows
    assert scene.need in rows(scene.user)
    referral = scene.refer()
    assert scene.need not in rows(scene.user)
    referring.return_referral(by=by(scene.officer), referral=referral, reason="不归我们管。")
    assert scene.need in rows(scene.user)


def test_the_database_keeps_clocks_and_answers_in_order(scene):
    now = timezone.now()
    for wrong in (
        {"taken_at": now - timedelta(days=1), "asked_at": now},
        {"answered_at": now, "state": "answered", "answer": SAID},  # never taken
        {"taken_at": now, "state": "answered"},  # says nothing
        {"state": "sent", "taken_at": now, "answered_at": now, "answer": SAID, "asked_at": now},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_referral(scene.need, post=scene.post, **wrong)


def test_one_open_for_each_department_whatever_its_post(scene):
    scene.refer()
    second = make_post("department", organization=scene.post.organization)
    with pytest.raises(Refused) as refused:
        scene.refer(post=second)
    assert refused.value.field == "post"
    scene.need.refresh_from_db()
    elsewhere = make_organization(place=scene.place, kind="department")
    assert scene.refer(post=make_post("department", organization=elsewhere)).pk


def test_its_page_says_each_thing_once(scene):
    page = client_of(scene.officer).get(f"{listing(Referral)}{scene.refer().pk}/change/")
    for said in ("请部门办什么", ASKED, "答复期限"):
        assert page.content.decode().count(said) == 1, said
