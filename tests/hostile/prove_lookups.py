"""For `make prove`: what is there takes as long to be refused as what is not, measured."""

import gc
import logging
import os
import time
from itertools import permutations
from statistics import median

import pytest
from django.test import Client

from tests.hostile.lookups import forget_tries, lookups

TRIES = int(os.environ.get("LOOKUPS", "500"))
ORDERS = list(permutations(range(3)))
APART = 0.05  # of the median


def of_each(lookup):
    """Median processor time of the known, the unknown and what is refused unasked: each comes
    after each of the others as often."""
    client, took = Client(), ([], [], [])
    for number in range(TRIES):
        for one in ORDERS[number % len(ORDERS)]:
            times, fields = took[one], lookup[1 + one]
            forget_tries()
            began = time.thread_time()
            client.post(lookup.address, fields)
            times.append(time.thread_time() - began)
    return [median(times) for times in took]


@pytest.mark.django_db
def test_what_is_there_takes_as_long_as_what_is_not(settings, caplog, figure, control):
    caplog.set_level(logging.CRITICAL, logger="django.request")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    apart, seen = {}, {}
    gc.freeze()
    try:
        for name, lookup in lookups().items():
            known, unknown, unasked = of_each(lookup)
            apart[name] = abs(known - unknown) / max(known, unknown)
            if lookup.unasked:
                seen[name] = (known - unasked) / known
    finally:
        gc.unfreeze()
    worst = max(apart, key=apart.get)
    figure(
        f"{apart[worst]:.1%} between the medians of {TRIES} ({worst})", bound=f"{APART:.0%} each"
    )
    control(f"without a look-up {min(seen.values()):.0%} at least")
    assert {name: far for name, far in apart.items() if far > APART} == {}
    assert min(seen.values()) > APART
