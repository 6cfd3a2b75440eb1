"""Another town: its doors answer as the tables say, and nothing of the first town is on them."""

import re
from datetime import UTC, datetime

import pytest
from django.conf import settings

from foundation.actor import clock
from foundation.site.models import QuotedFigure
from gaoqiao import environment
from gaoqiao.actions.towns import init_town
from gaoqiao.demo.actions.bodies import PUBLISHED_VILLAGE
from gaoqiao.demo.actions.listings import content, quote_figures
from gaoqiao.demo.cast import Cast
from gaoqiao.demo.queries import published_place
from tests import other_towns
from tests.town.other_doors import doors_of, knock_at
from tests.town.small import small_profile

HENGJIE = settings.BASE_DIR / "profiles/hengjie/profile.toml"
ONE_IN = 35


@pytest.mark.sqlite
def test_the_doors_of_another_town():
    doors = doors_of(HENGJIE, one_in=ONE_IN)
    assert len(doors) >= 15
    assert not any("workshops" in door for door in doors)  # its profile has no workshops
    done = knock_at(HENGJIE, one_in=ONE_IN)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(rf"\b{len(doors) + 2} passed", done.stdout), done.stdout


def test_a_word_of_another_town_is_seen(settings, control):
    settings.TOWN = environment.town(HENGJIE)
    assert other_towns.named_in("横街镇，330203101") == set()
    found = other_towns.named_in("高桥社区 330203100004")
    assert found == {"高桥", "330203100"}
    control(f"{len(found)} words of the other town on a page: named")
    assert other_towns.named_in("Gaoqiao Community") == {"Gaoqiao"}


@pytest.mark.django_db
@pytest.mark.parametrize(("town", "theirs"), [("gaoqiao", True), ("hengjie", False)])
def test_what_was_published_of_one_town_is_not_shown_of_another(town, theirs, tmp_path):
    path = small_profile(town, tmp_path)
    profile = environment.town(path)
    place = init_town(
        by=clock("init_town"),
        profile=profile,
        place_list=(path.parent / profile["place"]["list"]).read_bytes(),
    )
    cast = Cast(by=clock("demo"), now=datetime(2026, 11, 23, tzinfo=UTC), password="", town=place)
    real = [row["real"] for row in content("listings.toml")["listings"] if "real" in row]
    assert len(real) == 3
    for code in (PUBLISHED_VILLAGE, *real):
        assert (published_place(place, code) is not None) is theirs
    quote_figures(cast)
    assert QuotedFigure.objects.exists() is theirs
