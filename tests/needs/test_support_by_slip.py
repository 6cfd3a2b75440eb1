"""Supporting a need without an account: with number and code of a slip of one's own."""

import pytest
from django.test import Client

from foundation.crypto.keys import digest
from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused
from residents.actions import supporting
from residents.models import Need, Support
from tests.factories import by, make_clerk, make_need, make_person, make_place, make_town, make_user
from tests.races import race, without_constraint

pytestmark = pytest.mark.django_db
PHONE = "13800000005"
ACCOUNT = ("登录", "账号", "/accounts/login/")


@pytest.fixture
def need():
    return make_need(public=True, place=make_place(parent=make_town()), state="accepted")


@pytest.fixture
def own(need):
    """A need that the visitor has raised before, and its slip."""
    return make_need("示范的另一件事", place=need.place, reporter_phone=PHONE)


def tap(need, number, code, **fields):
    said = {"number": number, "code": code, **fields}
    return Client().post(f"/needs/{need.number}/support/", said)


def standing(need):
    return need.supports.filter(withdrawn_at=None).count()


def test_a_visitor_is_offered_slip_and_telephone_and_no_log_in(need, settings):
    page = Client().get(f"/needs/{need.number}/").content.decode()
    part = page.partition('id="support"')[2].partition("</section>")[0]
    assert 'name="number"' in part
    assert 'name="code"' in part
    assert f'href="tel:{settings.TOWN["help"]["telephone"]}"' in part
    assert not [word for word in ACCOUNT if word in part]
    english = Client().get(f"/en/needs/{need.number}/").content.decode()
    assert "raised yourself and left a telephone number with" in english


def test_whoever_opened_her_own_need_is_not_asked_to_support_it(need):
    page, browser = f"/needs/{need.number}/", Client()
    browser.post("/needs/track/", {"number": need.number, "code": need.code})
    shown = browser.get(page).content.decode()
    assert "您的原话" in shown
    assert "附议" not in shown
    assert "附议" in Client().get(page).content.decode()


def test_number_and_code_of_an_own_slip_count_once_and_are_taken_back(need, own):
    answer = tap(need, own.number, own.code.lower())
    assert answer["Location"] == f"/needs/{need.number}/"
    kept = Support.objects.get()
    assert (kept.person, kept.entered_by) == (None, None)
    assert PHONE not in kept.phone_digest
    again = tap(need, own.number, own.code)
    assert again.status_code == 409
    assert "每人一次" in again.content.decode()
    assert standing(need) == 1
    assert tap(need, own.number, own.code, take_back="1").status_code == 302
    assert standing(need) == 0
    assert tap(need, own.number, own.code, take_back="1").status_code == 409
    assert tap(need, own.number, own.code).status_code == 302
    verbs = Entry.objects.filter(verb__startswith="need.support").values_list("verb", flat=True)
    assert list(verbs) == ["need.supported", "need.support_ended", "need.supported"]


@pytest.fixture
def nameless(need):
    """The slip of a need that was raised without account and number."""
    return make_need("示范的另一件事", place=need.place, reporter_phone="")


def test_a_slip_without_a_number_counts_nobody_and_says_how_else(need, nameless):
    answer = tap(need, nameless.number, nameless.code)
    assert answer.status_code == 409
    page = answer.content.decode()
    beside_number = page.partition('id="id_number_error"')[2].partition("</p>")[0]
    assert "没有留电话" in beside_number
    assert "我们替您登记" in beside_number
    assert f'value="{nameless.number}"' in page
    assert not Support.objects.exists()


def test_what_was_once_said_with_a_slip_alone_can_be_taken_back(need, nameless):
    mark = digest(nameless.code, supporting.SLIP_LABEL)
    need.supports.create(slip_digest=mark)
    assert tap(need, nameless.number, nameless.code, take_back="1").status_code == 302
    assert standing(need) == 0
    assert tap(need, nameless.number, nameless.code).status_code == 409
    assert standing(need) == 0


def test_one_human_is_not_counted_by_slip_and_by_window_or_account(need, own):
    clerk = by(make_clerk(place=need.place)[0])
    supporting.support_need(by=clerk, need=need, phone=PHONE, on_behalf=True)
    assert tap(need, own.number, own.code).status_code == 409
    supporting.end_support(by=clerk, need=need, phone=PHONE, on_behalf=True)
    person = make_person("陈示范", user=make_user(), phone=PHONE)
    supporting.support_need(by=by(person.user), need=need)
    assert tap(need, own.number, own.code).status_code == 409
    assert standing(need) == 1


def test_the_slip_of_an_account_is_the_account(need):
    person = make_person("陈示范", user=make_user())
    own = make_need("示范的另一件事", place=need.place, reporter=person)
    assert tap(need, own.number, own.code).status_code == 302
    assert Support.objects.get().person == person
    with pytest.raises(Refused):
        supporting.support_need(by=by(person.user), need=need)


def test_the_slip_of_another_need_of_the_same_account_is_that_account_too(need):
    person = make_person("陈示范", user=make_user())
    own = make_need("示范的另一件事", place=need.place, reporter=person)
    Need.objects.filter(pk=need.pk).update(reporter=person)
    assert tap(need, own.number, own.code).status_code == 409
    assert not Support.objects.exists()


def test_whoever_raised_it_is_counted_already_whichever_slip_is_shown(need, own):
    answer = tap(need, need.number, need.code)
    assert answer.status_code == 409
    assert "提出" in answer.content.decode()
    other = make_need(public=True, place=need.place, state="accepted", reporter_phone=PHONE)
    assert tap(other, own.number, own.code).status_code == 409
    assert not Support.objects.exists()


@pytest.mark.parametrize(
    ("number", "code"),
    [("", ""), ("own", "AAAA2222"), ("2611-9999", "own"), ("x", "\x00"), ("1", "2")],
)
def test_a_wrong_slip_counts_nothing_and_says_so(need, own, number, code):
    answer = tap(need, number.replace("own", own.number), code.replace("own", own.code))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "错误：" in page
    assert "<details open>" in page
    assert not Support.objects.exists()


def test_this_is_no_second_way_to_guess_a_code(need, own):
    for _n in range(5):
        assert tap(need, own.number, "AAAA2222").status_code == 422
    assert tap(need, own.number, own.code).status_code == 429
    track = Client().post("/needs/track/", {"number": own.number, "code": own.code})
    assert track.status_code == 429


def test_a_code_that_is_no_slip_is_refused_by_the_action(need):
    with pytest.raises(NotAllowed):
        supporting.support_need(by=by(), need=need, code="AAAA2222")
    with pytest.raises(NotAllowed):
        supporting.support_need(by=by(), need=need)


@pytest.fixture
def unguarded(transactional_db):
    """Without what the database enforces."""
    with without_constraint("support_once_per_phone", Support):
        yield


def twenty_taps():
    place = make_place(parent=make_town())
    need = make_need(public=True, place=place, state="accepted")
    code = make_need("另一件事", place=place, reporter_phone=PHONE).code
    say = supporting.support_need
    outcomes = race(20, lambda _number: say(by=by(), need=need, code=code))
    assert [one for one in outcomes if not isinstance(one, Support | Refused)] == []
    return standing(need)


@pytest.mark.django_db(transaction=True)
def test_twenty_taps_with_one_slip_are_one(figure):
    counted = twenty_taps()
    assert counted == 1
    figure(f"twenty taps with a slip: {counted}", bound="1")


@pytest.mark.django_db(transaction=True)
def test_control_without_the_guard_they_are_more(unguarded, control):
    counted = twenty_taps()
    assert counted > 1
    control(f"twenty taps with a slip: {counted}")
