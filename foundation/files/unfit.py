"""Why an office file is not taken, in a word for the code and a sentence for the person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

MOST_ROWS, MOST_COLUMNS = 5_000, 256  # that a sheet may reach

BROKEN = _("The file is damaged. Open it in Word or Excel, save it as a new file and send that.")
SENTENCES = {
    "damaged": BROKEN,
    "doctype": BROKEN,
    "path": BROKEN,
    "old": _("This is the old format of Word or Excel. Save it as .docx or .xlsx and send that."),
    "password": _("The file is locked with a password. Save it without one and send that."),
    "macros": _("The file holds macros. Save it as .docx or .xlsx, without macros, and send that."),
    "size": _("Unpacked, the file is far too large. Copy what is needed into a new one."),
    "parts": _("The file has far too many parts. Copy what is needed into a new one."),
    "nested": _("There is another file inside this file. Take it out and send the file again."),
    "outside": _("The file fetches something from elsewhere. Break the links and send it again."),
    "protected": _(
        "The file is protected against changes. Take the protection off and send it again."
    ),
    "template": _(
        "The fields of the file cannot be read. A field is a plain name between {{ and }}."
    ),
    "reach": _(
        "A sheet reaches further than %(rows)s rows or %(columns)s columns."
        " Delete the empty ones and send the file again."
    ),
}


class Unfit(Exception):
    """An office file that is not taken; `reason` is one of the keys of `SENTENCES`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    @property
    def message(self) -> str:
        """What to tell who sent it, in the language of the page."""
        bounds = {"rows": MOST_ROWS, "columns": MOST_COLUMNS}
        return str(SENTENCES[self.reason]) % bounds
