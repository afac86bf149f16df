"""A picture and the text beside it are two links to one and the same page."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.link_context import before, links, name, quoted, target
from accesscheck.roles import integer, self_and_ancestors

# Levels of elements around a picture in a card.
_NEAR = 3


def candidates(dom: Dom) -> Iterator[Node]:
    """The second of two links in a row of which one is a picture alone and the other a text."""
    pictures = {link.mem_id for link in _picture_links(dom)}
    for second in links(dom) if pictures else ():
        first = before(dom, second)
        if first is None or (first.mem_id in pictures) == (second.mem_id in pictures):
            continue
        if _is_reached(first) and _is_reached(second) and _are_near(first, second):
            yield second


def verdict(link: Node, dom: Dom) -> bool | None:
    """Whether they lead to different pages; None if not: a person must see that they are one thing."""
    first, address = before(dom, link), target(dom, link)
    return None if first is not None and address is not None and target(dom, first) == address else True


def params(link: Node, dom: Dom) -> dict[str, str]:
    """What the link says."""
    return {"name": quoted(name(dom, link))}


def _is_reached(link: Node) -> bool:
    return link.tag == "a" and integer(link.attributes.get("tabindex")) != -1


def _picture_links(dom: Dom) -> Iterator[Node]:
    for picture in dom.shown("a[href] img, a[href] svg"):
        link = next(node for node in self_and_ancestors(picture) if node.tag == "a")
        if not link.text(strip=True):
            yield link


def _are_near(first: Node, second: Node) -> bool:
    around = [node.mem_id for node in self_and_ancestors(first)][: _NEAR + 1]
    shared = next((node for node in list(self_and_ancestors(second))[: _NEAR + 1] if node.mem_id in around), None)
    return shared is not None and shared.tag not in ("body", "nav", "ul", "ol", "tr", "tbody", "table")
