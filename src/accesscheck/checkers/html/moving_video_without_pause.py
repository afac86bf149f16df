"""A video starts by itself, and its player has no button to pause it."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.media import has_source


def candidates(dom: Dom) -> Iterator[Node]:
    """Videos that people see move without having asked for it."""
    return (node for node in dom.select("video[autoplay]") if has_source(node) and not dom.is_hidden(node))


def verdict(video: Node) -> bool | None:
    """Whether its controls are shown; a button elsewhere, only who looks can find."""
    return True if "controls" in video.attributes else None
