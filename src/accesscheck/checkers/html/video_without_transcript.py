"""A video may have no text of all that is seen and heard in it."""

from collections.abc import Iterator

from accesscheck import media
from accesscheck.dom import Dom, Node


def candidates(dom: Dom) -> Iterator[Node]:
    """Videos that may have sound."""
    return (node for node in media.videos(dom) if media.has_sound(node, dom) is not False)


def verdict(video: Node) -> None:
    """A text can stand anywhere on the page or behind a link, and must say the same."""
