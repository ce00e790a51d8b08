"""A contract for import-linter: a table of rooms, and of what each of them may import. It stands in `pyproject.toml`.

A room is a package or a module; the narrowest row counts. Its modules import each other, the standard library, and
what their row names: rooms, third-party packages, or groups of them; `*` is everything. Only direct imports count:
what a neighbour does is the neighbour's row. A module that imports anything needs a row.
"""

import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

Table = dict[str, list[str]]


class TableField(fields.Field[Table]):
    """A table of names, as TOML has it."""

    def parse(self, raw_data: object) -> Table:
        """The table itself. Raises `ValidationError` for anything else."""
        if not isinstance(raw_data, dict):
            raise fields.ValidationError("Expected a table.")
        return {str(name): list(names) for name, names in raw_data.items()}


class Trespass(NamedTuple):
    """An import that no row allows."""

    importer: str
    imported: str
    line: int


class Rooms(Contract):
    """Who may import whom."""

    type_name = "rooms"
    groups = TableField(default={})
    rooms = TableField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Kept when the table allows every import."""
        trespasses = sorted(self._trespasses(graph))
        return ContractCheck(kept=not trespasses, metadata={"trespasses": trespasses})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """A line for each import that the table does not allow."""
        for importer, imported, line in check.metadata["trespasses"]:
            output.print_error(f"{importer} may not import {imported} (line {line})", bold=False)

    def _trespasses(self, graph: ImportGraph) -> Iterator[Trespass]:
        for importer in graph.modules:
            allowed = self._allowed(importer)
            for imported in graph.find_modules_directly_imported_by(importer):
                if not _is_in(imported, allowed):
                    detail = graph.get_import_details(importer=importer, imported=imported)[0]
                    yield Trespass(importer, imported, detail["line_number"])

    def _allowed(self, module: str) -> set[str]:
        rooms, groups = cast(Table, self.rooms), cast(Table, self.groups)  # import-linter puts the values there
        room = max((room for room in rooms if _is_in(module, [room])), key=len, default=None)
        if room is None:
            return set()
        named = [name for entry in rooms[room] for name in groups.get(entry, [entry])]
        return {room, *named} | sys.stdlib_module_names


def _is_in(module: str, rooms: Iterable[str]) -> bool:
    return any(room in ("*", module) or module.startswith(f"{room}.") for room in rooms)
