"""Nothing that the portal keeps is forgotten by its backup: a new model is in it, or named."""

from __future__ import annotations

from functools import partial

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from foundation.backup.left_out import LEFT_OUT
from foundation.backup.queries import all_models, carried, uncovered
from foundation.backup.rows import KINDS, columns
from foundation.search.index import FTS
from foundation.throttle.models import Throttle


def test_every_model_is_carried_or_left_out_with_a_reason():
    assert list(uncovered(all_models(), LEFT_OUT)) == []
    assert all(LEFT_OUT.values())
    assert len(carried()) + len(LEFT_OUT) == len(all_models())


def test_no_form_is_kept_for_a_kind_that_no_column_has():
    assert {f.get_internal_type() for m in carried() for f in columns(m)} == KINDS


@pytest.mark.django_db
def test_no_table_stands_beside_the_models():
    known = {model._meta.db_table for model in all_models()} | {"django_migrations"}
    found = {name for name in connection.introspection.table_names() if not name.startswith(FTS)}
    assert found == known


PLANTED = {
    "of a new kind": ({"at": models.DurationField}, "at is a DurationField, which"),
    "with a file": ({"scan": models.FileField}, "scan names a file that no backup looks for"),
    "of what is left out": (
        {"tries": partial(models.ForeignKey, Throttle, models.PROTECT)},
        "tries points at foundation.throttle, left out",
    ),
}


@pytest.mark.parametrize("case", PLANTED)
@isolate_apps("foundation")
def test_a_planted_model_is_named(case: str):
    fields, said = PLANTED[case]
    body = {"__module__": __name__, "Meta": type("Meta", (), {"app_label": "foundation"})}
    made = type(
        "Planted", (models.Model,), {**body, **{name: field() for name, field in fields.items()}}
    )
    (found,) = uncovered([*all_models(), made], LEFT_OUT)
    assert found.startswith(f"foundation.planted.{said}")


@isolate_apps("foundation")
def test_a_table_that_no_migration_makes_is_named():
    class Meta:
        app_label, managed = "foundation", False

    made = type("Planted", (models.Model,), {"__module__": __name__, "Meta": Meta})
    (found,) = uncovered([*all_models(), made], LEFT_OUT)
    assert found.startswith("foundation.planted is not managed")


def test_a_stale_name_in_the_table_is_named():
    assert list(uncovered(all_models(), {**LEFT_OUT, "foundation.gone": "it was"})) == [
        "foundation.gone is left out, and there is no such model"
    ]
