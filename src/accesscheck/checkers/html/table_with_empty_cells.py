"""A row of a table holds one thing and empty cells, or a column holds nothing."""

from collections.abc import Iterator

from accesscheck import tables
from accesscheck.dom import Dom, Node
from accesscheck.roles import role

FEWEST_CELLS = 3
"""With two cells in a row, one that is empty is a value that is missing."""


def candidates(dom: Dom) -> Iterator[Node]:
    """Tables of data with headers, of 3 rows or more and 2 columns or more."""
    for node in dom.shown("table"):
        if role(node) == "table":
            table = tables.of(dom, node)
            if table.height > 2 and table.width > 1 and table.headers():
                yield node


def verdict(node: Node, dom: Dom) -> bool | None:
    """Whether each row says more than one thing, and no column is empty: a single value that is missing is common."""
    table = tables.of(dom, node)
    empty = {id(cell) for cell in table.cells if tables.is_empty(cell)}
    if not empty:
        return True
    rows = table.rows()
    if any(_is_mostly_empty(row, empty) for row in rows):
        return None
    columns = zip(*rows, strict=True)
    return None if any(all(cell is None or id(cell) in empty for cell in column) for column in columns) else True


def _is_mostly_empty(row: list[tables.Cell | None], empty: set[int]) -> bool:
    """Whether it has three cells or more, none of them a header, and at most one of them filled."""
    cells = {id(cell): cell for cell in row if cell is not None}
    filled = cells.keys() - empty
    return len(cells) >= FEWEST_CELLS and len(filled) <= 1 and not any(cell.is_header for cell in cells.values())
