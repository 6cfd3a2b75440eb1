"""The OpenAPI document: true to the addresses, valid, and made without a warning."""

import pytest
from django.utils.translation import override
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema

from foundation.api.schema import described
from tests.doors.table import addresses


@pytest.fixture(scope="module")
def made():
    """The document in English, and what was warned of while it was made."""
    GENERATOR_STATS.reset()
    found = described.__wrapped__("en")
    warned = [*GENERATOR_STATS._warn_cache, *GENERATOR_STATS._error_cache]
    GENERATOR_STATS.reset()
    return found, warned


def test_it_is_valid_and_without_a_warning(made):
    found, warned = made
    assert warned == []
    validate_schema(found)
    assert found["openapi"] == "3.1.0"


def test_every_address_is_in_it_with_its_refusals(made):
    found, _warned = made
    with override("en"):
        ours = [one for name, one in addresses().items() if "api/v1/" in str(one.pattern)]
    assert len(found["paths"]) == len(ours) > 4
    for path, methods in found["paths"].items():
        assert list(methods) == ["get"], path
        assert {"200", "304", "406"} <= set(methods["get"]["responses"]), path


def test_it_is_given_in_the_language_of_the_address(client, db):
    said = {path: client.get(path).json() for path in ("/api/schema/", "/en/api/schema/")}
    summaries = [doc["paths"][path.replace("schema", "v1")]["get"]["summary"]
                 for path, doc in said.items()]  # fmt: skip
    assert summaries == ["现有的各个列表，按名称列出。", "The lists that there are, by name."]
