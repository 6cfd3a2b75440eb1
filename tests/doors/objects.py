"""What the address of each door is made of, and what is posted to it.

`ADDRESS[name](corner, sort)` gives the keyword arguments for `reverse`, where the corner is the
village of the line's kind and the sort what follows the colon in it (`own:public` → `public`).
`POSTED[name](corner)` gives the fields of a form; without an entry the form is empty.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from foundation.site.actions import shorten
from tests.personas import Corner

ADDRESS: dict[str, Callable[[Corner, str], dict[str, Any]]] = {
    "short-link": lambda corner, sort: {"code": shorten("/services/").code},
}
POSTED: dict[str, Callable[[Corner], dict[str, Any]]] = {}
