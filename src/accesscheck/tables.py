"""The table model of the HTML standard: which cells a header cell is assigned to.

Forming a table and forming relationships are two algorithms of the standard (4.9.12). Where it leaves a header
without scope to nothing, because data stands both in its row and in its column, browsers and axe-core still take it
for a header of both; so do we. A header with the scope of a column group is one of the columns that it stands over.
"""

import weakref
from collections.abc import Iterator
from dataclasses import dataclass

from accesscheck.dom import Dom, Node
from accesscheck.roles import integer, role, self_and_ancestors, stated_role

_MOST_COLUMNS = 1_000
_MOST_SLOTS = 200_000
_HEADER_ROLES = ("columnheader", "rowheader")

_tables: "weakref.WeakKeyDictionary[Dom, dict[int, Table]]" = weakref.WeakKeyDictionary()


@dataclass(frozen=True, slots=True, eq=False)
class _Cell:
    """A cell and the slots that it covers; `group` is the number of its row group."""

    node: Node
    row: int
    column: int
    height: int
    width: int
    group: int
    is_header: bool

    @property
    def rows(self) -> range:
        return range(self.row, self.row + self.height)

    @property
    def columns(self) -> range:
        return range(self.column, self.column + self.width)


class Table:
    """A table as a grid of slots. Get it with `of` or `around`. One of more than 200,000 slots has no cells here."""

    def __init__(self, node: Node) -> None:
        self._cells: dict[int, _Cell] = {}
        self._slots: dict[tuple[int, int], _Cell | None] = {}
        self._form(node)
        cells = self._cells.values()
        data = [cell for cell in cells if not cell.is_header]
        self._rows_with_data = {row for cell in data for row in cell.rows}
        self._columns_with_data = {column for cell in data for column in cell.columns}
        self._height = max((cell.rows.stop for cell in cells), default=0)
        self._width = max((cell.columns.stop for cell in cells), default=0)
        self._by_id = {cell.node.id: cell for cell in reversed(cells) if cell.node.id}
        self._named = {cell: self._headers_attribute(cell) for cell in cells if "headers" in cell.node.attributes}
        self._referred_to = {header for named in self._named.values() for header in named}

    def headers(self) -> list[Node]:
        """Its header cells."""
        return [cell.node for cell in self._cells.values() if cell.is_header]

    def has_cells(self, node: Node) -> bool:
        """Whether a header cell is assigned to another cell, which may be a header too."""
        header = self._cells[node.mem_id]
        if header in self._referred_to:
            return True
        match self._scope(header):
            case "row":
                return self._finds_cell(header, down=False)
            case "col" | "colgroup":
                return self._finds_cell(header, down=True)
            case "rowgroup":
                return any(self._is_in_row_group_of(header, cell) for cell in self._cells.values())
        return self._finds_cell(header, down=True) or self._finds_cell(header, down=False)

    def stands_after_cells(self, node: Node) -> bool:
        """Whether data stands above a header of a column, or left of a header of a row: such data it does not get."""
        header = self._cells[node.mem_id]
        scope = self._scope(header)
        above = ((row, column) for row in range(header.row) for column in header.columns)
        before = ((row, column) for column in range(header.column) for row in header.rows)
        places = [
            *(above if scope not in ("row", "rowgroup") else ()),
            *(before if not scope.startswith("col") else ()),
        ]
        return any(cell is not None and not cell.is_header for cell in map(self._slots.get, places))

    def _scope(self, header: _Cell) -> str:
        """What it is the header of: row, col, rowgroup or colgroup; auto if that cannot be told: of both."""
        stated = {"columnheader": "col", "rowheader": "row"}.get(stated_role(header.node) or "")
        scope = stated or (header.node.attributes.get("scope") or "").lower()
        if scope in ("row", "col", "rowgroup", "colgroup"):
            return scope
        if not self._rows_with_data.intersection(header.rows):
            return "col"
        if not self._columns_with_data.intersection(header.columns):
            return "row"
        return "auto"

    def _finds_cell(self, header: _Cell, *, down: bool) -> bool:
        """Whether a cell below it, or to its right, looks back and finds this header.

        A cell looks up and to the left. Another header of the same columns stops it, once data stands between the two.
        """
        for line in header.columns if down else header.rows:
            data_between = False
            places = range(header.rows.stop, self._height) if down else range(header.columns.stop, self._width)
            for place in places:
                cell = self._slots.get((place, line) if down else (line, place))
                if cell is None:
                    continue
                if data_between and cell.is_header and self._covers_the_same(header, cell, down=down):
                    break
                if not self._named.get(cell):
                    return True
                data_between = data_between or not cell.is_header
        return False

    def _covers_the_same(self, header: _Cell, other: _Cell, *, down: bool) -> bool:
        return other.columns == header.columns if down else other.rows == header.rows

    def _is_in_row_group_of(self, header: _Cell, cell: _Cell) -> bool:
        return (
            cell is not header
            and cell.group == header.group
            and cell.rows.stop > header.row
            and cell.columns.stop > header.column
            and not self._named.get(cell)
        )

    def _headers_attribute(self, cell: _Cell) -> set[_Cell]:
        """The cells of this table that it names as its headers; without one, the place of the cell tells."""
        names = (cell.node.attributes.get("headers") or "").split()
        return {self._by_id[name] for name in names if name in self._by_id} - {cell}

    def _form(self, table: Node) -> None:
        """The algorithm for forming a table; a foot comes last, and no cell grows out of its row group."""
        row = 0
        for number, group in enumerate(_row_groups(table)):
            end = row + len(group)
            for tr in group:
                for cell in self._cells_of_row(tr, row, end, number):
                    if len(self._slots) + cell.width * cell.height > _MOST_SLOTS:
                        self._cells, self._slots = {}, {}
                        return
                    self._cells[cell.node.mem_id] = cell
                    for place in ((y, x) for y in cell.rows for x in cell.columns):
                        # The standard looks past a slot that two cells cover.
                        self._slots[place] = None if place in self._slots else cell
                row += 1

    def _cells_of_row(self, tr: Node, row: int, end: int, group: int) -> Iterator[_Cell]:
        column = 0
        for node in tr.iter():
            if node.tag not in ("td", "th"):
                continue
            while (row, column) in self._slots:
                column += 1
            width = min(_number(node, "colspan") or 1, _MOST_COLUMNS)
            height = min(_number(node, "rowspan"), end - row) or end - row
            is_header = role(node) in _HEADER_ROLES
            yield _Cell(node=node, row=row, column=column, height=height, width=width, group=group, is_header=is_header)
            column += width


def of(dom: Dom, node: Node) -> Table:
    """A table element as a grid, made at the first call."""
    found = _tables.setdefault(dom, {})
    if node.mem_id not in found:
        found[node.mem_id] = Table(node)
    return found[node.mem_id]


def around(dom: Dom, cell: Node) -> Table:
    """The table that a cell is in."""
    return of(dom, next(node for node in self_and_ancestors(cell) if node.tag == "table"))


def _row_groups(table: Node) -> Iterator[list[Node]]:
    """The rows of each head, body and foot: the parser puts every row in one of them."""
    feet: list[list[Node]] = []
    for part in table.iter():
        if part.tag in ("thead", "tbody"):
            yield _rows(part)
        elif part.tag == "tfoot":
            feet.append(_rows(part))
    yield from feet


def _rows(part: Node) -> list[Node]:
    return [row for row in part.iter() if row.tag == "tr"]


def _number(cell: Node, attribute: str) -> int:
    """A span: 1 if it is no number, or a negative one."""
    stated = integer(cell.attributes.get(attribute))
    return 1 if stated is None or stated < 0 else stated
