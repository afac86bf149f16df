"""A video of another site, or in a plug-in, may have no captions for what is heard in it."""

from collections.abc import Iterator

from accesscheck import media
from accesscheck.dom import Dom, Node


def candidates(dom: Dom) -> Iterator[Node]:
    """Players in frames, objects and embeds that may be heard."""
    return (node for node in media.videos(dom) if node.tag != "video" and not media.is_silenced(node))


def verdict(player: Node) -> None:
    """What is inside the player, the markup of this page does not tell."""
