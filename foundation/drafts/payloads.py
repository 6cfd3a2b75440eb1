"""What may stand in a draft: whatever was typed, valid or not, up to a size."""

from __future__ import annotations

import json
import re
from typing import Any

from django.utils.translation import gettext as _

from foundation.refusals import Refused

MAX_BYTES = 256 * 1024
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def packed(payload: dict[str, Any]) -> str:
    """JSON text of at most `MAX_BYTES` in UTF-8, else `Refused`.

    NUL, emoji and rare Han characters come back as they were; half a character (a lone surrogate),
    which no page could show, becomes U+FFFD.
    """
    try:
        text = json.dumps(payload, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (RecursionError, ValueError) as error:
        raise Refused(_("This cannot be kept as a draft.")) from error
    text = LONE_SURROGATE.sub("\ufffd", text)
    if len(text.encode()) > MAX_BYTES:
        raise Refused(
            _("This is too long to keep as a draft: at most %(kilobytes)s kB.")
            % {"kilobytes": MAX_BYTES // 1024}
        )
    return text


def unpacked(text: str) -> dict[str, Any]:
    """What `packed` packed."""
    return json.loads(text)
