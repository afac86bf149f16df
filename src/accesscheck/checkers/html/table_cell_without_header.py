"""A table has headers, and some of its data has none."""

from collections.abc import Iterator

from accesscheck import tables
from accesscheck.dom import Dom, Node
from accesscheck.roles import role

FEWEST = 2
"""One cell alone is most often the corner, or a note."""


def candidates(dom: Dom) -> Iterator[Node]:
    """Tables with header cells, and with data."""
    for node in dom.shown("table"):
        if role(node) == "table":
            table = tables.of(dom, node)
            headers = len(table.headers())
            if headers and headers < len(table.cells):
                yield node


def verdict(node: Node, dom: Dom) -> bool | None:
    """Whether each cell of data has a header."""
    return None if len(tables.of(dom, node).without_header()) >= FEWEST else True


def params(node: Node, dom: Dom) -> dict[str, int]:
    """How many cells have none."""
    return {"count": len(tables.of(dom, node).without_header())}
