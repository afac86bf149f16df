"""A table seems to place parts of the page side by side, and does not say so."""

from collections.abc import Iterator

from accesscheck import tables
from accesscheck.dom import Dom, Node
from accesscheck.roles import role, stated_role


def candidates(dom: Dom) -> Iterator[Node]:
    """Tables without a role, and those that say that they are for layout; of nested ones the outermost."""
    for node in dom.shown("table"):
        if stated_role(node) in (None, "none") and not _is_within_layout(node, dom):
            yield node


def verdict(node: Node, dom: Dom) -> bool | None:
    """Whether it holds data, or says that it is for layout."""
    if role(node) == "none":
        return True
    return None if tables.of(dom, node).looks_like_layout() else True


def _is_within_layout(node: Node, dom: Dom) -> bool:
    outer = tables.enclosing(node)
    return outer is not None and (role(outer) == "none" or tables.of(dom, outer).looks_like_layout())
