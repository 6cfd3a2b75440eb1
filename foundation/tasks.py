"""The ground's own entries on the clock (`gaoqiao/celery.py` says when)."""

from celery import shared_task

from foundation.accounts.actions import sessions
from foundation.accounts.tasks import mail_address_link, mail_reset_link
from foundation.backup.tasks import ask_for_backup, make_backup
from foundation.drafts import actions as drafts
from foundation.files import actions as files
from foundation.jobs import actions as jobs
from foundation.retention.tasks import ask_to_forget, forget_due
from foundation.seals.tasks import ask_for_check, seal_rows, verify_record
from foundation.search.tasks import refresh_search
from foundation.throttle import actions as throttle

# For Celery to find here.
__all__ = [
    "ask_for_backup",
    "ask_for_check",
    "ask_to_forget",
    "forget_due",
    "mail_address_link",
    "mail_reset_link",
    "make_backup",
    "refresh_search",
    "seal_rows",
    "verify_record",
]


@shared_task(name="foundation.reap_jobs")
def reap_jobs() -> None:
    """Send again the jobs whose message or worker was lost."""
    jobs.reap()


@shared_task(name="foundation.purge_drafts")
def purge_drafts() -> None:
    """Delete the drafts whose time is over."""
    drafts.purge_expired()


@shared_task(name="foundation.sweep_files")
def sweep_files() -> None:
    """Remove files that a crash left without a row."""
    files.sweep()


@shared_task(name="foundation.purge_throttles")
def purge_throttles() -> None:
    """Delete the counts of tries whose window is over."""
    throttle.purge()


@shared_task(name="foundation.purge_sessions")
def purge_sessions() -> None:
    """Delete the sessions whose time is over."""
    sessions.purge_ended()
