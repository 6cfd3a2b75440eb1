"""What gets another name is found by it, and by the old one no more, where others name it."""

import pytest

from foundation.jobs.models import Job
from foundation.record import actions as frame
from foundation.search import actions as search
from foundation.search.models import SearchDoc
from foundation.search.tasks import refresh_search
from residents.actions.organizations import change_organization, change_venue
from residents.actions.place_changes import rename_place
from tests.factories import by, make_clerk, make_organization, make_place, make_town, make_venue
from tests.factories.committees import make_body
from tests.factories.services import make_listing

pytestmark = pytest.mark.django_db
KIND = "foundation.refresh_search"


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def keeper(town):
    return by(make_clerk("town_clerk", place=town)[0])


def said():
    return {row.kind: f"{row.title} {row.summary}" for row in SearchDoc.objects.all()}


def carry():
    """What the worker does with the waiting job; the rows that it wrote."""
    waiting = Job.objects.get(kind=KIND, state="waiting")
    refresh_search(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == "done"
    return waiting.result["rows"]


def test_a_new_name_reaches_whatever_names_it(town, keeper):
    village, elsewhere = make_place("旧村", parent=town), make_place("别村", parent=town)
    firm, hall = make_organization("旧社", place=elsewhere), make_venue("旧堂", place=village)
    make_listing(place=village, provider=firm, venue=hall)
    make_listing("理发", place=elsewhere)
    body = make_body(place=village, name="旧会").organization
    search.reindex(["body", "listing"])
    before = dict(SearchDoc.objects.values_list("pk", "updated_at"))
    steps = [
        (lambda: rename_place(by=keeper, place=village, revision=0, name="新村"), "listing", "村"),
        (lambda: change_venue(by=keeper, venue=hall, revision=0, name="新堂"), "listing", "堂"),
        (
            lambda: change_organization(
                by=keeper, organization=firm, revision=0, name="新社", kind=firm.kind
            ),
            "listing",
            "社",
        ),
        (
            lambda: change_organization(
                by=keeper, organization=body, revision=0, name="新会", kind="body"
            ),
            "body",
            "会",
        ),
    ]
    SearchDoc.objects.filter(title="理发").update(kind="other")
    for rename, kind, word in steps:
        rename()
        assert f"旧{word}" in said()[kind]
        assert carry() == 1
        assert f"新{word}" in said()[kind]
        assert f"旧{word}" not in said()[kind]
    assert set(SearchDoc.objects.values_list("pk", flat=True)) == set(before)


def test_what_is_withdrawn_meanwhile_is_not_put_back(town, keeper):
    village = make_place("旧村", parent=town)
    make_listing(place=village)
    search.reindex(["listing"])
    rename_place(by=keeper, place=village, revision=0, name="新村")
    SearchDoc.objects.filter(kind="listing").delete()
    assert carry() == 0
    assert not SearchDoc.objects.exists()


def test_only_another_name_asks_for_it_and_only_when_it_is_kept(town, keeper):
    firm, hall = make_organization(place=town), make_venue(place=town)
    change_organization(
        by=keeper, organization=firm, revision=0, name=firm.name, kind=firm.kind, telephone="1"
    )
    change_venue(by=keeper, venue=hall, revision=0, capacity=30)

    @frame.action("places.rename_in_vain")
    def in_vain(*, by):
        rename_place(by=by, place=town, revision=0, name="新镇")
        raise ValueError("in vain")

    with pytest.raises(ValueError, match="in vain"):
        in_vain(by=keeper)
    assert not Job.objects.filter(kind=KIND).exists()
