"""The demo: loaded once into an empty database, marked as invented, alive in every queue."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from foundation.accounts.models import User
from foundation.actor import clock, visitor
from foundation.phones import is_phone
from foundation.record.models import Entry
from foundation.site.actions import mark
from foundation.site.models import Installation, InstallationKind
from gaoqiao import environment
from gaoqiao.demo.invention import MARK, PERSONAS, names, phone, totp_code, totp_secret
from residents.access.standing import footings
from residents.models import Holding, Need, Person, Place, Post, Referral, Residence, Support
from residents.roles import ROLES
from residents.stages import NeedState
from tests.town.small import small_profile

PASSWORD = "ten demo parcels on the bridge"


@pytest.fixture(autouse=True)
def _small_town(settings, tmp_path):
    """The town's own list is enough."""
    settings.TOWN_PROFILE = small_profile("gaoqiao", tmp_path)
    settings.TOWN = environment.town(settings.TOWN_PROFILE)
    settings.DEMO_PASSWORD = PASSWORD


@pytest.fixture
def demo(db):
    """The loaded demo, and what the command said."""
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


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
    assert Need.objects.count() == 40
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
        assert moments[0] >= now - timedelta(days=60)


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


@pytest.mark.django_db
def test_no_codes_without_a_demo():
    with pytest.raises(CommandError):
        call_command("demo_code")


@pytest.mark.django_db
@pytest.mark.parametrize("record", ["person", "user", "real", "entry"])
def test_it_refuses_a_database_with_real_records(record):
    if record == "person":
        Person.objects.create(name="某人")
    elif record == "user":
        User.objects.create(username="somebody")
    elif record == "real":
        mark(by=clock("test"), kind=InstallationKind.REAL)
    else:
        Entry.objects.create(
            actor_kind=visitor().kind, channel="web", verb="need.raised", subject_label="x.y"
        )
    before = Entry.objects.count()
    with pytest.raises(CommandError):
        call_command("demo")
    assert not Place.objects.exists()
    assert Entry.objects.count() == before


@pytest.mark.django_db
def test_it_wants_a_password(settings):
    settings.DEMO_PASSWORD = ""
    with pytest.raises(CommandError, match="DEMO_PASSWORD"):
        call_command("demo")
    assert not Place.objects.exists()


def test_names_and_numbers_are_invented_and_different():
    assert len(set(names(150))) == 150
    assert all(MARK in name for name in names(150))
    assert is_phone(phone(1))
    assert phone(9999) == "057400009999"


def test_codes_are_those_of_the_standard():
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # RFC 6238, appendix B, last six digits
    assert [totp_code(secret, at) for at in (59, 1111111109, 20000000000)] == [
        "287082",
        "081804",
        "353130",
    ]


def test_another_installation_has_other_secrets():
    assert totp_secret("one", "town") != totp_secret("two", "town")
    assert totp_secret("one", "town") != totp_secret("one", "village")
    assert settings.SECRET_KEY not in totp_secret(settings.SECRET_KEY, "town")
