"""What systemd does with a unit: start it, and start it again when it was killed."""

import configparser
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, RLock, Thread
from typing import Any

LOOK_EVERY = 0.1
STOP_SECONDS = 30


class Service:
    """A process group; after its end it is started again where its unit says so."""

    def __init__(self, name: str, command: list[str], unit: Any, log: Path, **options: Any) -> None:
        self.name, self.command, self.log, self.options = name, command, log, options
        self.again = unit.get("Restart", "no") == "always"
        self.pause = float(unit.get("RestartSec", "0.1"))
        self.starts, self.ended = 0, 0.0
        self.start()

    def start(self) -> None:
        """In a group and a session of its own, as a service is."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self.options,
            )
        self.starts, self.ended = self.starts + 1, 0.0

    def look(self) -> None:
        """Start it again if it has ended, after the pause."""
        if self.process.poll() is None:
            return
        self.ended = self.ended or time.monotonic()
        if self.again and time.monotonic() - self.ended >= self.pause:
            self.start()

    def kill(self) -> None:
        """kill -9 of all of it, as for want of power."""
        os.killpg(self.process.pid, signal.SIGKILL)

    def stop(self) -> None:
        """End it: PostgreSQL by asking, so that it leaves no shared memory, the others at once."""
        if self.process.poll() is None:
            if self.name == "postgresql":
                self.process.send_signal(signal.SIGINT)
            else:
                self.kill()
        self.process.wait(STOP_SECONDS)


class Supervisor:
    """All services, looked after by a thread."""

    def __init__(self) -> None:
        self.services: dict[str, Service] = {}
        self.lock, self.over = RLock(), Event()
        self.thread = Thread(target=self.watch, daemon=True)
        self.thread.start()

    def add(self, name: str, make: Callable[[], Service]) -> None:
        """Start a service; one of this name that runs is stopped before."""
        with self.lock:
            if name in self.services:
                self.services.pop(name).stop()
            self.services[name] = make()

    def watch(self) -> None:
        while not self.over.wait(LOOK_EVERY):
            with self.lock:
                for service in self.services.values():
                    service.look()

    def stop(self) -> None:
        """The last that was started ends first."""
        self.over.set()
        self.thread.join()
        for service in reversed(self.services.values()):
            service.stop()


def unit_of(path: Path) -> Any:
    """The [Service] section of a unit or of a drop-in."""
    read = configparser.ConfigParser(interpolation=None, strict=False)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(path, encoding="utf-8")
    return read["Service"]
