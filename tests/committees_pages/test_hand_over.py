"""An outcome is given to another post by the body or who approves; everybody reads why."""

import pytest
from django.db import IntegrityError, transaction

from committees.actions import approving, handing, meetings
from committees.actions.handing import hand_over
from committees.actions.outcomes import add_progress, end_outcome
from committees.models import Resolution
from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused, Stale
from foundation.revision.actions import update_revised
from residents.actions.posts import abolish_post
from residents.models import Notice
from tests.factories import by, make_holding, make_person, make_place, make_post, make_user
from tests.factories.accounts import add_app, client_of
from tests.factories.committees import make_minutes
from tests.races import race

pytestmark = pytest.mark.django_db
WHY = "网格员调走了"


def publish(scene):
    """An outcome on a need, public, with two posts: the one that has it, one that may get it."""
    scene.item = meetings.add_item(by=scene.chair, meeting=scene.meeting, tabling=scene.tabling)
    paper = make_minutes(scene.secretary, scene.meeting, post=scene.post)
    approving.submit_minutes(by=scene.secretary, minutes=paper)
    approving.publish_minutes(by=scene.approver, minutes=paper)
    scene.paper, scene.outcome = paper, scene.item.resolution
    scene.heir = make_post("village_clerk", place=scene.village, title="示范村办事员")
    scene.old, scene.new = make_user(), make_user()
    make_holding(make_person("钱示范", user=scene.old), scene.post)
    make_holding(make_person("吴示范", user=scene.new), scene.heir)
    return scene


@pytest.fixture
def handed(own_evening):
    """The outcome before it is handed over."""
    return publish(own_evening)


def give(scene, *, who=None, post=None, revision=0, sentence=WHY):
    """The outcome to the other post."""
    row = Resolution.objects.get(pk=scene.outcome.pk)
    post = post or scene.heir
    who = who or scene.secretary
    return hand_over(by=who, resolution=row, post=post, sentence=sentence, revision=revision)


def test_post_need_thread_record_and_date(handed):
    due = handed.outcome.due_on
    row = give(handed)
    assert (row.carrier, row.owner_post, row.due_on) == (handed.heir, handed.post, due)
    need = handed.tabling.need
    need.refresh_from_db()
    assert (need.owner_post, need.promised_on) == (handed.heir, due)
    words = f"由{handed.post.title}转交{handed.heir.title}：{WHY}"
    assert need.steps.last().sentence == words
    assert row.progress.get().sentence == words
    entry = Entry.objects.get(verb="outcome.handed_over")
    assert entry.values["carried_by"] == [handed.post.pk, handed.heir.pk]
    add_progress(by=by(handed.new), resolution=row, sentence="已经去看过。")
    with pytest.raises(NotAllowed):
        add_progress(by=by(handed.old), resolution=row, sentence="还是我来。")


def test_who_has_it_now_is_told_and_who_had_it_is_called_no_more(handed):
    waiting = Notice.objects.create(
        key=f"outcome:{handed.outcome.pk}:0:person:1:call",
        kind="outcome",
        organization=handed.body.organization,
        place=handed.village,
        about=f"meeting:{handed.meeting.pk}",
        person=make_person("郑示范"),
        channel=Notice.Channel.CALL,
    )
    give(handed)
    told = Notice.objects.filter(user=handed.new, kind="outcome", channel="inbox")
    assert told.get().address == f"/decisions/#outcome-{handed.outcome.pk}"
    waiting.refresh_from_db()
    assert waiting.state == Notice.State.OVERTAKEN
    give(handed, post=handed.post, revision=1, sentence="又回来了")
    assert Notice.objects.filter(user=handed.old, kind="outcome", channel="inbox").count() == 1
    give(handed, revision=2)
    assert told.count() == 2  # given to it a second time, it is told a second time


def test_the_pages_say_from_whom_to_whom_and_the_paper_stays(client, handed):
    give(handed)
    words = f"由{handed.post.title}转交{handed.heir.title}：{WHY}"
    for prefix in ("", "/en"):
        outcomes = client.get(f"{prefix}/decisions/").content.decode()
        assert words in outcomes
        assert f'<b lang="zh-Hans">{handed.heir.title}</b>' in outcomes
        thread = client.get(f"{prefix}/needs/{handed.tabling.need.number}/").content.decode()
        assert words in thread
    paper = client.get(f"/minutes/{handed.paper.pk}/").content.decode()
    sheet, _, beside = paper.partition("</article>")
    assert handed.post.title in sheet
    assert handed.heir.title not in sheet
    assert words in beside  # how it goes since is said beside it
    with pytest.raises(IntegrityError), transaction.atomic():
        Resolution.objects.update(owner_post=handed.heir)


