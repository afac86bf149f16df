"""The text of an image repeats the caption below it."""

import re
from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.roles import role, self_and_ancestors
from accesscheck.text.overlap import folded

_WRAPPERS = ("picture", "a", "div", "span", "p")


def candidates(dom: Dom) -> Iterator[Node]:
    """Images with a name and a caption in the same figure, or a text right after them."""
    return (image for image in dom.shown("img, [role=img]") if role(image) == "img" and _texts_beside(image, dom))


def verdict(image: Node, dom: Dom) -> bool | None:
    """Whether its name says something else than the caption; text after it that is alike needs a person."""
    name = _plain(dom.name(image))
    if not name or all(name != _plain(text) for text, _ in _texts_beside(image, dom)):
        return True
    return False if any(name == _plain(text) and certain for text, certain in _texts_beside(image, dom)) else None


def params(image: Node, dom: Dom) -> dict[str, str]:
    """Its name."""
    name = dom.name(image)
    return {"name": name if len(name) <= 60 else f"{name[:59].rstrip()}…"}


def _texts_beside(image: Node, dom: Dom) -> list[tuple[str, bool]]:
    """What could be its caption, and whether it surely is."""
    figure = next((node for node in self_and_ancestors(image) if node.tag == "figure"), None)
    if figure is not None and len(figure.css("img, svg, [role=img]")) == 1:
        captions = figure.css("figcaption")
        if captions and not _is_within(image, captions[0]):
            return [(dom.text(captions[0]), True)]
    following = _following(image)
    if following is None or not dom.is_exposed(following) or following.css_first("img, svg") is not None:
        return []
    return [(dom.text(following), False)]


def _following(image: Node) -> Node | None:
    """The element after it, or after what is wrapped around it alone; axe-core looks within links and buttons."""
    node = image
    while node.parent is not None and node.parent.tag in _WRAPPERS and not (node.parent.text() or "").strip():
        node = node.parent
    after = node.next
    while after is not None and after.is_text_node and not (after.text_content or "").strip():
        after = after.next
    return after if after is not None and after.is_element_node else None


def _is_within(node: Node, other: Node) -> bool:
    return any(ancestor.mem_id == other.mem_id for ancestor in self_and_ancestors(node))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", folded(text)))
