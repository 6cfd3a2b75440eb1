"""What sealing costs writers: windows with and without it, turn about, in one run.

    python -m tests.seals.speed write|seal|check FOLDER NUMBER    (a process of the measurement)

The sealer is a process of its own, as it is a worker's in earnest, and seals every two seconds:
more often than the clock has it done. Told are the acts a second with and without it, and the share
of the processor that sealing takes of all that the portal and PostgreSQL use: the same on a machine
that is busy to its limits, and steady where others use the machine too.
"""

import os
import statistics
import subprocess
import sys
import time
from math import sqrt
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import django
from django.db import connection

from tests.processes import database_environment

WINDOWS = int(os.environ.get("WINDOWS", "8"))  # of each kind
WINDOW, PAUSE, PROCESSES, CHECKERS, FEW = 6.0, 2, 5, 4, 1_000
PARENT = os.getppid()


class Pair(NamedTuple):
    """Acts a second without and with sealing; the share of the work that is sealing, then."""

    bare: float
    sealing: float
    share: float

    @property
    def lost(self):
        """The share of speed that is lost."""
        return 1 - self.sealing / self.bare


def measure(folder, writers):
    """As many pairs of windows as asked for; and as the control, the share of the work that is
    sealing with checkers of the whole chain beside the sealer, who never rest."""
    each = writers // PROCESSES
    running = [started("write", folder, each + 100 * at) for at in range(PROCESSES)]
    running.append(started("seal", folder, 0))
    try:
        wait_until(lambda: written() > 10 * writers and (folder / "backend").exists())
        sealer = [running[-1].pid, int((folder / "backend").read_text())]
        ours = [process.pid for process in running] + [stat(sealer[1])[1]]  # the postmaster
        pairs = [pair(folder, ours, sealer, turn) for turn in range(WINDOWS)]
        dear = [started("check", folder, number) for number in range(CHECKERS)]
        running += dear
        wait_until(lambda: len(list(folder.glob("checks-*"))) == CHECKERS)
        more = [process.pid for process in dear]
        return pairs, window(folder, ours + more, sealer + more, sealing=True)[1]
    finally:
        (folder / "stop").touch()
        for process in running:
            process.wait(timeout=60)


def started(role, folder, number):
    """A process of the measurement, on the database of the test."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.seals.speed", role, str(folder), str(number)],
        env={**os.environ, **database_environment(), "DATA_DIR": str(folder)},
    )


def pair(folder, ours, sealer, turn):
    """One window of each kind; which is first changes from pair to pair."""
    found = {}
    for sealing in (turn % 2 == 0, turn % 2 == 1):
        catch_up(folder)
        found[sealing] = window(folder, ours, sealer, sealing)
    return Pair(found[False][0], *found[True])


def catch_up(folder):
    """Until all is sealed but what was written a moment ago."""
    (folder / "seal").touch()
    wait_until(lambda: waiting() < FEW)
    (folder / "seal").unlink()
    time.sleep(PAUSE)


def window(folder, ours, sealer, sealing):
    """Acts a second for some seconds, and the share of the work that the sealer did."""
    if sealing:
        (folder / "seal").touch()
    began, before = time.monotonic(), written()
    all_work, seal_work = work_of(ours), work_of(sealer)
    time.sleep(WINDOW)
    speed = (written() - before) / (time.monotonic() - began)
    share = (work_of(sealer) - seal_work) / (work_of(ours) - all_work)
    (folder / "seal").unlink(missing_ok=True)
    return speed, share


def stat(pid):
    """Of a process: its number, its parent's, and the processor seconds of it and its dead."""
    said = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    ticks = sum(int(number) for number in said[11:15])
    return pid, int(said[1]), ticks / os.sysconf("SC_CLK_TCK")


def work_of(roots):
    """The processor seconds of processes with all that they have started."""
    known = {}
    for folder in Path("/proc").iterdir():
        try:
            pid, parent, seconds = stat(int(folder.name)) if folder.name.isdigit() else (0, 0, 0)
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has ended meanwhile
        known[pid] = (parent, seconds)

    def below(pid):
        return pid in roots or (pid in known and pid > 1 and below(known[pid][0]))

    return sum(seconds for pid, (_parent, seconds) in known.items() if below(pid))


def written():
    """How many acts were committed."""
    return asked("SELECT count(*) FROM foundation_entry WHERE verb = 'sitetext.written'")


def waiting():
    """How many entries were written since the newest that is sealed."""
    return asked(
        "SELECT count(*) FROM foundation_entry WHERE id > (SELECT coalesce(max(subject), 0)"
        " FROM foundation_seal WHERE chain = 'record')"
    )


def asked(statement):
    """The one number that a statement answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def wait_until(true, seconds=180):
    """Until it is so."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def share(pairs):
    """The median share of the work that is sealing."""
    return statistics.median(one.share for one in pairs)


def lost(pairs):
    """The median share of speed that is lost by the clock."""
    return statistics.median(one.lost for one in pairs)


def surely_lost(pairs):
    """The share of speed that is lost by the clock, less twice its uncertainty: on a machine with
    others the windows differ by more than sealing costs."""
    losses = [one.lost for one in pairs]
    return statistics.mean(losses) - 2 * statistics.stdev(losses) / sqrt(len(losses))


def table(pairs, writers):
    """What `make prove` shows."""
    bare, sealing = (statistics.median(one[at] for one in pairs) for at in (0, 1))
    return [
        f"Sealing beside {writers} writers, {len(pairs)} pairs of windows of {WINDOW:.0f} s:",
        f"acts a second     {bare:>6.0f} without {sealing:>6.0f} with it {lost(pairs):>8.1%} lost",
        f"share of the work  {100 * share(pairs):>6.1f} % is sealing",
    ]


def wanted(folder):
    """Whether the measurement goes on; it does not when whoever measures is gone."""
    return os.getppid() == PARENT and not (folder / "stop").exists()


def writing(folder, first, number):
    """Threads that each change a text of the site, over and over."""
    from foundation.actor import clock  # noqa: PLC0415  Django is set up by now
    from foundation.site.actions import write_text  # noqa: PLC0415

    def write(key):
        revision = 0
        while wanted(folder):
            words = {"text": str(revision), "revision": revision}
            row = write_text(by=clock("tests"), key=key, language="en", **words)
            revision = row.revision

    threads = [Thread(target=write, args=(f"k{first + one}",)) for one in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def sealing(folder):
    """Seals every two seconds, while it is wanted."""
    from foundation.seals.actions import seal_all  # noqa: PLC0415

    (folder / "backend").write_text(str(asked("SELECT pg_backend_pid()")))
    while wanted(folder):
        if (folder / "seal").exists():
            seal_all()
        time.sleep(PAUSE)


def checking(folder, number):
    """Checks the whole chain, over and over, while it is wanted."""
    from foundation.seals.queries.checking import findings_of_all  # noqa: PLC0415

    (folder / f"checks-{number}").touch()
    while wanted(folder):
        list(findings_of_all())


if __name__ == "__main__":
    django.setup()
    role, place, part = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    if role == "write":
        writing(place, part - part % 100, part % 100)
    elif role == "check":
        checking(place, part)
    else:
        sealing(place)
