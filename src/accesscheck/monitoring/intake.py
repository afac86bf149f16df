"""Files that people keep of bodies and products, read into an inventory with all that is wrong in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    read_rows = rows_of(sheet, table, found.problems)
    if read_rows is None:
        found.complete = False
        return
    for row in read_rows:
        if table == "products":
            product = rows.product(row)
            if product.key:
                found.products.append(Placed(product, row.place, row.headers))
        else:
            entity = rows.entity(row)
            if entity.key:
                found.entities.append(Placed(entity, row.place, row.headers))
        found.problems += row.problems


def rows_of(sheet: Sheet, table: Table, problems: list[Problem]) -> Iterator[rows.Row] | None:
    """The rows of a sheet, to be asked for what is in them; None if a column is missing that each of them needs.

    What is wrong with its header and with the number of its cells goes to `problems`.
    """
    meant = _columns(sheet, table, problems)
    return None if meant is None else _rows(sheet, meant, problems)


def _rows(sheet: Sheet, meant: Mapping[int, str], problems: list[Problem]) -> Iterator[rows.Row]:
    headers = {column: sheet.header[number] for number, column in meant.items()}
    for line, cells in sheet.rows:
        place = Place(file=sheet.place.file, sheet=sheet.place.sheet, line=line)
        if any(clean(cell) for cell in cells[len(sheet.header) :]):
            problems.append(
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
        yield rows.Row(
            place, {column: cells[number] for number, column in meant.items() if number < len(cells)}, headers
        )


def _columns(sheet: Sheet, table: Table, problems: list[Problem]) -> dict[int, str] | None:
    """What each column means, by its number; None if a row cannot be told without one that is missing."""
    meant: dict[int, str] = {}
    for number, header in enumerate(sheet.header):
        filled = any(clean(cells[number]) for _, cells in sheet.rows if number < len(cells))
        if not header:
            if filled:
                _wrong(sheet, str(number + 1), N_("This column has no name. Give it one, or take it out."), problems)
            continue
        column = columns.column(table, header)
        if column is None:
            _unknown(sheet, table, header, problems)
        elif column in meant.values():
            _wrong(sheet, header, N_("There are two columns for the same thing. Take one of them out."), problems)
        else:
            meant[number] = column
    missing = [column for column in columns.REQUIRED[table] if column not in meant.values()]
    if table != "targets" and not set(columns.NAMES) & set(meant.values()):
        missing.append(columns.NAMES[0])
    if sheet.kind:
        # Each item of JSON has its own keys: an item that misses one is told of by itself.
        return meant
    for column in missing:
        _wrong(sheet, column, N_("This column is missing. Add it."), problems)
    return None if missing else meant


def _unknown(sheet: Sheet, table: Table, header: str, problems: list[Problem]) -> None:
    if close := columns.close_column(table, header):
        _wrong(sheet, header, N_("There is no such column. Did you mean “{close}”?"), problems, close=close)
    else:
        _wrong(sheet, header, N_("There is no such column. Take it out, or give it a name that is known."), problems)


def _wrong(sheet: Sheet, column: str, message: str, problems: list[Problem], **params: str) -> None:
    problems.append(Problem(place=sheet.place, column=column, message=message, params=params))


def placed(rows_: Sequence[Row], file: str) -> list[Placed[Row]]:
    """Rows that are in the inventory already."""
    return [Placed(one, Place(file=file)) for one in rows_]
