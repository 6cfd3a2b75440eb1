"""The demo: loaded once into an empty database, marked as invented, alive in every queue."""

from datetime import timedelta
from io import StringIO

from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.utils import timezone

from committees.models import Meeting
from foundation.accounts.models import User
from foundation.record.models import Entry
from foundation.site.models import Installation, InstallationKind
from gaoqiao.demo.invention import MARK, PERSONAS
from residents.access.standing import footings
from residents.models import (
    Holding,
    Need,
    Organization,
    Person,
    Place,
    Post,
    Referral,
    Residence,
    Support,
)
from residents.roles import ROLES
from residents.stages import NeedState
from residents.windows import Window
from services.models import Listing
from services.queries.measured import running
from tests.demo import PASSWORD
from workshops.models import Workshop


def test_a_village_comes_alive(demo, client):
    assert Installation.objects.get().kind == InstallationKind.DEMO
    village = Place.objects.get(name="示范村")
    assert village.code is None
    assert Place.objects.counted().filter(level="village").count() == 59
    assert 140 <= Person.objects.count() <= 160
    assert set(Need.objects.values_list("place", flat=True)) == {village.pk}
    assert set(Need.objects.values_list("state", flat=True)) == set(NeedState.values)
    assert Need.objects.published().count() >= 8
    assert Need.objects.overdue().exists()
    assert Need.objects.filter(round=2).exists()
    assert Need.objects.count() == 42
    assert {"sent", "taken", "answered", "returned"} <= set(
        Referral.objects.values_list("state", flat=True)
    )
    late = Referral.objects.filter(state="sent", due_on__lt=timezone.localdate())
    assert late.exists()
    assert Support.objects.filter(entered_by=None).exists()
    assert Support.objects.exclude(entered_by=None).count() >= 20
    _times_lie_before_now()
    _everybody_is_invented()
    _personas_hold_their_posts()
    _nothing_went_past_the_acts()


def _times_lie_before_now():
    now = timezone.now()
    assert not Need.objects.filter(created_at__gt=now).exists()
    assert not Need.objects.filter(steps__at__gt=now).exists()
    for need in Need.objects.all():
        moments = list(need.steps.order_by("pk").values_list("at", flat=True))
        assert moments == sorted(moments)
        behind_a_workshop = Workshop.objects.filter(need=need).exists()
        assert moments[0] >= now - timedelta(days=220 if behind_a_workshop else 60)


def test_two_workshops_come_from_a_need_and_both_pages_say_so(demo, client):
    found = Workshop.objects.exclude(need=None).order_by("pk")
    assert [one.need.public_title for one in found] == [
        "希望有能领回家做的活",
        "希望学直播卖本地果蔬",
    ]
    for one in found:
        page = client.get(f"/workshops/{one.slug}/").content.decode()
        assert f'href="/needs/{one.need.number}/"' in page
        thread = client.get(f"/needs/{one.need.number}/").content.decode()
        assert f'href="/workshops/{one.slug}/"' in thread
        assert one.need.answered_at.date() <= one.need.promised_on


def _everybody_is_invented():
    for person in Person.objects.all():
        assert MARK in person.name
        assert person.phone.startswith("05740000")
    assert {need.reporter_phone[:8] for need in Need.objects.all()} <= {"", "05740000"}


def _personas_hold_their_posts():
    for persona in PERSONAS:
        user = User.objects.get(username=persona.username)
        assert user.check_password(PASSWORD)
        held = {step.role for step in footings(user)}  # the partner's for two organisations
        assert held == ({persona.role} if persona.role else set())
        with_factor = Authenticator.objects.filter(user=user, type="totp").exists()
        assert with_factor == persona.staff
        assert persona.staff == (persona.role in ROLES and ROLES[persona.role].staff)
    assert {persona.role for persona in PERSONAS} - {""} == ROLES.keys()
    resident = Person.objects.get(user__username="resident")
    assert Residence.objects.filter(person=resident).exists()
    vacant = Post.objects.filter(role="village_clerk", holdings__isnull=True)
    assert vacant.count() == 3


def _nothing_went_past_the_acts():
    for verb, number in (
        ("person.created", Person.objects.count()),
        ("post.given", Holding.objects.count()),
        ("need.raised", Need.objects.count()),
        ("residence.verified", Residence.objects.count()),
    ):
        assert Entry.objects.filter(verb=verb).count() == number, verb


def test_again_it_changes_nothing(demo):
    before = (Entry.objects.count(), Need.objects.count(), Person.objects.count())
    out = StringIO()
    call_command("demo", stdout=out)
    assert out.getvalue() != demo
    assert (Entry.objects.count(), Need.objects.count(), Person.objects.count()) == before


def test_the_code_opens_the_staff_account(demo, client):
    out = StringIO()
    call_command("demo_code", stdout=out)
    listed = out.getvalue()
    assert PASSWORD in listed
    assert all(persona.username in listed for persona in PERSONAS)
    out = StringIO()
    call_command("demo_code", "village", stdout=out)
    code = out.getvalue().strip()
    assert len(code) == 6
    page = client.post("/accounts/login/", {"login": "village", "password": PASSWORD}, follow=True)
    assert not page.wsgi_request.user.is_authenticated
    page = client.post(page.redirect_chain[-1][0], {"code": code}, follow=True)
    assert page.wsgi_request.user.username == "village"


def test_what_began_before_is_counted_in_the_month_before(demo):
    """The brief of last month finds every service; a meeting is named by the month it was in."""
    first = timezone.localdate().replace(day=1)
    last_month = Window((Place.objects.get(name="示范村").path,), first - timedelta(days=1), first)
    assert running(last_month).count() == Listing.objects.filter(place__name="示范村").count() > 20
    named = Meeting.objects.filter(title__endswith="月共治委员会例会")
    assert named.count() == 4
    for meeting in named:
        assert meeting.title.startswith(f"{timezone.localtime(meeting.starts_at).month}月")


def test_english_pages_have_an_english_name_for_all_that_is_listed(demo):
    assert not Organization.objects.filter(name_en="").exists()
    assert not Post.objects.filter(title_en="").exists()
    assert not Listing.objects.filter(name_en="").exists()
    assert not Workshop.objects.filter(name_en="").exists()
