"""An image is called decoration, and has a text all the same."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.roles import role, stated_role


def candidates(dom: Dom) -> Iterator[Node]:
    """Images that an empty alt or a role calls decoration."""
    return (image for image in dom.shown("img[alt], img[role]") if role(image) == "none")


def verdict(image: Node) -> bool:
    """Whether it has neither a title nor an alt with text; of aria-label, axe-core tells."""
    attributes = image.attributes
    if (attributes.get("alt") or "").strip():
        return stated_role(image) != "none"
    return not (attributes.get("title") or "").strip()


def params(image: Node) -> dict[str, str]:
    """The text."""
    text = " ".join((image.attributes.get("alt") or image.attributes.get("title") or "").split())
    return {"text": text if len(text) <= 60 else f"{text[:59].rstrip()}…"}
