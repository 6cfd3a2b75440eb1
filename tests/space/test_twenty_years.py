"""No agreement is longer than a lease may be, whoever writes it: the database itself refuses."""

from datetime import date

import pytest
from django.db import connection

from tests.factories.agreements import make_agreement
from tests.space.rows import NOW, TODAY, new_amendment, taken

pytestmark = pytest.mark.django_db
LAST, TOO_LATE = date(2046, 1, 1), date(2046, 1, 2)  # of one that runs since 1 January 2026
RENEWED, TOO_LONG = date(2046, 11, 23), date(2046, 11, 24)  # on 23 November 2026
BEGINS = {"state": "running", "started_at": NOW}


def write(agreement, **columns):
    """Whether the database takes this of the agreement's row."""
    said = ", ".join(f"{column} = %s" for column in columns)
    sql = f"UPDATE services_agreement SET {said} WHERE id = %s"
    with connection.cursor() as cursor:
        return taken(lambda: cursor.execute(sql, [*columns.values(), agreement.pk]))


def test_a_draft_is_no_longer_and_does_not_begin_longer(scene):
    draft = make_agreement(place=scene.place, state="draft")
    assert not write(draft, until=TOO_LATE)
    assert not write(draft, until=TOO_LATE, **BEGINS)
    assert write(draft, until=LAST)
    assert write(draft, **BEGINS)


def test_none_is_entered_longer(scene):
    assert not taken(lambda: make_agreement(place=scene.place, until=TOO_LATE))
    assert not taken(lambda: make_agreement(place=scene.place, until=date(2056, 1, 1)))
    assert taken(lambda: make_agreement(place=scene.place, until=LAST))


def test_an_amendment_counts_them_anew_from_its_own_day(scene):
    agreement = scene.agreement
    assert not taken(lambda: new_amendment(agreement, TOO_LONG))
    assert not write(agreement, until=RENEWED)
    assert taken(lambda: new_amendment(agreement, RENEWED))
    assert write(agreement, until=RENEWED)
    assert write(agreement, state="ended", ended_on=TODAY)
