"""An image has no alternative text."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from accesscheck.dom import Dom, Node, start_tag
from accesscheck.roles import role, stated_role


def candidates(dom: Dom) -> Iterator[Node]:
    """Images that assistive technology meets, and those that an empty alt calls decoration."""
    for image in dom.shown("img, [role]"):
        if role(image) == "img" or (image.tag == "img" and stated_role(image) is None):
            yield image


def verdict(image: Node, dom: Dom) -> bool:
    """Whether it has a name, or an empty alt that calls it decoration."""
    return role(image) == "none" or bool(dom.name(image))


def params(image: Node, dom: Dom) -> dict[str, str]:
    """The name of the image's file."""
    address = image.attributes.get("src") or ""
    name = "" if address.startswith("data:") else urlsplit(address).path.rsplit("/", 1)[-1]
    return {"source": name[:60] or start_tag(image)}
