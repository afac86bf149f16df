"""A control that lies wholly under a fixed part of the page when it gets focus."""

from collections.abc import Iterator
from typing import Any

Entry = dict[str, Any]

MOST_OF_WINDOW = 60
"""Percent of the window: what covers more is a message that waits for an answer."""


def candidates(measured: Entry) -> Iterator[Entry]:
    """Stops that can be seen when nothing lies over them; of those under one thing, the first, with their number."""
    under: dict[str, list[Entry]] = {}
    for stop in measured["stops"]:
        if stop["unseen"] or stop["frame"]:
            continue
        if stop["covered"] is None:
            yield stop
        else:
            under.setdefault(stop["covered"]["selector"], []).append(stop)
    for stops in under.values():
        yield {**stops[0], "count": len(stops)}


def verdict(thing: Entry) -> bool | None:
    """Fails under a bar; asks under a dialog or a cookie notice, which may go before one reads on."""
    cover = thing["covered"]
    if cover is None:
        return True
    return None if cover["dialog"] or cover["share"] > MOST_OF_WINDOW else False


def params(thing: Entry) -> dict[str, str | int]:
    """What lies over it, and how many controls it covers."""
    return {"cover": thing["covered"]["html"][:60], "count": thing["count"]}
