"""A town's brief while people read: done within a minute, and the pages nearly as quick as before?

    python -m bench.brief

A portal of its own is started in a temporary folder, with 29 villages and three years of records
(`bench.town`). Two readers ask for public pages, first alone, then while the brief of last month
is made. Seconds by the clock depend on who else uses the machine; processor seconds do not. Then a
Word paper of twenty pages is written. Ends with 1 where a bound is broken.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MOST_SECONDS, MOST_TIMES, MOST_PAPER_SECONDS = 60.0, 3.0, 2.0
ALONE_SECONDS, EVERY = 30.0, 0.1
READERS = 2
PAGES = ("/", "/needs/", "/services/", "/ledger/", "/workshops/", "/reports/", "/meetings/")
WARM = 6
TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def portal(folder: Path) -> Iterator[tuple[int, int]]:
    """A portal with the demo, its port and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"DATA_DIR": str(folder), "PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "-m", "gaoqiao.start"],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        if process.stdout is None or not any("Ctrl-C stops" in line for line in process.stdout):
            sys.exit("The portal did not start.")
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def worked(parent: int, word: str) -> float:
    """Processor seconds of a child of the launcher, and of its children."""
    found = processes()
    groups = [pid for pid, above, _group, said in found if above == parent and word in said]
    return sum(spent(pid) for pid, _above, group, _said in found if group in groups)


def processes() -> list[tuple[int, int, int, str]]:
    """pid, parent, group and command of every process."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            command = (folder / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
        found.append((int(folder.name), int(fields[1]), int(fields[2]), command))
    return found


def spent(pid: int) -> float:
    """Processor seconds of a process and of its ended children."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


class Readers:
    """People who read public pages, ten pages a second each, and how long they waited."""

    def __init__(self, port: int) -> None:
        self.port, self.waited, self.over = port, list[float](), threading.Event()
        self.threads = [threading.Thread(target=self.read, args=(n,)) for n in range(READERS)]

    def __enter__(self) -> Readers:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()

    def read(self, first: int) -> None:
        """One page after another until it is over."""
        at = first
        while not self.over.is_set():
            self.waited.append(seconds_of(self.port, PAGES[at % len(PAGES)]))
            at += 1
            self.over.wait(max(0.0, EVERY - self.waited[-1]))

    @property
    def p99(self) -> float:
        """The wait that one of a hundred pages exceeds."""
        return sorted(self.waited)[int(len(self.waited) * 0.99)]


def seconds_of(port: int, address: str) -> float:
    """How long a page takes; anything but a page ends the measurement."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    began = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    took = time.perf_counter() - began
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{address} answered {answer.status}")
    return took


def inside(folder: Path, what: str) -> dict[str, Any]:
    """What a process of the portal's own does and tells: see `bench.inside`."""
    command = [sys.executable, "-m", "bench.inside", what]
    environment = os.environ | {"DATA_DIR": str(folder)}
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def line(words: str, value: float, most: float, unit: str) -> bool:
    """Print a bound and whether it is kept."""
    print(f"{words}: {value:.2f}{unit} (at most {most:g}{unit})")
    return value <= most


def main() -> int:
    """Fill, measure, print. 1 if a bound is broken."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name:
        folder = Path(name)
        with portal(folder) as (port, pid):
            print("records:", inside(folder, "fill"))
            for _turn in range(WARM):
                for address in PAGES:
                    seconds_of(port, address)
            with Readers(port) as alone:
                time.sleep(ALONE_SECONDS)
            before = {word: worked(pid, word) for word in ("gunicorn", "celery")}
            with Readers(port) as beside:
                brief = inside(folder, "brief")
            after = {word: worked(pid, word) for word in before}
            paper = inside(folder, "paper")
    used = {word: after[word] - before[word] for word in before}
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"the worker used {used['celery']:.1f} s of processor, the site {used['gunicorn']:.1f} s")
    print(
        f"pages alone {alone.p99 * 1000:.0f} ms, beside {beside.p99 * 1000:.0f} ms (p99 of", end=" "
    )
    print(f"{len(alone.waited)} and {len(beside.waited)})")
    print(f"a Word paper of {paper['pages']} pages took {paper['seconds']:.2f} s by the clock")
    kept = [
        line("a brief, asked for and done", brief["seconds"], MOST_SECONDS, " s"),
        line("pages beside it : alone", beside.p99 / alone.p99, MOST_TIMES, ""),
        line("the Word paper, processor time", paper["processor"], MOST_PAPER_SECONDS, " s"),
    ]
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
