"""Whoever holds the post that has a need tells how it goes, and answers it, on the need's page."""

import pytest
from django.test import Client

from foundation.actor import visitor
from residents.actions import answering, raising, sorting
from residents.actions.tabling import table_need
from residents.models import Need
from tests.factories import by, make_category, make_clerk, make_place, make_town
from tests.factories.accounts import client_of
from tests.factories.committees import make_body

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    """A need that was assigned to a grid worker's post, and the browser of who holds it."""
    village = make_place(parent=make_town())
    worker, holding = make_clerk("grid_worker", place=village)

    class Scene:
        clerk = by(make_clerk(place=village)[0])
        other = client_of(make_clerk("grid_worker", place=village)[0])
        client = client_of(worker)
        need = raising.raise_need(by=visitor("a"), words="路灯坏了", place=village)

    sorting.accept_need(
        by=Scene.clerk,
        need=Scene.need,
        category=make_category(),
        title="路灯不亮",
        sentence="不亮。",
        post=holding.post,
    )
    Scene.address = f"/needs/{Scene.need.number}/"
    return Scene


def tell(scene, state, sentence, client=None):
    scene.need.refresh_from_db()
    said = {"state": state, "sentence": sentence, "revision": scene.need.revision}
    return (client or scene.client).post(scene.address + "progress/", said)


def kinds(scene):
    return list(scene.need.steps.values_list("kind", flat=True))


def test_the_desk_leads_there_and_nobody_else_is_offered_it(scene):
    assert f"{scene.address}#work" in scene.client.get("/desk/").content.decode()
    assert 'id="work"' in scene.client.get(scene.address).content.decode()
    for client in (scene.other, Client()):
        assert 'id="work"' not in client.get(scene.address).content.decode()
        assert tell(scene, "open", "来了。", client).status_code == 403
    assert scene.need.steps.last().kind == "assigned"


def test_the_first_word_begins_the_work_and_the_answer_ends_it(scene):
    for state, sentence in (("open", "去看了。"), ("open", "灯订了。"), ("answered", "换好了。")):
        assert tell(scene, state, sentence).status_code == 302
    assert kinds(scene)[-3:] == ["started", "progress", "answered"]
    assert Need.objects.get().state == "answered"
    assert 'id="work"' not in scene.client.get(scene.address).content.decode()
    assert "路灯不亮" not in scene.client.get("/desk/").content.decode()


@pytest.mark.parametrize(
    ("state", "sentence", "field"),
    [("open", "", "sentence"), ("", "换好了。", "state"), ("answered", "灯" * 301, "sentence")],
)
def test_what_is_wrong_is_said_beside_the_field_and_kept(scene, state, sentence, field):
    answer = tell(scene, state, sentence)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in page
    assert sentence in page
    assert kinds(scene)[-1] == "assigned"


def test_of_two_answers_the_second_is_told(scene):
    need = Need.objects.get()
    answering.answer_need(by=scene.clerk, need=need, sentence="已经修了。")
    answer = tell(scene, "answered", "换好了。")
    assert answer.status_code == 409
    assert "已答复" in answer.content.decode()
    assert kinds(scene)[-1] == "answered"


def test_a_need_that_was_opened_again_is_marked_on_the_desk(scene):
    tell(scene, "answered", "换好了。")
    need = Need.objects.get()
    rated = {"verdict": "not_satisfied", "words": "还是黑的", "code": need.code}
    answering.rate_need(by=visitor("a"), need=need, **rated)
    assert "不满意，重新办理" in scene.client.get("/desk/").content.decode()
    assert "还是黑的" in scene.client.get(scene.address).content.decode()
    tell(scene, "open", "明天再来。")
    assert Need.objects.get().state == "under_way"


def test_news_leaves_a_need_before_the_body_that_talks_about_it(scene):
    body = make_body(place=scene.need.place)
    table_need(by=scene.clerk, need=scene.need, body=body.organization, question="怎么修？")
    assert tell(scene, "open", "灯已经看过了。").status_code == 302
    assert kinds(scene)[-1] == "progress"
    scene.need.refresh_from_db()
    assert scene.need.state == "tabled"
