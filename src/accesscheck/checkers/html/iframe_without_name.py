"""An iframe has no name."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.roles import integer, role


def candidates(dom: Dom) -> Iterator[Node]:
    """Frames that assistive technology meets."""
    return (frame for frame in dom.shown("iframe, frame") if role(frame) != "none")


def verdict(frame: Node, dom: Dom) -> bool | None:
    """Whether it has a name. One that the keyboard cannot reach needs a person: it may hold nothing to read."""
    if dom.name(frame):
        return True
    return None if (integer(frame.attributes.get("tabindex")) or 0) < 0 else False
