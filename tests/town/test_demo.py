"""The demo command where it loads nothing: over real records, or without a password."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from foundation.accounts.models import User
from foundation.actor import clock, visitor
from foundation.phones import is_phone
from foundation.record.models import Entry
from foundation.site.actions import mark
from foundation.site.models import InstallationKind
from gaoqiao import environment
from gaoqiao.demo.invention import MARK, names, phone, totp_code, totp_secret
from residents.models import Person, Place
from tests.town.small import small_profile


@pytest.fixture(autouse=True)
def _small_town(settings, tmp_path):
    """The town's own list is enough."""
    settings.TOWN_PROFILE = small_profile("gaoqiao", tmp_path)
    settings.TOWN = environment.town(settings.TOWN_PROFILE)
    settings.DEMO_PASSWORD = "ten demo parcels on the bridge"


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
