"""Every request of the test client is held to the rules; each planted fault is caught."""

import pytest
from django.conf import settings
from django.template import Context, Engine, Template, engines
from django.utils import translation

from tests.fixtures.language import _language_as_found

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.harness.urls")]


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("address", ["/writes", "/keeps_a_session"])
def test_a_get_that_writes_fails(client, method, address):
    with pytest.raises(AssertionError, match="wrote"):
        getattr(client, method)(address)


def test_a_post_may_write_and_a_get_may_read(client):
    assert client.post("/writes").status_code == 200
    assert client.get("/reads").status_code == 200


def test_a_post_form_without_token_fails(client):
    with pytest.raises(AssertionError, match="no csrf_token"):
        client.get("/form")
    assert client.get("/form_with_token").status_code == 200


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/open_cookie", r"cookie a without HttpOnly.*cookie a without SameSite"),
        ("/tells_where", "Referrer-Policy: unsafe-url"),
        ("/framed", "others may frame"),
    ],
)
def test_an_answer_that_is_open_to_others_fails(client, address, said):
    with pytest.raises(AssertionError, match=said):
        client.get(address)


def test_the_language_of_a_request_ends_with_it(client):
    before = translation.get_language()
    assert client.get("/speaks_english").content == b"en"
    assert translation.get_language() == before


def test_a_test_that_leaves_another_language_switched_on_fails():
    before = translation.get_language()
    guard = _language_as_found.__wrapped__()
    next(guard)
    translation.activate("en")
    with pytest.raises(pytest.fail.Exception, match="left the language at en"):
        next(guard, None)
    assert translation.get_language() == before


def ours(source: str) -> Template:
    """A template as if it lay in our folder."""
    engine = engines["django"].engine
    template = Template(source, engine=engine)
    for node in template.nodelist.get_nodes_by_type(object):
        node.origin.name = str(settings.BASE_DIR / "templates" / "planted.html")
    return template


@pytest.mark.parametrize("source", ["{{ nobody }}", "{{ person.phone }}", "{{ nobody|upper }}"])
def test_an_undefined_variable_fails(source):
    with pytest.raises(AssertionError, match="is not defined"):
        ours(source).render(Context({"person": {}}))


def test_asking_whether_it_is_defined_is_allowed():
    assert ours("{% if nobody %}x{% endif %}").render(Context()) == ""


def test_templates_of_libraries_are_left_alone():
    assert Template("{{ nobody }}", engine=engines["django"].engine).render(Context()) == ""
    assert Engine().from_string("{{ nobody }}").render(Context()) == ""
