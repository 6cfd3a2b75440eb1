"""What we say can be asked for is what the standard has, and what our addresses answer."""

from dataclasses import asdict

from django.urls import get_resolver
from drf_spectacular.validation import validate_schema

from gaoqiao.hsds.contract import PARAMETERS, ROUTES, SCHEMAS, Asked, document
from tests.hsds.official import read

LEFT_OUT = {"postcode", "proximity"}  # we keep no postal codes


def described():
    return document(title="t", description="d", server="https://town.example/hsds", problem={})


def test_addresses_and_parameters_are_those_of_the_standard():
    official = read("openapi")["paths"]
    assert {"/", *ROUTES} == set(official)
    for path, route in ROUTES.items():
        told = official[path]["get"].get("parameters", [])
        names = {one.get("name") or one["$ref"].rpartition("/")[2] for one in told}
        assert set(route.parameters) == names - LEFT_OUT, path


def test_each_answer_names_the_schema_that_the_standard_names():
    official = read("openapi")["paths"]
    for path, route in ROUTES.items():
        content = official[path]["get"]["responses"]["200"]["content"]
        schema = content["application/json"]["schema"]
        cited = schema.get("$ref") or schema["properties"]["contents"]["items"]["$ref"]
        if path == "/service_at_locations/{id}":  # a slip of theirs: it cites the service
            cited = cited.replace("service.json", "service_at_location.json")
        assert SCHEMAS + route.schema == cited, path


def test_our_document_names_every_address_that_answers():
    told = described()
    answered = {
        "/" + str(pattern.pattern).replace("<uuid:uuid>", "{id}")
        for resolver in get_resolver().url_patterns
        if getattr(resolver, "namespace", "") == "hsds"
        for pattern in resolver.url_patterns
    }
    assert set(told["paths"]) == answered - {"/openapi.json"}
    assert told["openapi"] == "3.1.0"
    validate_schema(told)


def test_every_parameter_is_read_into_a_field_with_the_default_that_is_told():
    told = {name: schema["default"] for name, schema in PARAMETERS.items() if "default" in schema}
    read_as = asdict(Asked())
    assert {name: read_as[name] for name in told} == told
    assert set(read_as) == set(PARAMETERS)
    assert not any(value for name, value in read_as.items() if name not in told)


def test_the_page_has_the_fields_of_the_standard():
    told = described()
    official = read("openapi")["components"]["schemas"]["Page"]["properties"]
    ours = told["components"]["schemas"]["Page"]["properties"]
    assert {k: v["type"] for k, v in ours.items()} == {k: v["type"] for k, v in official.items()}
