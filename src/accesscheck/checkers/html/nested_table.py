"""A table stands in a cell of another table of data."""

from collections.abc import Iterator

from accesscheck import tables
from accesscheck.dom import Dom, Node
from accesscheck.roles import role


def candidates(dom: Dom) -> Iterator[Node]:
    """Tables of data."""
    for node in dom.shown("table"):
        if role(node) == "table" and tables.of(dom, node).has_data_marks():
            yield node


def verdict(node: Node, dom: Dom) -> bool | None:
    """Whether it stands in no other table of data."""
    outer = tables.enclosing(node)
    while outer is not None:
        if role(outer) == "table" and tables.of(dom, outer).has_data_marks():
            return None
        outer = tables.enclosing(outer)
    return True
