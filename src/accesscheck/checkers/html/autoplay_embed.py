"""A player of another site, or in a plug-in, starts by itself."""

from collections.abc import Iterator

from accesscheck import media
from accesscheck.dom import Dom, Node


def candidates(dom: Dom) -> Iterator[Node]:
    """Players of sound and video in frames, objects and embeds."""
    for node in dom.select("iframe[src], object, embed, bgsound"):
        if node.tag == "bgsound" or media.is_video(node) or media.is_audio(node):
            yield node


def verdict(player: Node) -> bool | None:
    """Whether it waits to be started, or starts without sound."""
    return None if media.starts_by_itself(player) and not media.is_silenced(player) else True
