"""The portal beside a plain Django app, at three sizes of a town, on both databases.

    python -m bench.speed [--rows 200 10000 100000] [--rounds 5] [--each 20]
                          [--databases SQLite PostgreSQL] [--write docs/speed.md]

Both apps run on the same rows, settings, middleware, server and database, all sizes at once, and
are asked by turns, block by block: so a neighbour on the machine slows all alike. What is compared
is processor time of the workers and of the database, not the clock. Ends with 1 where a bound is
broken. How to read it: docs/speed.md.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench import page
from bench.apps import Town, cost, done, town
from bench.asked import KINDS, Kind, rows_of
from tests import servers

MOST_GROWTH = 1.2
WARM = 8  # requests of each sort, before anything is measured: both workers, several threads
WHOLE = 1.0
SPENT: dict[tuple[str, str, int, str], list[float]] = {}
Line = tuple[list[str], bool]


def main() -> int:
    """Fill, check, measure, print."""
    asked = arguments()
    began = os.getloadavg()
    turns = WARM + asked.rounds * asked.each
    lines: list[Line] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-bench-")))
        for database in asked.databases:
            with ExitStack() as ours:
                address = postgresql(ours) if database == "PostgreSQL" else ""
                towns = [
                    ours.enter_context(town(rows, turns, folder / f"{database}-{rows}", address))
                    for rows in asked.rows
                ]
                measure(database, towns, asked.rounds, asked.each)
                lines += [
                    line_of(database, kind, middle(database, kind, asked.rows)) for kind in KINDS
                ]
                lines.append(recall(database, towns[-1], len(towns)))
    programs = servers.postgresql_programs() if "PostgreSQL" in asked.databases else None
    about, found = page.about(programs and programs[0], began), table(asked.rows, lines)
    print(about, found, sep="\n\n")
    if asked.write:
        page.write(asked.write, about, found)
    return int(not all(kept for _cells, kept in lines))


def arguments() -> argparse.Namespace:
    """Sizes, and how often."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[200, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--each", type=int, default=20)
    parser.add_argument("--write", type=page.checked, metavar="DOCUMENT")
    known = ["SQLite", "PostgreSQL"]
    parser.add_argument("--databases", nargs="+", choices=known, default=known)
    return parser.parse_args()


def postgresql(stack: ExitStack) -> str:
    """The address of a PostgreSQL of our own."""
    programs = servers.postgresql_programs()
    if programs is None:
        sys.exit("PostgreSQL is missing: install Debian's postgresql or requirements-dev.txt.")
    return stack.enter_context(servers.postgresql(programs[0]))


def measure(database: str, towns: list[Town], rounds: int, each: int) -> None:
    """Blocks of requests by turns: of each sort, at each size, of each app."""
    turns = {(one.rows, kind.name): iter(range(10_000)) for one in towns for kind in KINDS}
    for kind in KINDS:
        for one in towns:
            warm(one, kind, turns[one.rows, kind.name])
    for _round in range(rounds):
        for kind in KINDS:
            for one in towns:
                numbers = [next(turns[one.rows, kind.name]) for _each in range(each)]
                for name, app in one.apps.items():
                    asked = [getattr(kind, name)(one.told, number) for number in numbers]
                    took = cost(app, asked)
                    SPENT.setdefault((database, kind.name, one.rows, name), []).append(took)


def warm(one: Town, kind: Kind, turns: Iterator[int]) -> None:
    """Ask a few times, and end the run where the two apps do not show the same rows."""
    for _each in range(WARM):
        turn = next(turns)
        shown = {
            name: rows_of("".join(app.ask(getattr(kind, name)(one.told, turn))))
            for name, app in one.apps.items()
        }
    if kind.rows and not (shown["portal"] and shown["portal"] == shown["plain"]):
        sys.exit(f"{kind.name}, {one.rows} rows: {shown}")


def middle(database: str, kind: Kind, sizes: list[int]) -> dict[str, list[float]]:
    """The medians of the blocks, from the smallest town to the largest, of each app."""
    return {
        name: [median(SPENT[database, kind.name, rows, name]) for rows in sizes]
        for name in ("plain", "portal")
    }


def line_of(database: str, kind: Kind, took: dict[str, list[float]]) -> Line:
    """A line of the table, and whether its bounds are kept."""
    times = [ours / plain for ours, plain in zip(took["portal"], took["plain"], strict=True)]
    growth = took["portal"][-1] / took["portal"][0]
    kept = round(growth, 2) <= MOST_GROWTH
    kept = kept and (kind.most is None or round(max(times), 2) <= kind.most)
    cells = [database, kind.name, *(f"{ms:.1f}" for ms in (*took["plain"], *took["portal"]))]
    cells += [f"{max(times):.2f}", f"{kind.most:g}" if kind.most else "", f"{growth:.2f}"]
    return [*cells, f"{MOST_GROWTH:g}", "kept" if kept else "BROKEN"], kept


def recall(database: str, one: Town, sizes: int) -> Line:
    """What the search finds of what LIKE finds, in the largest town."""
    told = json.loads(done([sys.executable, "-m", "bench.recall"], one.environment))
    least = min(told["recall"].values())
    words = f"search against LIKE, {len(told['recall'])} words"
    kept = least >= WHOLE
    cells = [database, words, *[""] * 2 * sizes]
    return [*cells, f"{least:.2f}", "≥ 1", "", "", "kept" if kept else "BROKEN"], kept


def table(sizes: list[int], lines: list[Line]) -> str:
    """Markdown; milliseconds of processor a request."""
    counts = [f"{rows:,}" for rows in sizes]
    head = ["database", "request", *(f"plain {n}" for n in counts)]
    head += [*(f"portal {n}" for n in counts), "portal : plain", "at most", "growth", "at most"]
    rows = [[*head, "verdict"], ["---"] * (len(head) + 1), *(cells for cells, _kept in lines)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


if __name__ == "__main__":
    sys.exit(main())
