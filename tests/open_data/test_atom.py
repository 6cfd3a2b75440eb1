"""Our feeds against what RFC 4287 requires of a feed and of each entry (4.1.1, 4.1.2)."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from lxml import etree

from committees.models import Resolution
from tests.factories import make_user
from tests.open_data import making

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = {"/minutes.atom": making.minutes, "/decisions.atom": making.outcome}


def faults(feed):
    """A sentence for each thing that the RFC requires and the feed has not."""
    parts = [feed, *feed.findall(f"{ATOM}entry")]
    for part in parts:
        name = part.tag.removeprefix(ATOM)
        for once in ("id", "title", "updated"):
            found = part.findall(f"{ATOM}{once}")
            if len(found) != 1 or not (found[0].text or "").strip():
                yield f"{name}: {len(found)} of {once}, or an empty one"
            elif once == "id" and ":" not in found[0].text:
                yield f"{name}: {found[0].text} is no IRI"
            elif once == "updated" and not moment(found[0].text):
                yield f"{name}: {found[0].text} is no moment with its zone"
        links = [link.get("rel", "alternate") for link in part.findall(f"{ATOM}link")]
        wanted = "self" if part is feed else "alternate"
        if links.count(wanted) != 1:
            yield f"{name}: {links.count(wanted)} {wanted} links"
        if part is not feed and not part.findtext(f"{ATOM}author/{ATOM}name"):
            yield "entry: nobody wrote it"
    ids = [part.findtext(f"{ATOM}id") for part in parts]
    if len(set(ids)) < len(ids):
        yield "an id stands twice"


def moment(text):
    """An RFC 3339 moment; None for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def read(client, address):
    answer = client.get(address)
    assert answer["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(answer.content)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_has_all_that_is_required_of_it(client, prefix, address):
    empty = read(client, prefix + address)
    assert list(faults(empty)) == []
    for number in (1, 2):
        FEEDS[address](number)
    feed = read(client, prefix + address)
    assert len(feed.findall(f"{ATOM}entry")) == 2
    assert list(faults(feed)) == []
    (own,) = (link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self")
    assert own.get("href").endswith(prefix + address)
    newest = max(entry.findtext(f"{ATOM}updated") for entry in feed.findall(f"{ATOM}entry"))
    assert feed.findtext(f"{ATOM}updated") == newest


def test_an_outcome_that_moves_on_is_the_same_entry_and_newer(client):
    making.outcome(1)
    (before,) = read(client, "/decisions.atom").findall(f"{ATOM}entry")
    later = timezone.now() + timedelta(minutes=5)
    resolution = Resolution.objects.get()
    resolution.progress.create(
        sentence="到货了。", by=make_user(), post=resolution.owner_post, at=later
    )
    (after,) = read(client, "/decisions.atom").findall(f"{ATOM}entry")
    assert after.findtext(f"{ATOM}id") == before.findtext(f"{ATOM}id")
    assert after.findtext(f"{ATOM}updated") > before.findtext(f"{ATOM}updated")


@pytest.mark.parametrize("gone", ["id", "title", "updated", "link", "author"])
def test_what_is_taken_out_of_an_entry_is_named(client, gone):
    making.minutes(1)
    feed = read(client, "/minutes.atom")
    entry = feed.find(f"{ATOM}entry")
    for part in entry.findall(f"{ATOM}{gone}"):
        entry.remove(part)
    assert len(list(faults(feed))) == 1
