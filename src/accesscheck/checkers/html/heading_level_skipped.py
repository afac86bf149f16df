"""A heading is more than one level below the one before it."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.roles import heading_level, role


def candidates(dom: Dom) -> Iterator[Node]:
    """Headings with text, from the second on: the first may have any level."""
    headings = (node for node in dom.shown("h1, h2, h3, h4, h5, h6, [role]") if _is_heading(node, dom))
    next(headings, None)
    yield from headings


def verdict(heading: Node, dom: Dom) -> bool:
    """Whether it goes at most one level deeper than the heading before it."""
    return heading_level(heading) - _previous_level(heading, dom) <= 1


def params(heading: Node, dom: Dom) -> dict[str, str]:
    """Its level, and that of the heading before it."""
    return {"level": str(heading_level(heading)), "previous": str(_previous_level(heading, dom))}


def _is_heading(node: Node, dom: Dom) -> bool:
    return role(node) == "heading" and dom.is_exposed(node) and bool(dom.name(node))


def _previous_level(heading: Node, dom: Dom) -> int:
    before = (dom.elements[index] for index in range(dom.index(heading) - 1, -1, -1))
    return next(heading_level(node) for node in before if _is_heading(node, dom))
