"""A video may show what neither its sound nor a text tells."""

from collections.abc import Iterator

from accesscheck import media
from accesscheck.dom import Dom, Node


def candidates(dom: Dom) -> Iterator[Node]:
    """Videos that may have sound: for those without, another criterion holds."""
    return (node for node in media.videos(dom) if media.has_sound(node, dom) is not False)


def verdict(video: Node) -> None:
    """Browsers do not speak a track of descriptions, and a text can stand anywhere on the page."""
