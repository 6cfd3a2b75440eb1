"""Where staff stumbled: photos that were not shown, headings that said nothing, a choice of one."""

import pytest

from residents.models import Notice
from tests.factories import (
    make_call,
    make_holding,
    make_need,
    make_person,
    make_photo,
    make_place,
    make_post,
    make_town,
)
from tests.staff.scene import button, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def village():
    return make_place(parent=make_town())


def row_page(row, language=""):
    """The address of a row's page."""
    return f"{language}/admin/residents/{row._meta.model_name}/{row.pk}/change/"


def test_the_photos_stand_beside_the_words_for_who_may_read_them(village):
    need = make_need(place=village)
    make_photo(need)
    address = f"/needs/{need.number}/photos/0/"
    clerk = staff("village_clerk", village)[0]
    for page in (row_page(need), button(need, "accept")):
        assert f'<img src="{address}"' in clerk.get(page).content.decode(), page
    shown = clerk.get(address)
    assert b"".join(shown.streaming_content).startswith(b"\xff\xd8")
    overseer = staff("supervisor", village.parent)[0]
    page = overseer.get(row_page(need))
    assert page.status_code == 200
    assert address not in page.content.decode()


def test_the_need_leads_to_the_page_that_residents_see(village):
    need = make_need(place=village)
    clerk = staff("village_clerk", village)[0]
    page = clerk.get(row_page(need)).content.decode()
    assert f'<a href="/needs/{need.number}/">看居民看到的页面</a>' in page
    assert clerk.get(f"/needs/{need.number}/").status_code == 200


def test_a_call_is_headed_by_its_need(village):
    call = make_call(make_need(place=village))
    clerk = staff("village_clerk", village)[0]
    number = call.step.need.number
    for language, words in (("", f"给 {number} 打电话"), ("/en", f"Call about {number}")):
        page = clerk.get(row_page(call, language)).content.decode()
        assert page.count(words) >= 3, language  # title, crumb, heading
        assert call.key not in page
    asked = clerk.get(button(call, "call")).content.decode()
    assert f"给 {number} 打电话" in asked
    assert Notice.objects.get() == call


def test_the_only_row_that_fits_is_chosen_already():
    town = make_town()
    clerk = staff("town_clerk", town)[0]
    post = make_post("grid_worker", "第一网格网格员", place=make_place(parent=town))
    known = make_person("陈示范")
    make_holding(known, place=town)
    address = button(post, "give")
    one = f'name="person_pick" value="{known.pk}" checked'
    assert one in clerk.post(address, {"find": "person", "person": "陈"}).content.decode()
    assert one in clerk.post(address, {"person": "陈"}).content.decode()
    make_holding(make_person("陈二"), place=town)
    several = clerk.post(address, {"find": "person", "person": "陈"}).content.decode()
    assert several.count('name="person_pick"') == 3
    assert 'name="person_pick" value="" checked' in several
