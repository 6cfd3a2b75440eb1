"""`init_town` makes an empty town, again changes nothing, and knows no town by name."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone

from foundation.actor import visitor
from foundation.calendar.models import Holiday
from foundation.record.models import Entry
from foundation.refusals import NotAllowed
from foundation.site.models import Installation, SiteText
from gaoqiao import environment
from gaoqiao.actions.towns import init_town
from residents.models import NeedCategory, Organization, Place, Post
from tests.town.small import small_profile

pytestmark = pytest.mark.django_db


@pytest.fixture
def gaoqiao(tmp_path):
    """The profile of the first town."""
    return small_profile("gaoqiao", tmp_path)


@pytest.fixture
def hengjie(tmp_path):
    """The profile of another town."""
    return small_profile("hengjie", tmp_path)


def init(profile) -> str:
    """What the command says."""
    out = StringIO()
    call_command("init_town", profile, stdout=out)
    return out.getvalue()


def counts() -> dict[str, int]:
    """How many rows each of our tables has."""
    ours = [apps.get_app_config(name) for name in ("foundation", "residents")]
    return {model._meta.label: model.objects.count() for app in ours for model in app.get_models()}


def test_an_empty_town(gaoqiao):
    assert "高桥镇" in init(gaoqiao)
    town = Place.objects.get(code="330203100")
    assert Post.objects.filter(role="village_clerk", place__parent=town).count() == 29
    assert Post.objects.get(role="town_clerk").title == "镇便民服务窗口"
    for role in ("system_admin", "security_admin", "audit_admin", "supervisor"):
        assert Post.objects.get(role=role).place == town
    assert Post.objects.get(role="office", subject="building").title == "城镇建设办公室"
    assert Organization.objects.get().name == "宁波市海曙区高桥镇人民政府"
    assert Installation.objects.get().town_code == "330203100"
    assert not Place.objects.filter(code__isnull=True).exists()


def test_deadlines_routes_and_hand_offs(gaoqiao):
    init(gaoqiao)
    category = NeedCategory.objects.get(key="water")
    assert (category.workdays, category.route.subject, category.hand_off) == (3, "building", "")
    assert NeedCategory.objects.get(key="cleaning").route is None
    assert NeedCategory.objects.get(key="feedback").route.role == "town_clerk"
    numbers = dict(NeedCategory.objects.exclude(hand_off="").values_list("hand_off", "telephone"))
    assert numbers == {
        "110": "110",
        "119": "119",
        "120": "120",
        "12345": "12345",
        "petition": "12345",
        "discipline": "12388",
        "classified": "",
    }


def test_again_changes_nothing(gaoqiao):
    init(gaoqiao)
    before = counts()
    init(gaoqiao)
    assert counts() == before


def test_what_staff_changed_stays_theirs(gaoqiao):
    init(gaoqiao)
    NeedCategory.objects.filter(key="water").update(workdays=9)
    SiteText.objects.filter(key="about", language="en").update(text="Ours")
    init(gaoqiao)
    assert NeedCategory.objects.get(key="water").workdays == 9
    assert SiteText.objects.get(key="about", language="en").text == "Ours"


def test_another_town_needs_no_code(client, settings, hengjie):
    init(hengjie)
    town = Place.objects.get(code="330203101")
    assert Post.objects.filter(role="village_clerk", place__parent=town).count() == 30
    assert Installation.objects.get().town_code == "330203101"
    settings.TOWN = environment.town(hengjie)
    page = client.get("/").content.decode()
    assert "和美横街" in page
    assert "高桥" not in page


def test_one_database_may_hold_two_towns(gaoqiao, hengjie):
    init(gaoqiao)
    before = Place.objects.count()
    init(hengjie)
    assert Place.objects.count() == before
    assert Post.objects.filter(role="town_clerk").count() == 2
    assert Installation.objects.get().town_code == "330203100"


def test_a_bad_profile_writes_nothing(gaoqiao):
    text = gaoqiao.read_text(encoding="utf-8")
    gaoqiao.write_text(text.replace('"330203100"', '"330299999"', 1), encoding="utf-8")
    with pytest.raises(CommandError, match="330299999"):
        call_command("init_town", gaoqiao)
    assert sum(counts().values()) == 0
    gaoqiao.write_text(text.replace("[rules]", "[ruls]"), encoding="utf-8")
    with pytest.raises(CommandError, match="ruls"):
        call_command("init_town", gaoqiao)


def test_a_cluster_of_another_towns_village_is_refused(gaoqiao):
    cluster = '[[clusters]]\nslug = "east"\nname = "东片区"\nplaces = ["{}"]\n'
    text = gaoqiao.read_text(encoding="utf-8")
    gaoqiao.write_text(text + cluster.format("330203101200"), encoding="utf-8")
    with pytest.raises(CommandError, match="330203101200"):
        call_command("init_town", gaoqiao)
    gaoqiao.write_text(text + cluster.format("330203100200"), encoding="utf-8")
    call_command("init_town", gaoqiao)
    assert Place.objects.get(cluster_memberships__cluster__slug="east").name == "高桥村"


def test_only_at_the_machine(gaoqiao):
    with pytest.raises(NotAllowed):
        init_town(by=visitor(), profile=environment.town(gaoqiao), place_list=b"")
    assert Entry.objects.get().verb == "towns.init"


def test_the_holidays_of_this_year_are_there(gaoqiao):
    init(gaoqiao)
    assert Holiday.objects.filter(day=f"{timezone.localdate().year}-10-01", is_workday=False)
