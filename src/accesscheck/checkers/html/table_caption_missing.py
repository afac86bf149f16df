"""A table of data has no title."""

from collections.abc import Iterator

from accesscheck import tables
from accesscheck.dom import Dom, Node
from accesscheck.roles import has_any, role, self_and_ancestors

FEWEST_CELLS = 12
"""A small table explains itself."""

_NAMED_PLACES = ("figure", "dd", "dt", "li", "td", "details")
"""What stands in these belongs to a caption, a term, an item or a header."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def candidates(dom: Dom) -> Iterator[Node]:
    """Tables with headers and with more than a few cells."""
    for node in dom.shown("table"):
        if role(node) == "table":
            table = tables.of(dom, node)
            if table.headers() and len(table.cells) >= FEWEST_CELLS and table.width > 2 and table.height > 2:
                yield node


def verdict(node: Node, dom: Dom) -> bool | None:
    """Whether it has a caption or a name, or something that introduces it comes right before it."""
    if has_any(node, ("aria-label", "aria-labelledby", "title", "summary")) or _has_caption(node):
        return True
    if any(ancestor.tag in _NAMED_PLACES for ancestor in self_and_ancestors(node)):
        return True
    return True if _is_introduced(node) else None


def _has_caption(node: Node) -> bool:
    return any(child.tag == "caption" and child.text().strip() for child in node.iter())


def _is_introduced(node: Node) -> bool:
    """Whether what stands right before it names it; a div around it alone does not part them."""
    current: Node | None = node
    while current is not None and current.tag not in ("body", "main"):
        before = current.prev
        while before is not None and not (before.text() or "").strip():
            before = before.prev
        if before is not None:
            text = (before.text() or "").strip()
            return _ends_in_heading(before) or text.endswith(":") or len(text) <= 80
        current = current.parent
    return False


def _ends_in_heading(node: Node) -> bool:
    last: Node | None = node
    while last is not None:
        if last.tag in _HEADINGS:
            return True
        children = list(last.iter()) if last.is_element_node else []
        last = children[-1] if children else None
    return False
