"""An animated picture goes on for longer than 5 seconds, and nothing on the page stops it."""

from collections.abc import Iterator
from typing import Any

from accesscheck.stop_controls import stops_movement

Entry = dict[str, Any]

LONGEST = 5.0
"""How long it may move without a way to stop it, in seconds."""
SMALL = 25
"""The side of a picture that is no more than an icon, in pixels."""


def candidates(measured: Entry) -> Iterator[Entry]:
    """Pictures of more than one frame, beside other content."""
    for image in measured["images"]:
        if (image["frames"] or 1) > 1 and not image["alone"] and not image["loading"]:
            yield image


def verdict(image: Entry, measured: Entry) -> bool | None:
    """Whether it is small, ends in time, or can be stopped; asks where a click or the mouse may stop it."""
    if image["width"] <= SMALL and image["height"] <= SMALL:
        return True
    if image["rounds"] and image["seconds"] * image["rounds"] <= LONGEST:
        return True
    stopped = stops_movement(image["near"], measured["controls"])
    return stopped if stopped is not False or not image["held"] else None


def params(image: Entry) -> dict[str, int]:
    """How many pictures it shows one after another."""
    return {"frames": image["frames"]}
