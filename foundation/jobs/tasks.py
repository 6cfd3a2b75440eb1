"""How a room's `tasks.py` turns a function of a Job into the Celery task of that name."""

from __future__ import annotations

import functools
import logging
import traceback
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from celery import shared_task
from django.core.exceptions import PermissionDenied

from foundation.jobs import actions
from foundation.jobs.models import Job, JobState
from foundation.refusals import Refused

logger = logging.getLogger(__name__)
Work = Callable[[Job], dict[str, Any] | None]


def job(kind: str, *, lease: timedelta = actions.LEASE) -> Callable[[Work], Any]:
    """`@job("residents.notify_need")` over `def notify_need(job)`: the task takes the Job's id.

    The function reads `job.arguments`, acts as `job.by`, and returns the result (keys and codes)
    or None. It may run more than once: see `foundation.jobs.actions`. Work longer than the lease
    calls `progress` meanwhile. `Refused` and `NotAllowed` end the job as failed, without retry.
    """

    def decorate(function: Work) -> Any:
        @functools.wraps(function)
        def run(job_id: int) -> None:
            taken = actions.take(job_id, kind=kind, lease=lease)
            if taken is not None:
                _run(function, taken)

        return shared_task(name=kind)(run)

    return decorate


def _run(function: Work, taken: Job) -> None:
    try:
        result = function(taken)
        if taken.state == JobState.RUNNING:
            actions.finish(taken, result)
    except actions.LeaseLost:
        logger.warning("job %s went to another worker", taken.pk)
    except (Refused, PermissionDenied) as refusal:
        _log(taken, refusal)
        actions.fail(taken, refusal, final=True)
    except Exception as error:  # noqa: BLE001 - any error is a state of the row, to be tried again
        _log(taken, error)
        actions.fail(taken, error)


def _log(taken: Job, error: BaseException) -> None:
    """Where it happened and what kind of error; not its words, which may quote personal data."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    logger.error("job %s (%s): %s\n%s", taken.pk, taken.kind, type(error).__name__, frames)
