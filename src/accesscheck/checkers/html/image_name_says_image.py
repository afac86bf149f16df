"""The text of an image begins by saying that it is an image."""

from collections.abc import Iterator, Mapping

from accesscheck.dom import Dom, Node
from accesscheck.roles import role
from accesscheck.text.overlap import folded


def candidates(dom: Dom) -> Iterator[Node]:
    """Images with a name."""
    return (image for image in dom.shown("img, [role=img]") if role(image) == "img" and dom.name(image))


def verdict(image: Node, dom: Dom, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether it begins with what the image shows."""
    name = folded(dom.name(image))
    return not any(name.startswith(f"{folded(phrase)} ") for phrases in words.values() for phrase in phrases)


def params(image: Node, dom: Dom) -> dict[str, str]:
    """Its name."""
    name = dom.name(image)
    return {"name": name if len(name) <= 60 else f"{name[:59].rstrip()}…"}
