"""How a kept file is handed out."""

import pytest
from csp.middleware import CSPMiddleware
from django.http import Http404
from django.test import RequestFactory

from foundation.actor import visitor
from foundation.files import actions
from foundation.files.views import answer
from tests.factories.uploads import make_image, make_pdf, upload

pytestmark = pytest.mark.django_db


def kept(data):
    return actions.keep(upload(data, "张三.pdf"), by=visitor())


def body(response):
    try:
        return b"".join(response.streaming_content)
    finally:
        response.close()


@pytest.mark.parametrize("data", [make_image(), make_image("PNG"), make_pdf()], ids=range(3))
def test_every_file_is_data_and_nothing_else(data):
    response = answer(kept(data))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "张三" not in str(response.headers)
    response.close()


def test_a_picture_is_shown_in_place():
    attachment = kept(make_image())
    response = answer(attachment)
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"] == f'inline; filename="{attachment.uuid}.jpg"'
    assert len(body(response)) == attachment.size == int(response["Content-Length"])


def test_a_pdf_that_is_also_a_page_is_only_downloaded():
    data = make_pdf(b"<html><script>alert(1)</script></html>")
    response = answer(kept(data))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; ")
    assert body(response) == data


def test_the_portals_own_policy_does_not_replace_the_files(settings):
    attachment = kept(make_image())
    response = CSPMiddleware(lambda request: answer(attachment))(RequestFactory().get("/"))
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    response.close()


def test_a_lost_file_is_not_found_and_is_told_to_the_log(caplog):
    attachment = kept(make_image())
    attachment.file.storage.delete(attachment.file.name)
    with pytest.raises(Http404):
        answer(attachment)
    assert "is missing" in caplog.text
