"""A control that gets keyboard focus and that nobody can see."""

from collections.abc import Iterator
from typing import Any

Entry = dict[str, Any]

FIELDS = frozenset({"input", "select", "textarea", "button"})
"""These can be used without a text; an empty link out of sight is another rule's."""


def candidates(measured: Entry) -> Iterator[Entry]:
    """Stops; of those that are out of sight, one of each look, as it was photographed."""
    photographed: set[str] = set()
    for picture in measured["pictures"]:
        photographed |= {picture["selector"], *picture["same"]}
        if picture["unseen"] and (picture["text"] or picture["tag"] in FIELDS):
            yield {**picture, "photographed": True}
    for stop in measured["stops"]:
        if not stop["unseen"] and stop["selector"] not in photographed:
            yield stop


def verdict(thing: Entry) -> bool | None:
    """Fails where nothing at all on the screen changes when it gets focus."""
    if "photographed" not in thing:
        return True
    if not thing["near"] and not thing["elsewhere"]:
        return False
    return None if thing["moving"] and not thing["near"] else True


def params(thing: Entry) -> dict[str, int]:
    """How many controls are out of sight in the same way."""
    return {"count": thing["count"]}
