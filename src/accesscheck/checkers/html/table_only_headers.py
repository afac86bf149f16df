"""All cells of a table are headers."""

from collections.abc import Iterator

from accesscheck import tables
from accesscheck.dom import Dom, Node
from accesscheck.roles import has_any, role


def candidates(dom: Dom) -> Iterator[Node]:
    """Tables with two header cells or more."""
    for node in dom.shown("table"):
        if role(node) == "table" and len(tables.of(dom, node).headers()) > 1:
            yield node


def verdict(node: Node, dom: Dom) -> bool | None:
    """Whether some cells are data. A head, of several levels too, may wait for its rows."""
    table = tables.of(dom, node)
    if any(not cell.is_header for cell in table.cells):
        return True
    body = any(row.parent is not None and row.parent.tag == "tbody" for row in node.css("tr"))
    levels = any(has_any(cell.node, ("headers", "colspan", "rowspan")) for cell in table.cells)
    return False if body and not levels and table.height > 1 and table.width > 1 else None
