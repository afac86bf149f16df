"""A video may show what its sound does not tell."""

from collections.abc import Iterator

from accesscheck import media
from accesscheck.dom import Dom, Node


def candidates(dom: Dom) -> Iterator[Node]:
    """Videos that may have sound."""
    return (node for node in media.videos(dom) if media.has_sound(node, dom) is not False)


def verdict(video: Node) -> None:
    """A description can be in the sound itself, so only who listens can tell."""
