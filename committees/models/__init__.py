"""The nouns of this room."""

from committees.models.body import Body, Seat, Term
from committees.models.meeting import AgendaItem, Attendance, Meeting
from committees.models.minutes import Minutes, MinutesPhoto, Progress, Resolution

__all__ = [
    "AgendaItem",
    "Attendance",
    "Body",
    "Meeting",
    "Minutes",
    "MinutesPhoto",
    "Progress",
    "Resolution",
    "Seat",
    "Term",
]
