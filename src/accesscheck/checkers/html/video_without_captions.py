"""A video may have no captions for what is heard in it."""

from collections.abc import Iterator

from accesscheck import media
from accesscheck.dom import Dom, Node


def candidates(dom: Dom) -> Iterator[Node]:
    """Video elements that may be heard."""
    return (node for node in media.videos(dom) if node.tag == "video" and media.has_sound(node, dom) is not False)


def verdict(video: Node) -> None:
    """A track says that there are captions, not that they are right; and captions can be in the picture itself."""
