"""Every model of this storey, gathered for Django; each lives with its subject."""

from foundation.accounts.models import Invitation, User
from foundation.calendar.models import Holiday
from foundation.consent.models import Consent
from foundation.drafts.models import Draft
from foundation.files.models import Attachment
from foundation.jobs.models import Job
from foundation.numbering.models import Counter
from foundation.record.models import Entry, Reading
from foundation.seals.models import Seal
from foundation.search.models import SearchDoc, Synonym
from foundation.site.models import Installation, QuotedFigure, ShortLink, SiteText, TextVersion
from foundation.throttle.models import Throttle

__all__ = [
    "Attachment",
    "Consent",
    "Counter",
    "Draft",
    "Entry",
    "Holiday",
    "Installation",
    "Invitation",
    "Job",
    "QuotedFigure",
    "Reading",
    "Seal",
    "SearchDoc",
    "ShortLink",
    "SiteText",
    "Synonym",
    "TextVersion",
    "Throttle",
    "User",
]
