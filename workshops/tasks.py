"""The clock's door to this room (`gaoqiao/celery.py` says when)."""

from celery import shared_task

from foundation.actor import clock
from workshops.actions import openings


@shared_task(name="workshops.close_openings")
def close_openings() -> None:
    """Close the offers of work that could be applied for until yesterday."""
    openings.close_past(by=clock("workshops.close_openings"))
