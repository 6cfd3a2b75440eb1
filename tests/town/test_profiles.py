"""A profile is checked with plain sentences, at start and before a town is made."""

import tomllib

import pytest
from django.conf import settings

from gaoqiao import environment
from gaoqiao.profile_check import problems

PROFILES = sorted((settings.BASE_DIR / "profiles").glob("*/profile.toml"))
GOOD = PROFILES[0].read_text(encoding="utf-8")

BAD = {
    "another code": ('code = "330203100"', 'code = "33020310"', "9 digits"),
    "no brand": ('name = "共创高桥"', 'name = ""', "[brand] needs name"),
    "a number for a name": ('name = "共创高桥"', "name = 7", "[brand] needs name"),
    "unknown table": ("[rules]", "[ruls]", "[ruls] is not a part"),
    "a list for a table": ("[help]", "[[help]]", "[help] must be a table"),
    "telephone": ('telephone = "0574-00000000"', 'telephone = "call us"', "telephone must be"),
    "province": ('"zhejiang"', '"atlantis"', "province must be one of"),
    "no place in a title": ('"{place}办事员"', '"办事员"', "must hold {place}"),
    "unknown module": ("services = true", "servics = true", "servics is not a module"),
    "module neither": ("services = true", 'services = "yes"', "true or false"),
    "workshops alone": (
        "services = true\nworkshops = true",
        "services = false\nworkshops = true",
        "workshops cannot be on",
    ),
    "office twice": ('key = "economy"', 'key = "services"', "twice"),
    "key in Chinese": ('key = "roads"', 'key = "道路"', "small letters"),
    "no deadline": ("workdays = 3", "workdays = 0", "workdays must be"),
    "endless deadline": ("workdays = 3", "workdays = 6000", "workdays must be"),
    "a yes for a deadline": ("workdays = 3", "workdays = true", "workdays must be"),
    "unknown office": ('office = "farming"', 'office = "fishing"', "no office 'fishing'"),
    "unknown hand-off": ('hand_off = "110"', 'hand_off = "911"', "hand_off must be"),
    "hand-off without number": ('telephone = "12388"', 'telephone = ""', "needs a telephone"),
    "text in one language": (
        'en = """\nThe site is built',
        'english = """\nThe site is built',
        "needs en",
    ),
}


def test_there_are_two_towns():
    assert [path.parent.name for path in PROFILES] == ["gaoqiao", "hengjie"]


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.parent.name)
def test_ours_have_no_problems(path):
    assert problems(tomllib.loads(path.read_text(encoding="utf-8"))) == []
    assert environment.town(path)["place"]["code"].startswith("330203")


@pytest.mark.parametrize(("old", "new", "said"), BAD.values(), ids=BAD)
def test_each_fault_is_named(old, new, said):
    assert old in GOOD
    found = problems(tomllib.loads(GOOD.replace(old, new, 1)))
    assert any(said in sentence for sentence in found), found


def test_an_empty_profile_names_all_it_needs():
    found = problems({})
    assert "[place] needs code" in found
    assert "[brand] needs name" in found


def test_the_start_stops_with_the_sentence(tmp_path):
    path = tmp_path / "profile.toml"
    path.write_text(GOOD.replace('"zhejiang"', '"atlantis"'), encoding="utf-8")
    with pytest.raises(SystemExit, match=r"TOWN_PROFILE.*province must be one of"):
        environment.town(path)
    path.write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(SystemExit, match="cannot be read"):
        environment.town(path)
