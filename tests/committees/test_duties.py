"""How often bodies must meet and who they are made of: the rule held against what is on file."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from committees.actions.bodies import change_body
from committees.duties import Members, composition_faults, due_by, late_before
from committees.models import Body, Meeting
from committees.queries.duties import duties_of, overdue, with_meetings
from committees.rules import presets, rule_in_force
from foundation.refusals import Refused
from tests.factories import by, make_clerk, make_place, make_post, make_town
from tests.factories.accounts import add_app, client_of
from tests.factories.committees import make_body, make_officer, make_seat

DAY = date(2026, 11, 10)
ONE = timedelta(days=1)
HERE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("key", "last", "until"),
    [
        ("village_representatives", date(2026, 2, 10), date(2026, 6, 30)),
        ("village_representatives", date(2026, 12, 31), date(2027, 3, 31)),
        ("residents_representatives", date(2026, 6, 30), date(2026, 12, 31)),
        ("village_assembly", date(2026, 1, 1), date(2027, 12, 31)),
        ("village_group", date(2026, 1, 1), None),
    ],
)
def test_the_next_meeting_is_in_time_until_the_next_period_ends(key, last, until):
    assert due_by(rule_in_force(key, DAY), last) == until


@pytest.mark.parametrize("key", sorted(presets()))
@pytest.mark.parametrize("ago", [0, 30, 95, 185, 370, 740])
def test_late_is_who_met_before_the_period_before(key, ago):
    rule = rule_in_force(key, DAY)
    last, start = DAY - ago * ONE, late_before(rule, DAY)
    due = due_by(rule, max(last, rule.valid_from - ONE))
    assert (start is not None and last < start) == (due is not None and due < DAY)


def test_composition():
    rule = rule_in_force("village_representatives", DAY)
    assert composition_faults(rule, Members(30, 24, 10)) == []
    few = composition_faults(rule, Members(30, 23, 9))
    assert [(one.fact, one.has, one.least) for one in few] == [
        ("not_met", 23, 24),
        ("not_met", 9, 10),
    ]
    unsaid = composition_faults(rule, Members(30))
    assert [one.fact for one in unsaid] == ["unknown", "unknown"]
    branch = rule_in_force("party_branch_meeting", DAY)
    assert [one.fact for one in composition_faults(branch, Members(2))] == ["not_met"]
    assert composition_faults(branch, Members(3)) == []
    assert [one.fact for one in composition_faults(branch, Members())] == ["unknown"]


def met(body, day, **fields):
    """A meeting of a body on a day, as a plain row."""
    meeting = Meeting.objects.create(
        lead=body,
        title="例会",
        where="文化礼堂",
        starts_at=datetime.combine(day, time(19), tzinfo=HERE),
        called_by=make_post("chair", organization=body.organization),
        **fields,
    )
    meeting.bodies.add(body)
    return meeting


@pytest.fixture
def now():
    """Noon of the day."""
    return datetime.combine(DAY, time(12), tzinfo=HERE)


@pytest.fixture
def body(db):
    """The representatives of a village, who meet each quarter."""
    one = make_body(
        "village_representatives", place=make_place(parent=make_town()), name="示范村民代表会议"
    )
    make_officer("chair", one)
    return one


def standing(now):
    """Each body's duty, by the way that pages read it, and whether the queue holds it."""
    one = duties_of(with_meetings(Body.objects.all(), now), now)[0]
    assert one.late == overdue(Body.objects.all(), now).exists()
    return one


def test_late_in_the_queue_is_late_on_the_page(body, now):
    assert (standing(now).due, standing(now).last) == (None, None)  # nobody has ever sat on it
    seat = make_seat(body, since="2026-07-02")
    assert standing(now).due == date(2026, 12, 31)
    type(seat).objects.update(since="2026-07-01")
    assert standing(now).late  # the third quarter was whole, and it did not meet
    last = met(body, date(2026, 6, 30))
    assert standing(now).late
    Meeting.objects.filter(pk=last.pk).update(starts_at=now - timedelta(days=60))
    assert standing(now).due == date(2026, 12, 31)
    assert not standing(now).late
    Meeting.objects.filter(pk=last.pk).update(state="cancelled")
    assert standing(now).last is None
    assert standing(now).late
    met(body, date(2026, 11, 20))
    assert standing(now).ahead == date(2026, 11, 20)
    assert standing(now).late  # called, and not held yet


def test_a_rule_asks_nothing_of_the_time_before_it(body, now):
    Body.objects.update(preset="village_assembly")
    make_seat(body, since="2020-01-01")
    assert standing(now).due == date(2026, 12, 31)
    assert not standing(now).late
    assert standing(now + timedelta(days=60)).late


