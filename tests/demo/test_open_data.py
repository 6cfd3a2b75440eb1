"""Everything that the demo publishes, read as programs read it: each answer as the schema says."""

from copy import deepcopy
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from foundation.api.schema import described

EMPTY = {"reports"}  # the demo publishes none
ROOT = "/api/v1/"


def strictly(part):
    """A schema that takes no field which it does not name."""
    if isinstance(part, list):
        return [strictly(one) for one in part]
    if not isinstance(part, dict):
        return part
    found = {key: strictly(value) for key, value in part.items()}
    if "properties" in found:
        found.setdefault("additionalProperties", False)
    return found


@pytest.fixture(scope="module")
def document():
    """The whole description, which takes no field that it does not name."""
    return strictly(deepcopy(described("zh-hans")))


def faults(document, path, told):
    """What an answer has that its schema does not say, or lacks."""
    schema = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    whole = {**schema["schema"], "components": document["components"]}
    told = {key: value for key, value in told.items() if key != "notice"}
    checked = Draft202012Validator(whole, format_checker=FormatChecker()).iter_errors(told)
    return [f"{path} {list(fault.absolute_path)}: {fault.message}" for fault in checked]


def template_of(document, name):
    """The path of one row of a list."""
    return next(path for path in document["paths"] if path.startswith(f"{ROOT}{name}/{{"))


@pytest.mark.usefixtures("demo")
def test_each_answer_is_as_the_schema_says(client, document):
    found, without = [], set()
    for name, address in client.get(ROOT).json().items():
        if name == "notice":
            continue
        one, rows = template_of(document, name), []
        while address:
            answer = client.get(address)
            page = answer.json()
            found += faults(document, f"{ROOT}{name}/", page)
            rows, address = rows + page["results"], page["next"]
        if not rows:
            without.add(name)
        for row in rows[:12]:
            found += faults(document, one, client.get(urlsplit(row["url"]).path).json())
        assert all(client.get(row["page"]).status_code == 200 for row in rows[:1] if "page" in row)
    assert found[:5] == []
    assert without == EMPTY


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("how", ["dropped", "added", "mistyped"])
def test_a_field_that_is_dropped_added_or_of_another_sort_is_named(client, document, how):
    told = client.get(f"{ROOT}services/").json()
    row = told["results"][0]
    assert faults(document, f"{ROOT}services/", told) == []
    if how == "dropped":
        del row["telephone"]
    elif how == "added":
        row["answered_by"] = "x"
    else:
        row["kinds"] = ["nothing"]
    assert len(faults(document, f"{ROOT}services/", told)) == 1
