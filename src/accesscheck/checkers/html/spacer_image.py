"""An invisible image makes space on the page."""

import re
from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.roles import integer

_NAME = re.compile(
    r"(?:^|[/_-])(?:spacer|blank|pixel|clear|clearpixel|shim|transparent|trans|dot_?clear|1x1)\.(?:gif|png)\b", re.I
)
_LATER = ("data-src", "data-srcset", "data-original", "data-lazy", "data-lazy-src", "srcset")


def candidates(dom: Dom) -> Iterator[Node]:
    """Images with an address."""
    return (node for node in dom.select("img[src]") if not dom.is_hidden(node))


def verdict(image: Node) -> bool | None:
    """Whether its name is none of those that such images have; one that a script replaces later is no spacer."""
    attributes = image.attributes
    if any(name in attributes for name in _LATER) or _is_dot(image):
        return True
    return None if _NAME.search((attributes.get("src") or "").partition("?")[0]) else True


def _is_dot(image: Node) -> bool:
    """Whether it is 1 pixel in both directions: it counts visits, and takes no space."""
    width, height = (integer(image.attributes.get(name)) for name in ("width", "height"))
    return width is not None and height is not None and width <= 1 and height <= 1
