"""`make prove`: the long tests, row by row of `tests/proofs.py`, and one table of what came out.

    python -m tests.prove [--only NAME ...] [--short] [--write]

A row is held if each of its tests ran and passed on each of its databases, and handed over a figure
and what its control did (fixtures `figure` and `control`); nothing else makes it so. Ends with 1
where a row is not held. `--only` takes rows by name, `--short` small numbers (`SHORT`),
`--write` puts the table into docs/reliability.md: only of a whole run.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator

import django

from tests import run
from tests.handed_over import CONTROL, FIGURE
from tests.proofs import ROWS, SHORT, WHOLE, Row

PAGE = run.BASE / "docs" / "reliability.md"
BEGIN, END = "<!-- the table of make prove -->", "<!-- end of the table -->"
HEAD = "| | what is promised | bound | what came out | control: with the guard off | tests | |"
HELD = "held"
Results = dict[str, run.Round]  # of one turn, by database


def main(words: list[str]) -> int:
    """Prove the rows that are asked for; 0 only if each is held."""
    asked = arguments(words)
    rows = [row for row in ROWS if row.name in (asked.only or [row.name for row in ROWS])]
    began = time.monotonic()
    results: dict[str, Results] = {}
    with run.real_parts() as parts:
        kept = {name: text for name, text in parts.environment.items() if name not in WHOLE}
        for turn in dict.fromkeys(row.turn for row in rows):
            given = of_each_database([row for row in rows if row.turn == turn])
            environment = kept | (SHORT if asked.short else WHOLE)
            done = run.both(given, environment, parts)
            results[turn] = {one.name: one for one in done}
    verdicts = {row.name: verdict(row, results[row.turn]) for row in rows}
    lines = [*table(rows, results, verdicts), "", told_of(asked, time.monotonic() - began, parts)]
    print("\n=== Proofs ===", *lines, sep="\n")
    if asked.write:
        PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), lines), encoding="utf-8")
    return 0 if set(verdicts.values()) == {HELD} else 1


def arguments(words: list[str]) -> argparse.Namespace:
    """What is asked for; a table of a part or in small numbers is not written."""
    parser = argparse.ArgumentParser(prog="python -m tests.prove")
    parser.add_argument("--only", nargs="+", choices=[row.name for row in ROWS], metavar="NAME")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(words)
    if asked.write and (asked.only or asked.short):
        parser.error("only the table of a whole run is written")
    return asked


def of_each_database(rows: list[Row]) -> dict[str, list[str]]:
    """What pytest is given in the rounds of a turn: one process each, that the other counts."""
    given: dict[str, list[str]] = {}
    for row in rows:
        for database in row.databases:
            tests = given.setdefault(database, ["-n0", "-q"])
            tests.extend(one for one in row.tests if one not in tests)
    return given


def results_of(row: Row, database: str, results: Results) -> dict[str, dict]:
    """The row's tests that ran on a database, by their names."""
    tests = results[database].tests if database in results else {}
    return {name: told for name, told in tests.items() if any(covers(t, name) for t in row.tests)}


def covers(given: str, name: str) -> bool:
    """Whether what pytest is given, a file or a test with or without parameters, means this one."""
    return name == given or name.startswith((f"{given}::", f"{given}["))


def verdict(row: Row, results: Results) -> str:
    """`HELD`, or why not."""
    said = [f"**{fault}**" for fault in faults(row, results)]
    return "<br>".join(said) or HELD


def faults(row: Row, results: Results) -> Iterator[str]:
    """Why a row is not held."""
    for database in row.databases:
        ran = results_of(row, database, results)
        for given in row.tests:
            if not any(covers(given, name) for name in ran):
                yield f"did not run on {database}: {given}"
        amiss = sorted(name for name, told in ran.items() if told["outcome"] != "passed")
        if amiss:
            outcome = ran[amiss[0]]["outcome"]
            yield f"{len(amiss)} of {len(ran)} tests amiss on {database}, {outcome}: {amiss[0]}"
        if not all_of(FIGURE, ran):
            yield f"no figure from {database}"
        if not all_of(CONTROL, ran) and not row.uncontrolled:
            yield f"no control on {database}"


def all_of(what: str, ran: dict[str, dict]) -> list:
    """The figures, or controls, of tests that ran, in the order of their names."""
    return [one for name in sorted(ran) for one in ran[name][what]]


def table(rows: Iterable[Row], results: dict[str, Results], verdicts: dict[str, str]) -> list[str]:
    """The table in Markdown, a line for each row."""
    lines = [HEAD, "|---|---|---|---|---|---|---|"]
    for row in rows:
        figures, bounds, controls, tests = {}, {}, {}, {}
        for database in row.databases:
            ran = results_of(row, database, results[row.turn])
            pairs = all_of(FIGURE, ran)
            figures[database] = "; ".join(dict.fromkeys(said_of(pairs)))
            bounds.update(dict.fromkeys(bound for _said, bound in pairs))
            controls[database] = "; ".join(dict.fromkeys(all_of(CONTROL, ran)))
            tests[database] = str(len(ran))
        cells = [row.name, row.promise, "; ".join(bounds), by_database(figures)]
        cells += [row.uncontrolled or by_database(controls), by_database(tests), verdicts[row.name]]
        lines.append("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |")
    return lines


def said_of(pairs: list) -> Iterator[str]:
    """The figures; numbers of things that several tests counted a part of, added up."""
    counted: Counter[str] = Counter()
    for said, _bound in pairs:
        if isinstance(said, dict):
            counted.update(said)
        else:
            yield said
    if counted:
        yield ", ".join(f"{number} {things}" for things, number in counted.items())


def by_database(said: dict[str, str]) -> str:
    """What each database has to say; once, if they say the same."""
    if len(said) > 1 and len(set(said.values())) == 1:
        return f"both: {next(iter(said.values()))}"
    return "<br>".join(f"{database}: {text}" for database, text in said.items())


def told_of(asked: argparse.Namespace, seconds: float, parts: run.Parts) -> str:
    """When, on what and in which form."""
    day = time.strftime("%d %B %Y")
    form = "In small numbers" if asked.short else "With the numbers of `make prove`"
    postgresql = re.sub(r"[^\d.]*([\d.]+).*", r"\1", run.version(parts.postgresql[0] / "postgres"))
    return (
        f"{form}, {day}, in {seconds / 60:.0f} minutes on {os.cpu_count()}"
        f" processors: Python {platform.python_version()}, Django {django.__version__},"
        f" SQLite {sqlite3.sqlite_version}, PostgreSQL {postgresql}."
    )


def written(page: str, lines: list[str]) -> str:
    """The page with these lines between its marks."""
    before, begin, rest = page.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"{PAGE.name} has no place for the table.")
    return f"{before}{BEGIN}\n\n" + "\n".join(lines) + f"\n\n{END}{after}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
