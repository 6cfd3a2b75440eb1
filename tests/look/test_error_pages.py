"""Error pages: plain words in the language of the address, without database or context."""

import pytest
from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from foundation.refusals import NotAllowed, Refused, Stale, TooMany
from gaoqiao.portal import errors
from gaoqiao.urls import handler400, handler403, handler404, handler500  # noqa: F401

HELP = {"telephone": "0574-0000 0000", "hours": "工作日", "hours_en": "Weekdays"}
REASON = "只有本村的工作人员才能交办。"


def raises(error):
    """A view that fails so."""

    def view(request):
        raise error

    return view


@require_POST
def posted(request):
    return HttpResponse("sent")


@require_safe
def read(request):
    return HttpResponse("read")


urlpatterns = [
    path("thing/", read),
    path("thing/7/rate/", posted),
    path("bad/", raises(BadRequest("secret"))),
    path("large/", raises(RequestDataTooBig("secret"))),
    path("odd/", raises(SuspiciousOperation("secret"))),
    path("denied/", raises(NotAllowed(REASON))),
    path("gone/", raises(Http404("secret"))),
    path("refused/", raises(Refused(REASON))),
    path("stale/", raises(Stale(REASON))),
    path("often/", raises(TooMany(REASON))),
    path("broken/", raises(RuntimeError("secret"))),
    path("en/broken/", raises(RuntimeError("secret"))),
    path("database/", raises(OperationalError("secret"))),
]
CASES = [
    ("/bad/", 400, "这次请求没看懂"),
    ("/odd/", 400, "这次请求没看懂"),
    ("/large/", 413, "太大了"),
    ("/denied/", 403, REASON),
    ("/gone/", 404, "没有这个页面"),
    ("/refused/", 409, REASON),
    ("/stale/", 409, REASON),
    ("/often/", 429, REASON),
    ("/broken/", 500, "我们这边出了故障"),
    ("/en/broken/", 500, "Something broke on our side"),
    ("/database/", 503, "马上回来"),
]


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.fixture(autouse=True)
def _town():
    with override_settings(ROOT_URLCONF=__name__, TOWN={**settings.TOWN, "help": HELP}):
        yield


@pytest.mark.parametrize(("address", "status", "words"), CASES)
def test_each_failure_has_its_page(client, address, status, words):
    response = client.get(address)
    page = response.content.decode()
    assert response.status_code == status
    assert words in page
    assert "tel:0574-0000 0000" in page
    assert page.count("<h1") == 1
    assert "secret" not in page
    assert ('lang="en"' if address.startswith("/en/") else 'lang="zh-Hans"') in page


@pytest.mark.parametrize("address", ["/often/", "/database/"])
def test_who_has_to_wait_is_told_how_long(client, address):
    assert int(client.get(address)["Retry-After"]) > 0


def test_a_form_without_token_is_not_lost_silently():
    response = Client(enforce_csrf_checks=True).post("/gone/")
    assert response.status_code == 403
    assert "页面打开太久了" in response.content.decode()


def test_no_telephone_no_slot():
    with override_settings(TOWN={"brand": {"name": "某镇"}}):
        page = errors.not_found(RequestFactory().get("/en/x")).content.decode()
    assert "tel:" not in page
    assert "There is no such page" in page


def test_a_lost_manifest_does_not_break_the_error_page():
    strict = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": strict}):
        response = errors.broken(RequestFactory().get("/x"))
    assert response.status_code == 500
    assert "/static/css/tokens.css" in response.content.decode()


def test_an_address_that_only_takes_forms_leads_to_the_page_it_belongs_to(client):
    response = client.get("/thing/7/rate/")
    page = response.content.decode()
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "这个网址没有可看的内容" in page
    assert '<a class="button button-primary" href="/thing/">' in page
    assert client.post("/thing/7/rate/").content == b"sent"
    assert client.put("/thing/").content == b""
