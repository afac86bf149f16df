"""Content blinks for longer than 5 seconds, and nothing on the page stops it."""

from collections.abc import Iterator
from typing import Any

from accesscheck.stop_controls import stops_movement

Entry = dict[str, Any]

LONGEST = 5_000
"""How long it may blink without a way to stop it, in milliseconds."""
LEAST_AREA = 64


def candidates(measured: Entry) -> Iterator[Entry]:
    """What came and went several times, beside other content."""
    for one in measured["blinks"]:
        if not one["alone"] and not one["loading"] and one["box"][2] * one["box"][3] >= LEAST_AREA:
            yield one


def verdict(thing: Entry, measured: Entry) -> bool | None:
    """Whether it ends in time, or can be stopped; asks about what has no words, or one character such as a cursor."""
    if thing["last"] < LONGEST:
        return True
    stopped = stops_movement(thing["near"], measured["controls"])
    if stopped is not False or thing["held"]:
        return stopped or None
    return False if len(thing["text"]) > 1 and thing["endless"] is not False else None
