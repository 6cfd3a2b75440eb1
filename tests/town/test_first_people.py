"""The first people of a town come in by a link that the command prints."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from foundation.actor import visitor
from foundation.site.models import Installation, InstallationKind
from residents.access.standing import footings
from residents.actions.invitations import accept_invitation
from residents.models import Person
from tests.town.small import small_profile

pytestmark = pytest.mark.django_db


@pytest.fixture
def invite(tmp_path):
    """Invite, and give the token in what the command prints."""
    profile = small_profile("gaoqiao", tmp_path)

    def command(role="town_clerk", name="钱示范"):
        out = StringIO()
        call_command("init_town", profile, "--invite", role, name, stdout=out)
        assert name in out.getvalue()
        return re.search(r"/join/([^/]+)/", out.getvalue())[1]

    return command


def test_by_link_to_the_rights_of_the_post(client, invite):
    token = invite()
    assert Installation.objects.get().kind == InstallationKind.REAL
    assert client.get(f"/join/{token}/").status_code == 200
    user = accept_invitation(
        by=visitor(), token=token, username="qian", password="a bridge of parcels"
    )
    assert [step.role for step in footings(user)] == ["town_clerk"]
    with pytest.raises(CommandError):
        invite(name="孙示范")
    assert Person.objects.count() == 1


def test_a_lost_link_is_made_anew_for_the_same_person(invite):
    first, second = invite(), invite()
    assert first != second
    assert Person.objects.count() == 1


def test_no_other_roles_and_no_demo_beside_real_people(settings, invite):
    with pytest.raises(CommandError, match="town_clerk"):
        invite(role="village_clerk")
    assert not Person.objects.exists()
    invite(role="security_admin")
    settings.DEMO_PASSWORD = "ten demo parcels"
    with pytest.raises(CommandError):
        call_command("demo")
    assert Person.objects.count() == 1
