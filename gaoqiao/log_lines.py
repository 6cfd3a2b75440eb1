"""Lines of the log: what went wrong and where, without anybody's value.

An exception repeats the value that it stumbled over, and an address may hold a code or a token. So
a line has the words of an exception without what they quote, the code that it passed, and of a
request its route and the number of the fault, which the reader's error page shows.
"""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest

LEFT_OUT = "…"
# From the first quotation mark to the last, or to the end; mail; long numbers; not of ASCII.
VALUES = re.compile(r"""['"`].*['"`]|['"`].*|\S*@\S*|[\d*-]*\d{4}[\d*-]*|[^\x00-\x7f]+""")


class LineFormatter(logging.Formatter):
    """`logging.Formatter` that leaves values out of exceptions and addresses."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            record.message = of_request(record.message, request)
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:
        return "\n".join(told(error) for error in led_to(ei[1]))


def of_request(message: str, request: HttpRequest) -> str:
    """The message with the route in the place of the path, and with the fault's number."""
    found = request.resolver_match
    route = f"/{found.route}" if found else without_values(request.path)
    fault = getattr(request, "fault", "")
    return message.replace(request.path, route) + (f" (fault {fault})" if fault else "")


def led_to(error: BaseException | None) -> Iterator[BaseException]:
    """The exception after those that led to it, the first one first."""
    chain: list[BaseException] = []
    while error and error not in chain:
        chain.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return reversed(chain)


def told(error: BaseException) -> str:
    """The lines of code that an exception passed, its kind and its words without values."""
    kind = type(error)
    lines = "".join(traceback.format_tb(error.__traceback__))
    return f"{lines}{kind.__module__}.{kind.__qualname__}: {without_values(str(error))}"


def without_values(words: str) -> str:
    """The first line of the words, without what is quoted or looks like somebody's own."""
    return VALUES.sub(LEFT_OUT, words.partition("\n")[0])
