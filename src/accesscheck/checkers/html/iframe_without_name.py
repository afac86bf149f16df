"""An iframe has no name."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node


def candidates(dom: Dom) -> Iterator[Node]:
    """Frames that assistive technology meets."""
    for frame in dom.shown("iframe, frame"):
        if frame.attributes.get("role") not in ("presentation", "none"):
            yield frame


def verdict(frame: Node, dom: Dom) -> bool | None:
    """Whether it has a name. One that the keyboard cannot reach needs a person: it may hold nothing to read."""
    if dom.name(frame):
        return True
    return None if (frame.attributes.get("tabindex") or "").startswith("-") else False
