"""For `make prove`: every form of the portal HOSTILE times, each time with other fields as nobody
means them.
"""

import logging
import os

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.doors import objects
from tests.hostile import table
from tests.hostile.filling import TOKEN, as_meant
from tests.hostile.judging import send, wrong_with
from tests.hostile.scenes import forms_for
from tests.hostile.values import FILES, MEGABYTE, VALUES, wire
from tests.personas import make_world

CASES = int(os.environ.get("HOSTILE", "5"))
TEXTS = st.sampled_from([*VALUES.values(), MEGABYTE]) | st.text(max_size=60)
SENT = TEXTS.map(wire)
UPLOADED = st.sampled_from(sorted(FILES)).map(lambda name: FILES[name]())


@pytest.fixture(scope="module")
def kept_world(keep):
    """A world with reports."""
    return keep(lambda: objects.with_reports(make_world()))


def test_thousands(world, caplog, figure):
    """Each form with its own faults: one that breaks does not hide the next."""
    caplog.set_level(logging.CRITICAL, logger="django.request")
    replies = [reply for row in table.ROWS for reply in asked_of(row, world)]
    assert [fault for faults in replies for fault in faults] == []
    figure(f"{len(replies)} sent to {len(table.ROWS)} forms", bound="none is answered amiss")


def asked_of(row, world):
    """What is wrong with each answer of a form; nothing is left of it."""
    client, found = world.client(row.persona), []

    @settings(
        max_examples=CASES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def asked(form, answer, data):
        sent = as_meant(form)
        for field in form.fields:
            if field.name != TOKEN and data.draw(st.booleans()):
                sent[field.name] = data.draw(UPLOADED if field.kind == "file" else SENT)
        found.append(wrong_with(form, send(client, form, sent), {answer}))

    with transaction.atomic():
        for form, answer in zip(forms_for(row, world, client), row.answers, strict=True):
            asked(form, answer)
        transaction.set_rollback(True)
    return found
