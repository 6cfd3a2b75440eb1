"""Addresses of reports: without a language prefix."""

from __future__ import annotations

from typing import Any


def report_address(run: Any) -> str:
    """The page of a published report."""
    return f"/reports/{run.uuid}/"
