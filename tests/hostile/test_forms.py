"""Every form of the portal, whatever is sent with it.

No answer of ours breaks, nothing is written when a form is refused, nothing that was typed is lost,
and no column is set that the form does not ask for. `make prove` (prove.py) sends thousands.
"""

import logging
from dataclasses import replace

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.template import Context, Template
from django.urls import path
from django.utils.safestring import mark_safe

from foundation.search.models import Synonym
from tests.doors import objects
from tests.doors.knock import Answer
from tests.hostile import table
from tests.hostile.filling import (
    all_harmful,
    as_meant,
    odd_words,
    stowing,
)
from tests.hostile.judging import KEPT_ANYWAY, Reply, send, takes, wrong_with
from tests.hostile.reading import Field, Form
from tests.hostile.scenes import forms_for
from tests.hostile.seen import DONE_ALREADY, GONE, UNSEEN, must_say, says, to_the_second
from tests.hostile.values import SCRIPT, VALUES, wire
from tests.hostile.watch import Written
from tests.personas import make_world

KEYS = {"client_key", "key"}  # by which a form that comes twice is known


@pytest.fixture(autouse=True)
def _refusals_unlogged(caplog):
    """Most answers refuse: to write each down takes as long again."""
    caplog.set_level(logging.CRITICAL, logger="django.request")


@pytest.fixture(scope="module")
def kept_world(keep):
    """A world with reports."""
    return keep(lambda: objects.with_reports(make_world()))


@pytest.mark.parametrize("row", [row for row in table.ROWS if table.in_turn(row.form)], ids=str)
def test_a_form_bears_whatever_is_sent(row, world):
    """It is taken as it is meant, without what was stowed away in it, and answered in its own words
    to what is strange or harmful."""
    client, faults = world.client(row.persona), []
    for form, answer in zip(forms_for(row, world, client), row.answers, strict=True):
        reply = send(client, form, stowing(as_meant(form)))
        assert reply.status == answer, "filled in as it is meant"
        assert takes(reply), f"not taken as it is meant: {reply.sent}"
        assert says(form) or not must_say(form, reply), "it does not say which version was seen"
        if says(form) and form.name not in UNSEEN:
            again = twice(client, form)
            assert again.status == to_the_second(form), "not told that the row had changed"
            faults += wrong_with(form, again)
        elif any(one.name in KEYS and one.kind == "hidden" for one in form.fields):
            assert not twice(client, form).written.tables - KEPT_ANYWAY, "sent twice, written twice"
        strange = send(client, form, as_meant(form) | odd_words(form))
        harmed = send(client, form, all_harmful(form))
        for one in (reply, strange, harmed):
            faults += wrong_with(form, one, {answer})
    assert faults == []


def twice(client, form):
    """The answer to the same form sent again."""
    with transaction.atomic():
        client.post(form.address, as_meant(form))
        again = send(client, form, as_meant(form))
        transaction.set_rollback(True)
    return again


def test_words_that_nobody_sees_are_none(client, world):
    """What a reason is asked for, an empty one is refused; with the middleware off it was kept."""
    row = next(row for row in table.ROWS if row.form == "admin:residents.need/refuse")
    clerk = world.client(row.persona)
    (form,) = forms_for(row, world, clerk)
    assert send(clerk, form, as_meant(form)).status == 302
    for reason in ("\u200b", "\u202e \u2066", "\u3164", "\ufeff\x07", "\ufe01\u034f"):
        reply = send(clerk, form, as_meant(form) | {"reason": reason})
        assert reply.status == 409
        assert 'id="id_reason_error"' in reply.page
    assert send(clerk, form, as_meant(form) | {"reason": "\u200b好"}).status == 302


def test_every_form_has_a_line():
    assert table.expected() - table.LISTED == set(), "write a line into tests/hostile/forms.txt"


def test_what_is_excepted_is_a_form():
    assert (set(UNSEEN) | set(GONE) | set(DONE_ALREADY)) - table.LISTED == set()


