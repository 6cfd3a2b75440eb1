"""As many queries to tell thirty people as to tell one, by every channel."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from foundation.jobs.models import Job
from residents.actions.notices import tell_people
from residents.models import Notice, Person
from residents.word import Word
from tests.factories import by, make_person, make_place, make_user

pytestmark = pytest.mark.django_db


def one_of_each(number):
    """Somebody with a confirmed address, somebody with a mobile, somebody with neither."""
    user = make_user(f"wang{number}", email=f"wang{number}@example.org", email_verified=True)
    make_person("王示范", user=user)
    make_person("钱示范", phone=f"138000{number:05}")
    make_person("孙示范", phone=f"0574-{number:08}")


@pytest.mark.parametrize("times", [1, 10])
def test_whoever_is_told(settings, times):
    settings.SMS_URL = "https://gateway.invalid/"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    place, people = make_place(), Person.objects.order_by("pk")
    for number in range(times):
        one_of_each(number)
    for again in (1, 2):
        word = Word(key=f"thing:{again}", about="thing", place=place, heading="示范。")
        with CaptureQueriesContext(connection) as queries:
            tell_people(word, people.all(), by=by(), now=timezone.now())
        assert len(queries) == 11 + again, [query["sql"][:120] for query in queries]
        tell_people(word, people.all(), by=by(), now=timezone.now())  # once each
        channels = list(Notice.objects.values_list("channel", flat=True))
        # The second word also drops the calls of the first.
        for channel in ("inbox", "email", "sms", "call"):
            assert channels.count(channel) == times * again
        assert Job.objects.count() == 2 * times * again
    waiting = Notice.objects.filter(channel="call", state="waiting")
    assert waiting.filter(key__startswith="thing:2:").count() == times
    assert waiting.count() == times, "who is rung is rung once"
