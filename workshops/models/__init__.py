"""The nouns of this room."""

from workshops.models.opening import Application, Opening
from workshops.models.pay import Employment, Pay
from workshops.models.report import MonthReport
from workshops.models.workshop import Workshop

__all__ = ["Application", "Employment", "MonthReport", "Opening", "Pay", "Workshop"]
