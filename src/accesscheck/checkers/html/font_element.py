"""Elements that HTML no longer has set the looks of the text."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node

OBSOLETE = ("font", "center", "big", "strike", "tt", "basefont")


def candidates(dom: Dom) -> Iterator[Node]:
    """The first element of each obsolete kind; the body, if there is none."""
    found = False
    for tag in OBSOLETE if next(dom.shown(", ".join(OBSOLETE)), None) is not None else ():
        node = next(dom.shown(tag), None)
        if node is not None:
            found = True
            yield node
    if not found and dom.tree.body is not None:
        yield dom.tree.body


def verdict(node: Node) -> bool:
    """Whether it is an element of today's HTML."""
    return node.tag not in OBSOLETE


def params(node: Node, dom: Dom) -> dict[str, int]:
    """How many of its kind the page has."""
    return {"count": sum(1 for _ in dom.shown(node.tag or ""))}


def identity(node: Node) -> tuple[str, ...]:
    """Its kind: it is the first of it."""
    return (node.tag or "",)