def test_only_the_body_and_who_approves_hand_it_over(handed):
    stranger = by(make_user())
    for who in (by(handed.old), by(handed.new), handed.member, stranger):
        with pytest.raises(NotAllowed):
            give(handed, who=who)
    give(handed, who=handed.chair)
    give(handed, who=handed.approver, post=handed.post, revision=1)


def test_what_is_refused(handed):
    elsewhere = make_post("grid_worker", place=make_place(parent=handed.town))
    for post, field in ((handed.post, "post"), (elsewhere, "post")):
        with pytest.raises(Refused) as refusal:
            give(handed, post=post)
        assert refusal.value.field == field
    for sentence in (" ", "长" * 121):
        with pytest.raises(Refused) as refusal:
            give(handed, sentence=sentence)
        assert refusal.value.field == "sentence"
    with pytest.raises(Stale):
        give(handed, revision=7)
    row = Resolution.objects.get(pk=handed.outcome.pk)
    end_outcome(by=handed.chair, resolution=row, how="换好了。", revision=0)
    with pytest.raises(Refused):
        give(handed, revision=1)


def test_a_need_that_a_clerk_has_given_elsewhere_stays_there(handed):
    need, other = handed.tabling.need, make_post("grid_worker", place=handed.village)
    type(need).objects.filter(pk=need.pk).update(owner_post=other)
    give(handed)
    need.refresh_from_db()
    assert need.owner_post == other


def test_a_post_can_go_once_its_outcomes_are_handed_over(handed):
    handed.post.holdings.update(until="2026-01-02T00:00Z", since="2026-01-01T00:00Z")
    with pytest.raises(Refused) as refusal:
        abolish_post(by=handed.approver, post=handed.post)
    assert handed.outcome.text in refusal.value.message
    give(handed)
    assert abolish_post(by=handed.approver, post=handed.post).abolished_on


def test_at_the_desk_and_on_the_staff_page(handed):
    desk = client_of(handed.secretary.user)
    address = f"/desk/decisions/{handed.outcome.pk}/"
    assert f'href="{address}hand-over/"' in desk.get(address).content.decode()
    assert "hand-over" not in client_of(handed.old).get(address).content.decode()
    form = {"revision": 0, "post": "", "sentence": WHY}
    wrong = desk.post(f"{address}hand-over/", form)
    assert wrong.status_code == 422
    assert WHY in wrong.content.decode()
    assert desk.post(f"{address}hand-over/", {**form, "post": "9" * 20}).status_code == 422
    right = {**form, "post": handed.heir.pk}
    assert desk.post(f"{address}hand-over/", right).status_code == 302
    stale = {**right, "post": handed.post.pk}
    told = desk.post(f"{address}hand-over/", stale)
    assert told.status_code == 409
    again = {name: told.context["form"][name].value() for name in stale}
    assert again == stale | {"revision": "1", "post": str(handed.post.pk)}
    assert desk.post(f"{address}hand-over/", again).status_code == 302
    assert desk.post(f"{address}hand-over/", right | {"revision": 2}).status_code == 302
    add_app(handed.approver.user)
    staff = client_of(handed.approver.user)
    page = f"/admin/committees/resolution/{handed.outcome.pk}/"
    assert handed.heir.title in staff.get(f"{page}change/").content.decode()
    said = {"revision": 3, "post_pick": handed.post.pk, "sentence": "又回来了"}
    assert staff.post(f"{page}move/hand-over/", said).status_code == 302
    assert Resolution.objects.get(pk=handed.outcome.pk).carrier == handed.post


def both(scene):
    """Two hand it over at once, to two posts: what each got, and what is told."""
    posts = [scene.heir, make_post("village_clerk", place=scene.village, title="第二窗口")]
    people = [scene.chair, scene.secretary]
    outcomes = race(2, lambda n: give(scene, who=people[n], post=posts[n]))
    return sorted(type(one).__name__ for one in outcomes), scene.outcome.progress.count()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_hand_it_over_at_once_one_does(open_evening, figure):
    outcomes, told = both(publish(open_evening))
    assert (outcomes, told) == (["Resolution", "Stale"], 1)
    figure(f"an outcome given to two posts at once: {told} handed over", bound="1")


@pytest.mark.django_db(transaction=True)
def test_without_the_revision_both_would(open_evening, monkeypatch, control):
    def anyhow(row, *, expected, **fields):
        now = Resolution.objects.get(pk=row.pk).revision
        return update_revised(row, expected=now, **fields)

    monkeypatch.setattr(handing, "update_revised", anyhow)
    outcomes, told = both(publish(open_evening))
    assert (outcomes, told) == (["Resolution", "Resolution"], 2)
    control(f"an outcome given to two posts at once: {told} handed over")
