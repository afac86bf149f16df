"""A control that looks the same with keyboard focus as without."""

from collections.abc import Iterator
from typing import Any

Entry = dict[str, Any]

FAINT = 1.6
"""Contrast of the change below which few people notice it."""
FEW = 16
"""Pixels that change: fewer are easily missed."""


def candidates(measured: Entry) -> Iterator[Entry]:
    """Stops that can be seen; of those that were photographed, one of each look."""
    photographed: set[str] = set()
    for picture in measured["pictures"]:
        photographed |= {picture["selector"], *picture["same"]}
        if not picture["unseen"]:
            yield {**picture, "photographed": True}
    for stop in measured["stops"]:
        if not stop["unseen"] and stop["selector"] not in photographed:
            yield stop


def verdict(thing: Entry) -> bool | None:
    """Fails where not one pixel changes; asks where the change is faint, or where the page moves by itself."""
    if "photographed" not in thing or thing["tag"] in ("iframe", "frame", "object", "embed"):
        return True
    if not thing["near"] and not thing["elsewhere"]:
        return False
    if thing["moving"]:
        return True if thing["near"] > FEW else None
    if not thing["near"]:
        return True
    return None if thing["contrast"] < FAINT or thing["near"] < FEW else True


def params(thing: Entry) -> dict[str, int]:
    """How many controls look like this one."""
    return {"count": thing["count"]}
