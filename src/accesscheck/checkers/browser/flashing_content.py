"""A large part of the screen flashes more than 3 times a second."""

from collections.abc import Iterator
from typing import Any

Entry = dict[str, Any]

MOST = 7
"""Changes of luminance in one second that are at most 3 flashes: a flash is a pair of them."""
LARGE = 21_824
"""A quarter of 341 by 256 pixels, in square pixels: WCAG's measure of a large area."""
FASTEST = 330
"""A round of an animation that takes less than this comes more than 3 times a second, in milliseconds."""


def candidates(measured: Entry) -> Iterator[Entry]:
    """Large areas that may flash, and animated pictures."""
    yield from measured["flashes"]
    for image in measured["images"]:
        if (image["frames"] or 1) > 1:
            yield {**image, "kind": "image", "unknown": False, "duration": None}


def verdict(thing: Entry) -> bool | None:
    """Fails a picture or an animation of which each frame is known; asks about the rest."""
    if thing["unknown"]:
        return None if (thing["duration"] or FASTEST) < FASTEST else True
    if thing["changes"] <= MOST or thing["area"] < LARGE:
        return True
    return False if thing["kind"] in ("image", "css") else None


def params(thing: Entry) -> dict[str, int]:
    """How many flashes in one second; 0 where they could not be counted."""
    return {"flashes": thing["changes"] // 2}
