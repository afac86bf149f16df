"""The rows of a table are not divided into the same columns."""

from collections import Counter
from collections.abc import Iterator

from accesscheck import tables
from accesscheck.dom import Dom, Node
from accesscheck.roles import role

FEWEST_ROWS = 3
"""Two rows that differ do not tell which of them is the odd one."""


def candidates(dom: Dom) -> Iterator[Node]:
    """Tables of data with several rows and columns."""
    for node in dom.shown("table"):
        if role(node) == "table":
            table = tables.of(dom, node)
            if table.width > 1 and table.height > 1 and table.has_data_marks():
                yield node


def verdict(node: Node, dom: Dom) -> bool | None:
    """Whether every slot has its cell, and most rows are divided in the same way."""
    table = tables.of(dom, node)
    if not table.is_full():
        return None
    divisions = Counter(division for division in map(_division, table.rows()) if len(division) > 1)
    rows = sum(divisions.values())
    return None if rows >= FEWEST_ROWS and 2 * max(divisions.values()) < rows else True


def _division(row: list[tables.Cell | None]) -> tuple[int, ...]:
    """The columns where the cells of a row begin."""
    return tuple(sorted({cell.column for cell in row if cell is not None}))
