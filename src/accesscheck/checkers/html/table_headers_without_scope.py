"""A table has headers of rows and of columns, and none of them says of which."""

from collections.abc import Iterator

from accesscheck import tables
from accesscheck.dom import Dom, Node
from accesscheck.roles import has_any, role


def candidates(dom: Dom) -> Iterator[Node]:
    """Tables with headers in two directions, or in several rows."""
    for node in dom.shown("table"):
        if role(node) == "table" and tables.of(dom, node).has_rows_and_columns_with_headers():
            yield node


def verdict(node: Node, dom: Dom) -> bool | None:
    """Whether a header has a scope, or a cell names its headers."""
    cells = tables.of(dom, node).cells
    return True if any(has_any(cell.node, ("scope", "headers", "role")) for cell in cells) else None
