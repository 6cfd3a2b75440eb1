"""Official names become the names on pages; the kind comes from the name, never from digits."""

import pytest

from residents.place_names import naming, place_keys


@pytest.mark.parametrize(
    ("official", "level", "name", "english", "kind"),
    [
        ("藕缆桥村村委会", "village", "藕缆桥村", "Oulanqiao Village", "village"),
        ("路林村委会", "village", "路林村", "Lulin Village", "village"),
        ("檀兴渔村委会", "village", "檀兴渔村", "Tanxingyu Village", "village"),
        ("和谐村", "village", "和谐村", "Hexie Village", "village"),
        ("高桥社区居委会", "village", "高桥社区", "Gaoqiao Community", "community"),
        ("海曙社区居民委员会", "village", "海曙社区", "Haishu Community", "community"),
        ("横街居委会", "village", "横街居委会", "Hengjie Community", "community"),
        ("环河居民委员会", "village", "环河居民委员会", "Huanhe Community", "community"),
        ("民乐村村委会", "village", "民乐村", "Minle Village", "village"),
        ("西坞林场生活区", "village", "西坞林场生活区", "", "other"),
        ("高桥镇", "town", "高桥镇", "Gaoqiao Town", "other"),
        ("西门街道", "town", "西门街道", "Ximen Subdistrict", "other"),
        ("余姚市", "district", "余姚市", "Yuyao City", "other"),
        ("西安市", "city", "西安市", "Xi'an City", "other"),
        ("𠮷村", "village", "𠮷村", "𠮷 Village", "village"),
    ],
)
def test_names_and_kind(official, level, name, english, kind):
    names = naming(official, level)
    assert (names.name, names.name_en, names.kind) == (name, english, kind)


def test_a_place_is_found_by_its_sound_and_initials():
    assert place_keys("民乐村") == ("minlecun", "mlc")
    assert place_keys("A3 小区") == ("a3xiaoqu", "axq")
