"""Every prepared query of the portal reads what its query would, built anew by Django."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.contrib.sessions.models import Session
from django.db.models import DateField, DateTimeField
from django.db.models.lookups import Exact
from django.utils import timezone

from foundation.actor import clock
from foundation.calendar.models import Holiday
from foundation.drafts.models import Draft
from foundation.prepared import Later, LaterKeys, Prepared, all_of
from foundation.site.actions import mark, write_text
from foundation.site.models import InstallationKind
from tests.architecture.house import ROOT, python_files
from tests.factories import make_category, make_holding, make_need, make_person, make_user
from tests.factories.accounts import add_app
from tests.factories.services import make_listing

pytestmark = pytest.mark.django_db


def all_prepared():
    """Each prepared query of the portal by its name, found in the modules themselves."""
    found = {}
    for path in python_files(ROOT):
        if "Prepared(" in path.read_text(encoding="utf-8"):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found |= {
                f"{name}.{key}": one
                for key, one in vars(import_module(name)).items()
                if isinstance(one, Prepared)
            }
    return found


def fill(later):
    """A row at least for every query: of each table that one reads."""
    user = make_user("one")
    add_app(user)
    make_holding(make_person(user=user))
    make_need(category=make_category(), client_key="k" * 32)
    make_listing(hours=[(480, 1080)], audiences=["old"])
    Session.objects.create(session_key="s" * 32, session_data="{}", expire_date=later)
    for whose in ({"author": user}, {"visitor_digest": "d" * 64}):
        Draft.objects.create(form="need", subject="x", payload="{}", expires_at=later, **whose)
    Holiday.objects.create(day=timezone.localdate(), is_workday=False)
    mark(by=clock("test"), kind=InstallationKind.DEMO)
    write_text(by=clock("test"), key="privacy", language="en", text="words")


def values_for(prepared):
    """For each value that is given later, one that a row has; the moments are this one."""
    now = {DateField: timezone.localdate(), DateTimeField: timezone.now()}
    query = prepared.build().query
    values = {}
    for one in query.get_compiler("default").as_sql()[1]:
        if isinstance(one, Later):
            values[one.value] = now.get(type(one.output_field))
    for one in all_of(query.where):
        if isinstance(getattr(one, "rhs", None), LaterKeys):
            keys = query.model._default_manager.order_by().values(one.lhs.target.attname)
            values[one.rhs.value] = keys.query.sql_with_params()
        elif one.lookup_name == "lt":
            values[one.rhs.value] += timedelta(days=1)
    exact = [one for one in all_of(query.where) if isinstance(one, Exact)]
    for one in exact:
        if isinstance(one.rhs, Later) and values[one.rhs.value] is None:
            target = one.lhs.target
            rows = target.model._default_manager.exclude(**{target.attname: None})
            if target.get_internal_type() in ("CharField", "SlugField"):
                rows = rows.exclude(**{target.attname: ""})
            values[one.rhs.value] = rows.values_list(target.attname, flat=True).first()
    return values


def read_by_django(prepared, values, patch):
    """What the query says when Django builds it, with these values in it."""
    with patch.context() as now:
        now.setattr(Later, "as_sql", lambda self, *_: ("%s", [self.of(values)]))
        given = {name: pair for name, pair in values.items() if isinstance(pair, tuple)}
        now.setattr(
            LaterKeys,
            "as_sql",
            lambda self, *_: (f"({given[self.value][0]})", given[self.value][1]),
        )
        return list(prepared.build())


def told(one):
    """Everything that was read of a row, and of the rows that were selected with it."""
    if not hasattr(one, "_state"):
        return one
    beside = {name: told(row) for name, row in one._state.fields_cache.items()}
    return {name: value for name, value in vars(one).items() if name != "_state"} | beside


def test_every_prepared_query_reads_what_django_would(monkeypatch):
    fill(timezone.now() + timedelta(days=1))
    found = all_prepared()
    assert found
    for name, prepared in found.items():
        values = values_for(prepared)
        wanted = [told(one) for one in read_by_django(prepared, values, monkeypatch)]
        assert wanted, f"{name}: no row answers {values}"
        by_columns = isinstance(wanted[0], tuple)
        got = prepared.rows(**values) if by_columns else prepared.all(**values)
        key = repr
        assert sorted(map(told, got), key=key) == sorted(wanted, key=key), name
