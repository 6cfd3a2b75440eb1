"""Whatever is typed is answered beside its field, and stays; nothing breaks."""

import html

import pytest

from residents.models import Need
from tests.factories import make_need, make_place, make_town
from tests.needs.asking import check_page, raised_by

pytestmark = pytest.mark.django_db

HTML = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
HOSTILE = {
    "empty": "",
    "spaces": "  　 \n",
    "html": HTML,
    "emoji": "👵🏽🔦👨‍👩‍👧",
    "rare Han": "𠮷野家旁边𪚥",
    "right to left": "\u202egnp.exe\u2066",
    "megabyte": "长" * 350_000,
    "nul": "a\x00b",
    "nul only": "\x00",
    "surrogate": "a\ud800b".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "sql": "'; DROP TABLE residents_need; --",
    "format": "%s%n{0}{{ 7|add:7 }}{% csrf %}",
    "number": "9" * 400,
    "digits of elsewhere": "١٢٣٤٥٦٧٨٩٠١",
}
PAGES = [
    ("/needs/new/", "words", {}),
    ("/needs/new/", "category", {"words": "路灯"}),
    ("/needs/new/where/", "place", {}),
    ("/needs/new/where/", "spot", {"place": "PLACE"}),
    ("/needs/new/contact/", "phone", {}),
    ("/needs/new/contact/", "name", {}),
    ("/needs/track/", "number", {"code": "ABCDEFGH"}),
    ("/needs/track/", "code", {"number": "2611-0001"}),
]


@pytest.fixture
def village():
    return make_place(parent=make_town())


@pytest.mark.parametrize(("address", "name", "others"), PAGES, ids=lambda v: str(v)[:20])
def test_hostile_values(client, village, address, name, others):
    check_page(client, village)
    others = {k: village.pk if v == "PLACE" else v for k, v in others.items()}
    for kind, value in HOSTILE.items():
        answer = client.post(address, {**others, name: value})
        assert answer.status_code in {302, 422, 429}, kind
        page = answer.content.decode()
        if answer.status_code == 422:
            assert f'id="id_{name}_error"' in page or 'class="errors"' in page, kind
            assert name in {"place", "category"} or kept(value) in page, f"{kind}: it stays"
        assert HTML not in page


def kept(value):
    """How a value stands in a page."""
    return html.escape(value.strip(), quote=True)


def test_words_come_back_as_they_were_said(client, village):
    for value in HOSTILE.values():
        value = value[:300]
        if not value.strip() or "\x00" in value:
            continue
        need = raised_by(client, village, words=value, name=value[:20])
        assert need.words == value.strip()
        page = client.get(f"/needs/{need.number}/").content.decode()
        assert kept(value) in page
        assert HTML not in page


def test_a_hostile_rating(client, village):
    need = raised_by(client, village)
    for value in HOSTILE.values():
        for fields in ({"verdict": value}, {"verdict": "not_satisfied", "words": value}):
            Need.objects.filter(pk=need.pk).update(state="answered")
            answer = client.post(f"/needs/{need.number}/rate/", fields)
            assert answer.status_code in {302, 409, 422}


@pytest.mark.parametrize("name", ["q", "village", "kind", "stage", "before"])
def test_a_hostile_address_of_the_list(client, village, name):
    make_need(public=True, place=village)
    for value in HOSTILE.values():
        assert client.get("/needs/", {name: value[:3000]}).status_code == 200


@pytest.mark.parametrize(
    "path", ["0000-0000", "2611-000000", "9999-999999", "2611-0001/photos/99999999999"]
)
def test_a_number_that_is_not_there(client, path, village):
    assert client.get(f"/needs/{path}/").status_code == 404
