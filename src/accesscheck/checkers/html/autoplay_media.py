"""Sound starts by itself."""

from collections.abc import Iterator

from accesscheck import media
from accesscheck.dom import Dom, Node


def candidates(dom: Dom) -> Iterator[Node]:
    """Audio and video elements that start by themselves with the sound on: what is hidden is heard too."""
    for node in dom.select("audio[autoplay], video[autoplay]"):
        if media.has_source(node) and "muted" not in node.attributes:
            yield node


def verdict(player: Node, dom: Dom) -> bool | None:
    """Whether its controls are shown, which stop the sound; else how long it lasts decides, or a control elsewhere."""
    if "controls" in player.attributes and not dom.is_hidden(player):
        return True
    return True if media.plays_at_most(player, seconds=3) else None
