"""The text of an image is so long that it is hard to follow by ear."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.roles import role

LONGEST = 200
"""Characters. Advice often says 150 or less; an image that truly needs a little more is left alone."""


def candidates(dom: Dom) -> Iterator[Node]:
    """Images with a name in one attribute: what aria-labelledby names can be read on its own."""
    for image in dom.shown("img, [role=img]"):
        if role(image) == "img" and dom.name(image) and not image.attributes.get("aria-labelledby"):
            yield image


def verdict(image: Node, dom: Dom) -> bool:
    """Whether it is short enough."""
    return len(dom.name(image)) <= LONGEST


def params(image: Node, dom: Dom) -> dict[str, str]:
    """How many characters it has."""
    return {"characters": str(len(dom.name(image)))}
