"""Personal data is seen for a reason, by who may, and the record says who looked at what."""

import base64

import pytest
from django.core.exceptions import PermissionDenied

from foundation.record.models import Entry, Reading
from residents.actions.unmasking import unmask_reporter, unmask_words
from tests.factories import by, make_need, make_photo, make_place, make_town
from tests.staff.scene import button, staff

pytestmark = pytest.mark.django_db
WORDS, SPOT, WHY = "三号楼的路灯坏了，我叫王示范", "三号楼东门", "核查办理是否及时"
PHONE = "13800001234"


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def need(town):
    return make_need(
        WORDS,
        place=make_place(parent=town),
        spot=SPOT,
        reporter_phone=PHONE,
        reporter_name="王示范",
    )


def test_a_supervisor_reads_the_words_for_a_reason(town, need):
    client, user = staff("supervisor", town)
    row = client.get(f"/admin/residents/need/{need.pk}/change/").content.decode()
    assert WORDS not in row
    assert button(need, "words").rpartition("/move/")[2] in row
    asked = client.get(button(need, "words")).content.decode()
    assert WORDS not in asked
    refused = client.post(button(need, "words"), {"reason": "  "})
    assert refused.status_code == 409
    assert WORDS not in refused.content.decode()
    assert not Reading.objects.exists()
    page = client.post(button(need, "words"), {"reason": WHY})
    assert WORDS in page.content.decode()
    assert SPOT in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    looked = Reading.objects.get()
    assert (looked.reader, looked.field, looked.reason) == (user, "words", WHY)
    assert (looked.subject_label, looked.subject_key) == ("residents.need", str(need.pk))
    assert looked.holding == user.person.holdings.get().pk
    need.refresh_from_db()
    assert (need.state, need.revision) == ("raised", 0)


def test_the_photos_come_with_the_page_and_have_no_address(town, need):
    photo = make_photo(need)
    client, _user = staff("supervisor", town)
    page = client.post(button(need, "words"), {"reason": WHY}).content.decode()
    with photo.attachment.file.open("rb") as kept:
        assert base64.b64encode(kept.read()).decode() in page
    assert set(Reading.objects.values_list("field", flat=True)) == {"words", "photos"}
    assert client.get(f"/needs/{need.number}/photos/{photo.order}/").status_code == 404


def test_the_looks_stand_in_the_record_in_words(town, need):
    client, user = staff("supervisor", town)
    client.post(button(need, "words"), {"reason": WHY})
    client.post(button(need, "number"), {"reason": WHY})
    auditor, _user = staff("audit_admin", town)
    for prefix, words, number in (
        ("", "原话", "电话号码"),
        ("/en", "Words as", "Telephone number"),
    ):
        page = auditor.get(f"{prefix}/admin/foundation/reading/").content.decode()
        assert "residents.need" not in page
        for said in (
            words,
            number,
            WHY,
            user.username,
            f"{'Need' if prefix else '诉求'} {need.number}",
        ):
            assert said in page
        assert PHONE not in page
        assert WORDS not in page
    for text, found in ((need.number, 2), (str(need.pk), 0), (user.username, 2)):
        page = auditor.get("/admin/foundation/reading/", {"q": text})
        assert page.context["cl"].result_count == found, text


@pytest.mark.parametrize("role", ["village_clerk", "town_clerk", "office", "audit_admin"])
def test_who_does_not_oversee_the_place_has_no_such_button(town, need, role):
    client, user = staff(role, town)
    assert client.post(button(need, "words"), {"reason": WHY}).status_code == 404
    with pytest.raises(PermissionDenied):
        unmask_words(by=by(user), need=need, reason=WHY)
    assert not Reading.objects.exists()
    assert Entry.objects.get(verb="need.unmasked").result == "refused"


def test_a_supervisor_of_another_town_sees_nothing(need):
    client, user = staff("supervisor", make_town("另一示范镇"))
    assert client.post(button(need, "words"), {"reason": WHY}).status_code == 404
    for unmask in (unmask_words, unmask_reporter):
        with pytest.raises(PermissionDenied):
            unmask(by=by(user), need=need, reason=WHY)
