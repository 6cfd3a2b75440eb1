"""What an Excel export costs beside Python's own csv module, in one run.

    python -m bench.export [rows]

Both write the same generated rows of twelve columns to a file, turn by turn; the best turn counts.
Peak memory is measured in a process that does nothing else. Ends with 1 where a bound is broken.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

from foundation.sheets.workbook import Column, Sheet, write

ROWS, TURNS = 100_000, 9
MOST_TIMES, MOST_MEGABYTES = 2.0, 30.0
COLUMNS = [Column(f"第{n}列") for n in range(1, 13)]
START, MIDNIGHT = date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC)
VILLAGES = ["东示范村", "西示范村", "南示范村", "北示范社区", "示范桥村"]


def rows(count: int) -> Iterator[list[Any]]:
    """Rows as an export of needs has them: words, counts, sums, days, moments, gaps."""
    for n in range(count):
        yield [
            f"2611-{n:05}",
            VILLAGES[n % 5],
            f"三号楼东侧充电插座不够用，请加装 {n % 97 + 1} 个",
            "提需求",
            "办理中" if n % 3 else "已回访",
            n,
            n % 60,
            Decimal(n * 7) / 100,
            START + timedelta(days=n % 365),
            MIDNIGHT + timedelta(minutes=n),
            None if n % 4 else "电话回访：满意 & 谢谢",
            "=1+1" if n % 50 == 0 else "居民",
        ]


def as_csv(path: Path, count: int) -> None:
    """The rows by the csv module."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(column.title for column in COLUMNS)
        writer.writerows(rows(count))


def as_xlsx(path: Path, count: int) -> None:
    """The rows by our writer."""
    with path.open("wb") as out:
        write(out, [Sheet("需求", COLUMNS, rows(count))])


WAYS: dict[str, Callable[[Path, int], None]] = {"csv": as_csv, "xlsx": as_xlsx}


def seconds(folder: Path, count: int, turns: int = TURNS) -> dict[str, float]:
    """Processor seconds of the best of so many turns, for each way; the turns alternate."""
    best = dict.fromkeys(WAYS, float("inf"))
    for _turn in range(turns):
        for name, way in WAYS.items():
            began = time.process_time()
            way(folder / f"rows.{name}", count)
            best[name] = min(best[name], time.process_time() - began)
    return best


def growth(way: str, folder: Path, count: int) -> float:
    """Megabytes by which the peak of a process grows while it writes so many rows."""
    command = [sys.executable, "-m", "bench.export", way, str(folder / "alone"), str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout)


def alone(way: str, path: str, count: str) -> None:
    """Write once in this process and print by how many megabytes its peak grew."""
    WAYS[way](Path(path), 10)
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
    before = peak()
    WAYS[way](Path(path), int(count))
    print((peak() - before) / 1024)


def peak() -> int:
    """The most memory this process has had, in kilobytes."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if "VmHWM" in line)


def main(count: int) -> int:
    """Print seconds, sizes, memory and the ratio; 1 if one is over its bound."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        took = seconds(folder, count)
        grew = {way: growth(way, folder, count) for way in WAYS}
        print(f"{count} rows of {len(COLUMNS)} columns, best of {TURNS} turns")
        for way in WAYS:
            size = os.path.getsize(folder / f"rows.{way}") / 1e6
            print(f"{way:5} {took[way]:6.2f} s {size:6.1f} MB, memory +{grew[way]:.1f} MB")
    ratio = took["xlsx"] / took["csv"]
    print(f"xlsx : csv = {ratio:.2f} (at most {MOST_TIMES:g}),", end=" ")
    print(f"memory +{grew['xlsx']:.1f} MB (at most {MOST_MEGABYTES:g})")
    return int(ratio > MOST_TIMES or grew["xlsx"] > MOST_MEGABYTES)


if __name__ == "__main__":
    if not settings.configured:
        settings.configure(USE_TZ=True, TIME_ZONE="Asia/Shanghai")
    if len(sys.argv) == 4:
        alone(*sys.argv[1:])
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
