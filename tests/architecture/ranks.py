"""Which file may import which: ranks and storeys as one pure function over the edges of imports.

`contracts.py` hands it the import graph (import-linter), tests hand it planted edges.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

WORDS = {
    7: "urls",
    6: "views api admin tasks feeds exports imports management apps templatetags middleware"
    " context checks migrations settings celery wsgi start errors",
    5: "forms filters",
    4: "actions",
    3: "queries",
    2: "access",
    1: "models",
}
RANK = {word: rank for rank, words in WORDS.items() for word in words.split()}

Edge = tuple[str, str]


@dataclass(frozen=True)
class House:
    """The rooms from the top storey down, and the modules whose rank their name does not say.

    `divided` rooms are cut by subject: each package below them that is not itself named by a rank
    counts as a small room, and may use the same rank of another subject.
    """

    rooms: tuple[str, ...]
    divided: frozenset[str] = frozenset()
    pure: frozenset[str] = frozenset()
    named: dict[str, int] = field(default_factory=dict)

    def rank(self, module: str) -> int | None:
        """The first word after the room that is a rank; else the rank that the list gives."""
        if module in self.named:
            return self.named[module]
        for word in module.split(".")[1:]:
            if word in RANK:
                return RANK[word]
        return 0 if module in self.pure else None

    def storey(self, module: str) -> int:
        """How high the room of the module stands; 0 is the ground."""
        return len(self.rooms) - 1 - self.rooms.index(module.split(".")[0])

    def subject(self, module: str) -> str:
        """The room, or in a divided room the subject package, that the module belongs to."""
        parts = module.split(".")
        if parts[0] in self.divided and len(parts) > 2 and parts[1] not in RANK:
            return ".".join(parts[:2])
        return parts[0]

    def rank_package(self, module: str) -> str:
        """The module up to its rank word: `residents.actions` of `residents.actions.needs`."""
        parts = module.split(".")
        for at, word in enumerate(parts[1:], start=1):
            if word in RANK:
                return ".".join(parts[: at + 1])
        return module


def faults(
    house: House, modules: Iterable[str], packages: Iterable[str], edges: Iterable[Edge]
) -> list[str]:
    """A sentence for each module without a rank, stale name in a list, edge up, and circle."""
    modules, packages, edges = set(modules), set(packages), sorted(edges)
    touched = {module for edge in edges for module in edge}
    found = []
    for module in sorted(modules):
        # A room or subject package only holds others: its __init__ neither imports nor is imported
        # (but the shell's imports the Celery application).
        folder = module in packages and (module not in touched or module in house.rooms)
        if house.rank(module) is None and not folder:
            found.append(
                f"{module} has no rank: name the file by its rank,"
                " or list it as pure in pyproject.toml"
            )
    for name in sorted((house.pure | house.named.keys()) - modules):
        found.append(f"{name} is listed with a rank in pyproject.toml, and there is no such module")
    level = []
    for importer, imported in edges:
        why = _fault(house, importer, imported)
        if why:
            found.append(f"{importer} -> {imported}: {why}")
        elif house.rank(importer) == house.rank(imported):
            level.append((importer, imported))
    return found + [f"circle: {' -> '.join(circle)}" for circle in circles(level)]


def _fault(house: House, importer: str, imported: str) -> str:
    high, low = house.storey(importer), house.storey(imported)
    if low > high:
        return "imports a room of a higher storey"
    above, below = house.rank(importer), house.rank(imported)
    if imported in house.rooms:
        return "imports a room itself, which holds no code"
    if above is None or below is None:
        return ""  # said once, where the module is named
    if below > above:
        return f"rank {above} imports rank {below}"
    sibling = house.rank_package(importer) == house.rank_package(imported)
    other = low < high or house.subject(importer) != house.subject(imported)
    pure = above == 0
    if below == above and not (sibling or other or pure):
        return f"rank {above} imports the same rank of its own room"
    return ""


def circles(edges: Iterable[Edge]) -> list[list[str]]:
    """Each circle found by walking the edges depth first; empty when there is none."""
    onward: dict[str, list[str]] = {}
    for importer, imported in edges:
        onward.setdefault(importer, []).append(imported)
    done: set[str] = set()
    found = []

    def walk(module: str, path: list[str]) -> None:
        if module in path:
            found.append([*path[path.index(module) :], module])
        elif module not in done:
            for following in onward.get(module, []):
                walk(following, [*path, module])
            done.add(module)

    for start in sorted(onward):
        walk(start, [])
    return found
