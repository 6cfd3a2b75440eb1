"""Partners who enter deliveries through nginx, and the journal of what they were told."""

import http.client
import secrets
import ssl
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from threading import Lock, Thread
from typing import Any
from urllib.parse import urlencode

HOST = "portal.example"
PAUSE = 0.2
ONCE_MORE = 10  # each so many-th is sent again, as by a phone that has not heard the answer
AWAY = (OSError, http.client.HTTPException)


@dataclass
class Journal:
    """What was acknowledged, and every other answer with its moment."""

    acknowledged: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    unreached: list[float] = field(default_factory=list)
    heard: list[float] = field(default_factory=list)  # when something was acknowledged


@dataclass
class Writers:
    """Threads that write until so many are acknowledged; the keys are the phones' own."""

    port: int
    scene: dict[str, Any]
    cafile: str
    keyed: bool = True
    journal: Journal = field(default_factory=Journal)

    def write(self, prefix: str, total: int, threads: int = 4) -> list[Thread]:
        """Begin; the threads end when everything is acknowledged."""
        numbers, lock = count(), Lock()

        def work() -> None:
            phone = Phone(self.port, self.scene, self.cafile)
            while (number := take(numbers, lock)) < total:
                self.one(phone, f"{prefix}-{number}", twice=number % ONCE_MORE == 0)
            phone.hang_up()

        started = [Thread(target=work, daemon=True) for _ in range(threads)]
        for thread in started:
            thread.start()
        return started

    def one(self, phone: Any, note: str, *, twice: bool) -> None:
        """Send it until it is acknowledged."""
        key, began, told = secrets.token_hex(16), time.monotonic(), 0
        while told < 1 + twice:
            status = self.sent(phone, note, key if self.keyed else secrets.token_hex(16))
            if status == 302:
                told += 1
            elif status not in (0, 503):
                return  # counted among the answers: the test names it
            else:
                time.sleep(PAUSE)
        self.journal.waits.append(time.monotonic() - began)
        self.journal.heard.append(time.monotonic())
        self.journal.acknowledged.append(note)

    def sent(self, phone: Any, note: str, key: str) -> int:
        """The answer's status; 0 where nobody answered."""
        try:
            status = phone.enter(note, key)
        except AWAY:
            self.journal.unreached.append(time.monotonic())
            phone.hang_up()
            return 0
        self.journal.answers[status] += 1
        return int(status)


class Phone:
    """A browser of the partner's, whose session is known."""

    def __init__(self, port: int, scene: dict[str, Any], cafile: str) -> None:
        self.port, self.scene = port, scene
        self.context = ssl.create_default_context(cafile=cafile)
        self.token = secrets.token_hex(16)
        self.connection: http.client.HTTPSConnection | None = None

    def enter(self, note: str, key: str) -> int:
        """Post one delivery."""
        fields = {"key": key, "day": self.scene["day"], "quantity": "1", "note": note}
        body = urlencode(fields)
        address = f"/partner/enter/{self.scene['obligation']}/"
        return self.ask("POST", address, body)

    def ask(self, method: str, address: str, body: str = "") -> int:
        """The status of an answer, which is read to its end."""
        if self.connection is None:
            self.connection = Direct(self.port, self.context)
        self.connection.request(method, address, body or None, self.headers())
        response = self.connection.getresponse()
        response.read()
        return response.status

    def headers(self) -> dict[str, str]:
        """Session and form token, as the browser sends them."""
        cookies = {"__Host-session": self.scene["session"], "__Host-csrf": self.token}
        return {
            "Host": HOST,
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "X-CSRFToken": self.token,
            "Referer": f"https://{HOST}/",
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def hang_up(self) -> None:
        """A new connection next time."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None


class Direct(http.client.HTTPSConnection):
    """To nginx on this machine, under the name of the site."""

    def __init__(self, port: int, context: ssl.SSLContext) -> None:
        super().__init__("127.0.0.1", port, timeout=30)
        self.tls = context

    def connect(self) -> None:
        http.client.HTTPConnection.connect(self)
        self.sock = self.tls.wrap_socket(self.sock, server_hostname=HOST)


def take(numbers: Any, lock: Lock) -> int:
    with lock:
        return int(next(numbers))


def faults(acknowledged: list[str], rows: Counter[str]) -> dict[str, list[str]]:
    """What was acknowledged and is not there, and what is there more than once."""
    return {
        "lost": sorted(set(acknowledged) - rows.keys()),
        "doubled": sorted(note for note, number in rows.items() if number > 1),
    }
