"""The clock's door to this room (`gaoqiao/celery.py` says when)."""

from celery import shared_task

from foundation.actor import clock
from services.actions import spans


@shared_task(name="services.renew_spans")
def renew_spans() -> None:
    """Write the opening hours of the coming days, batch by batch."""
    after = 0
    while after := spans.renew_spans(by=clock("services.renew_spans"), after=after):
        pass
