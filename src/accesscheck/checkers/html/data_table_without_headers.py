"""A table of data has no header cells."""

from collections.abc import Iterator

from accesscheck import tables
from accesscheck.dom import Dom, Node
from accesscheck.roles import role


def candidates(dom: Dom) -> Iterator[Node]:
    """Tables with several rows and columns that say or seem to hold data."""
    for node in dom.shown("table"):
        if role(node) == "table":
            table = tables.of(dom, node)
            if table.width > 1 and table.height > 1 and (table.has_data_marks() or _seems_data(table)):
                yield node


def verdict(node: Node, dom: Dom) -> bool | None:
    """Whether it has headers. Without: certain if its markup says data, or its first row reads as headers."""
    table = tables.of(dom, node)
    if table.states_headers():
        return True
    if table.holds_structure():
        return None
    return False if table.says_data() or table.first_row_reads_as_headers() else None


def _seems_data(table: tables.Table) -> bool:
    return not table.looks_like_layout() and (table.looks_like_data() or table.first_row_reads_as_headers())
