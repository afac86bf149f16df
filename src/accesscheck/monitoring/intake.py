"""Files that people keep of bodies and products, read into an inventory with all that is wrong in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic

from accesscheck.errors import N_
from accesscheck.model.entity import Entity
from accesscheck.model.product import Product
from accesscheck.monitoring import columns, rows, sheets
from accesscheck.monitoring.columns import Table
from accesscheck.monitoring.inventory import Row
from accesscheck.monitoring.problems import Place, Problem
from accesscheck.monitoring.sheets import Sheet, clean


@dataclass(frozen=True, slots=True)
class Placed(Generic[Row]):
    """A row of the inventory, and where it was read. `headers` is what its columns are called there."""

    row: Row
    place: Place
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Intake:
    """What was read. Not `complete`: some rows could not be read at all, so others may seem to miss them."""

    entities: list[Placed[Entity]] = field(default_factory=list)
    products: list[Placed[Product]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    complete: bool = True


def read(paths: Iterable[Path]) -> Intake:
    """Bodies and products of files of any kind that `sheets` reads. A row with a problem is among them too."""
    found = Intake()
    for path in paths:
        read_file = sheets.read(path)
        found.problems += read_file.problems
        found.complete &= read_file.complete
        for sheet in read_file.sheets:
            _read_sheet(sheet, found)
    return found


def _read_sheet(sheet: Sheet, found: Intake) -> None:
    table: Table = "entities" if sheet.kind == "entities" else "products"
    if not sheet.kind:
        table = columns.table_of(sheet.header)
    meant = _columns(sheet, table, found)
    if meant is None:
        found.complete = False
        return
    headers = {column: sheet.header[number] for number, column in meant.items()}
    for line, cells in sheet.rows:
        place = Place(file=sheet.place.file, sheet=sheet.place.sheet, line=line)
        if any(clean(cell) for cell in cells[len(sheet.header) :]):
            found.problems.append(
                Problem(
                    place=place,
                    message=N_(
                        "The row has {cells} cells, the header has {header}. "
                        "Look for a sign too many that parts cells, or put the cell between quotation marks."
                    ),
                    params={"cells": str(len(cells)), "header": str(len(sheet.header))},
                )
            )
            continue
        row = rows.Row(
            place, {column: cells[number] for number, column in meant.items() if number < len(cells)}, headers
        )
        if table == "entities":
            entity = rows.entity(row)
            if entity.key:
                found.entities.append(Placed(entity, place, headers))
        else:
            product = rows.product(row)
            if product.key:
                found.products.append(Placed(product, place, headers))
        found.problems += row.problems


def _columns(sheet: Sheet, table: Table, found: Intake) -> dict[int, str] | None:
    """What each column means, by its number; None if a row cannot be told without one that is missing."""
    meant: dict[int, str] = {}
    for number, header in enumerate(sheet.header):
        filled = any(clean(cells[number]) for _, cells in sheet.rows if number < len(cells))
        if not header:
            if filled:
                _wrong(sheet, str(number + 1), N_("This column has no name. Give it one, or take it out."), found)
            continue
        column = columns.column(table, header)
        if column is None:
            _unknown(sheet, table, header, found)
        elif column in meant.values():
            _wrong(sheet, header, N_("There are two columns for the same thing. Take one of them out."), found)
        else:
            meant[number] = column
    missing = [column for column in columns.REQUIRED[table] if column not in meant.values()]
    if not set(columns.NAMES) & set(meant.values()):
        missing.append(columns.NAMES[0])
    if sheet.kind:
        # Each item of JSON has its own keys: an item that misses one is told of by itself.
        return meant
    for column in missing:
        _wrong(sheet, column, N_("This column is missing. Add it."), found)
    return None if missing else meant


def _unknown(sheet: Sheet, table: Table, header: str, found: Intake) -> None:
    if close := columns.close_column(table, header):
        _wrong(sheet, header, N_("There is no such column. Did you mean “{close}”?"), found, close=close)
    else:
        _wrong(sheet, header, N_("There is no such column. Take it out, or give it a name that is known."), found)


def _wrong(sheet: Sheet, column: str, message: str, found: Intake, **params: str) -> None:
    found.problems.append(Problem(place=sheet.place, column=column, message=message, params=params))


def placed(rows_: Sequence[Row], file: str) -> list[Placed[Row]]:
    """Rows that are in the inventory already."""
    return [Placed(one, Place(file=file)) for one in rows_]