def test_every_harmful_value_is_sent_to_some_form():
    """With one turn a form, all values together stand somewhere: the turns go round."""
    fields = [Field(name, "text") for name in "abcdefgh"]
    forms = [Form(row.form, "", tuple(fields)) for row in table.ROWS]
    sent = {value for form in forms for value in all_harmful(form).values()}
    assert sent == {wire(value) for value in VALUES.values()}


# The mechanism itself, over planted forms.

PAGE = (
    '<form method="post">{% csrf_token %}<input name="words" value="{{ words }}">{{ said }}</form>'
)


POINTING = '<title>错误：</title><div class="errors"><a href="#id_words">No.</a></div>'


def shown(request, words, said, status=422):
    """A page with a form."""
    context = {"words": words, "said": said, "csrf_token": "x"}
    return HttpResponse(Template(PAGE).render(Context(context)), status=status)


def planted(request, fault):
    """A form with a fault."""
    words, error = request.POST["words"], mark_safe('<p class="errors">No.</p>')
    if fault == "breaks":
        raise RuntimeError("on purpose")
    if fault == "loses":
        return shown(request, "", error)
    if fault == "says-nothing":
        return shown(request, words, "")
    if fault == "points-nowhere":
        return shown(request, words, mark_safe(POINTING))  # noqa: S308  on purpose
    if fault == "runs":
        return shown(request, words, mark_safe(words + error))  # noqa: S308  on purpose
    if fault == "writes":
        Synonym.objects.create(said="refused", means="and written")
    if fault == "hides":
        Synonym.objects.create(said="\u200b", means="unseen")
        return HttpResponse(status=302)
    if fault == "takes-all":
        Synonym.objects.create(said="x", means=request.POST["state"])
        return HttpResponse(status=302)
    return shown(request, words, error)


urlpatterns = [path("planted/<slug:fault>/", planted, name="planted")]
SAID = {
    "fine": None,
    "breaks": "answered 500",
    "loses": "words lost what was typed",
    "says-nothing": "it comes back without a word",
    "points-nowhere": "nothing is said beside id_words",
    "runs": "a script of somebody's stands in the page",
    "writes": "answered 422 and wrote ['foundation_synonym']",
    "hides": "foundation_synonym keeps words that nobody sees",
    "takes-all": "foundation_synonym keeps what no field asks for",
}


@pytest.mark.django_db
@pytest.mark.parametrize("fault", SAID)
def test_a_planted_fault_is_seen(fault, client, settings, control):
    settings.ROOT_URLCONF = __name__
    form = Form("planted", f"/planted/{fault}/", (Field("words", "text"),))
    found = wrong_with(form, send(client, form, stowing({"words": SCRIPT})))
    assert [one.partition(": ")[2].partition(" (sent")[0] for one in found] == (
        [SAID[fault]] if SAID[fault] else []
    )
    assert not Synonym.objects.exists()
    if fault == "breaks":
        control(f"a planted fault: {SAID[fault]}")


def test_a_planted_button_that_says_no_version_is_seen():
    """On the page of a row whose changes are counted, and of one whose are not."""
    reply = Reply({}, 302, "", Written())
    form = Form("admin:residents.need/explode", "/", (Field("words", "text"),))
    assert must_say(form, reply)
    assert not says(form)
    assert says(replace(form, fields=(Field("revision", "hidden", "3"),)))
    assert not must_say(replace(form, name="admin:residents.notice/explode"), reply)
    reply.written.rows.append(("residents_need", (), True))
    assert must_say(replace(form, name="desk:explode"), reply)


def test_a_planted_form_without_a_line_is_named(settings):
    settings.ROOT_URLCONF = __name__
    said = {"visitor": Answer("200", "", '<form class="x" method="post">', "/planted/fine/")}
    assert table.unlisted(said) == {"planted"}
    said = {
        "visitor": Answer("200", "", "<form action='/nowhere/'  method=POST>", "/planted/fine/")
    }
    assert table.unlisted(said) == {"no address /nowhere/"}


def test_a_planted_button_without_a_line_is_named():
    class Pages:
        moves = (type("Move", (), {"key": "explode"}),)
        create_form = object

    class Site:
        _registry = {Synonym: Pages}

    missing = table.expected(Site) - table.LISTED
    assert missing == {"admin:foundation.synonym/explode"}