def test_a_body_without_a_rule_owes_nothing(body, now):
    make_seat(body, since="2020-01-01")
    Body.objects.update(preset="")
    one = standing(now)
    assert (one.every, one.due, one.faults, one.said, one.source) == ("", None, [], [], "")


@pytest.fixture
def clerk(body):
    """The town's clerk, in a browser."""
    town = body.organization.place.parent
    user, _person = make_clerk("town_clerk", place=town)[:2]
    add_app(user)
    return user


def test_the_clerks_first_screen_counts_what_its_list_holds(body, clerk):
    staff, far = client_of(clerk), timezone.localdate() - timedelta(days=800)
    town = body.organization.place.parent
    for number in range(3):
        late = make_body("village_representatives", place=make_place(parent=town))
        make_seat(late, since=far)
        if number == 0:
            met(late, timezone.localdate() - ONE)
    elsewhere = make_body("village_representatives", place=make_place(parent=make_town("邻镇")))
    make_seat(elsewhere, since=far)
    lines = staff.get("/admin/").context["queues"]
    line = next(one for one in lines if one.address.endswith("queue=meetings_overdue"))
    page = staff.get(line.address)
    assert line.number == page.context["cl"].result_count == 2
    assert line.late


def test_the_staff_page_says_what_is_due_and_what_lacks(body, clerk):
    staff = client_of(clerk)
    today = timezone.localdate()
    make_seat(body, since=today - timedelta(days=800))
    page = staff.get(f"/admin/committees/body/{body.pk}/change/").content.decode()
    assert "每季度至少开一次会" in page
    assert "第二十九条" in page
    assert "下次会议最迟应在" in page
    assert "已逾期" in page
    assert "代表人数没有登记，未能认定（应占五分之四以上）" in page
    form = {"revision": 0, "member_count": 30, "representatives": 23, "women_representatives": 10}
    address = f"/admin/committees/body/{body.pk}/move/change/"
    wrong = staff.post(address, {**form, "women_representatives": 24})
    assert wrong.status_code == 409
    assert "妇女代表人数不能多于代表人数" in wrong.content.decode()
    assert staff.post(address, form).status_code == 302
    page = staff.get(f"/admin/committees/body/{body.pk}/change/").content.decode()
    assert "代表现有23人，至少应有24人（五分之四以上）" in page
    assert "妇女代表现有" not in page


def test_what_is_said_of_a_body_is_refused_beside_its_field(body):
    keeper = by(make_clerk("town_clerk", place=body.organization.place.parent)[0])
    for numbers in (
        {"women_representatives": 1},
        {"representatives": 2, "women_representatives": 3},
    ):
        with pytest.raises(Refused) as refusal:
            change_body(by=keeper, body=body, revision=0, **numbers)
        assert refusal.value.field == "women_representatives"


def test_when_a_party_body_met_is_told_to_who_oversees_it(body, clerk):
    place = body.organization.place
    branch = make_body("party_branch", place=place, member_count=2)
    make_seat(branch, "party", since="2020-01-01")
    worker = make_clerk(place=place)[0]
    add_app(worker)
    address = f"/admin/committees/body/{branch.pk}/change/"
    assert "每季度至少开一次会" in client_of(clerk).get(address).content.decode()
    page = client_of(worker).get(address).content.decode()
    assert "每季度至少开一次会" not in page
    assert "成员现有2人，至少应有3人" in page


def test_the_chair_reads_it_at_the_desk_and_everybody_on_the_bodys_page(body, client):
    chair = client_of(make_officer("chair", body).user)
    make_seat(body, since=timezone.localdate() - timedelta(days=800))
    desk = chair.get("/desk/")
    page = desk.content.decode()
    assert desk.context["nav"]["to_do"]() == 1
    assert "已逾期" in page
    assert "代表人数没有登记" in page
    public = f"/committees/{body.organization.slug}/"
    assert "已逾期" in client.get(public).content.decode()
    assert "was due by" in client.get(f"/en{public}").content.decode()
    met(body, timezone.localdate() - ONE)
    desk = chair.get("/desk/")
    assert desk.context["nav"]["to_do"]() == 1  # the minutes of that meeting
    assert "已逾期" not in desk.content.decode()
    assert "下次会议最迟应在" in client.get(public).content.decode()
    secretary = client_of(make_officer("secretary", body).user)
    assert "下次会议最迟应在" not in secretary.get("/desk/").content.decode()


def test_nothing_of_a_party_body_is_said_in_public(body, client):
    branch = make_body("party_branch", place=body.organization.place, member_count=5)
    make_seat(branch, "party", since="2020-01-01")
    page = client.get(f"/committees/{branch.organization.slug}/").content.decode()
    assert "每季度至少开一次会" not in page
