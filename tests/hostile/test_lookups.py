"""Who asks for what is there and for what is not is answered alike: page, status and work."""

import re

import pytest
from django.db import connection

from tests.hostile.lookups import forget_tries, lookups

pytestmark = pytest.mark.django_db
NAMED = re.compile(r"(?<=SAVEPOINT ).*")  # each by a name of its own


@pytest.fixture
def _mail(settings):
    """With a gateway, so that a link can be mailed."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def asked(client, address, fields):
    """Status, where it leads, the page without what was typed and the token, and the statements."""
    forget_tries()
    done = []

    def seen(execute, sql, params, many, context):
        done.append(NAMED.sub("", sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(seen):
        answer = client.post(address, fields)
    page = answer.content.decode()
    if answer.context:
        page = page.replace(str(answer.context["csrf_token"]), "")
    for typed in fields.values():
        page = page.replace(typed, "") if typed else page
    return answer.status_code, answer.headers.get("Location"), page, done


@pytest.mark.usefixtures("_mail")
def test_what_is_there_is_answered_like_what_is_not(client):
    for name, one in lookups().items():
        known, unknown, unasked = (asked(client, one.address, fields) for fields in one[1:])
        assert known[:3] == unknown[:3], name
        assert known[3] == unknown[3], f"{name}: other work"
        assert len(unasked[3]) < len(known[3]), f"{name}: nothing was looked for"
