"""The rank contract as import-linter runs it (`lint-imports`, configured in pyproject.toml)."""

from __future__ import annotations

from pathlib import Path

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

from tests.architecture.ranks import House, faults


class RankContract(Contract):
    """Every module has a rank and imports only what its rank and storey allow."""

    type_name = "ranks"

    rooms = fields.ListField(subfield=fields.StringField())
    divided = fields.ListField(subfield=fields.StringField(), required=False, default=[])
    pure = fields.ListField(subfield=fields.StringField(), required=False, default=[])
    named = fields.ListField(subfield=fields.StringField(), required=False, default=[])

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        house = House(
            rooms=tuple(self.rooms),
            divided=frozenset(self.divided),
            pure=frozenset(self.pure),
            named={name: int(rank) for name, rank in (line.split("=") for line in self.named)},
        )
        edges = {
            (importer, imported)
            for importer in graph.modules
            for imported in graph.find_modules_directly_imported_by(importer)
        }
        packages = {m for m in graph.modules if Path(*m.split(".")).is_dir()}
        found = faults(house, graph.modules, packages, edges)
        return ContractCheck(kept=not found, metadata={"faults": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for fault in check.metadata["faults"]:
            output.print_error(f"- {fault}", bold=False)
        output.new_line()
