"""The page works in one orientation of the screen alone."""

from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]

LEAST = 0.15
"""Share of the text of one orientation that the other must have."""
SHORT = 250
"""Letters of a page that only asks to turn the device."""
FREE = frozenset({"any", "natural"})


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """Large parts that are turned in one orientation; else the page."""
    if not measured["texts"]:
        return
    turned = [part for part in measured["orientation"]["portrait"]["turned"] if _is_quarter(part)]
    if turned:
        yield turned[0]
    else:
        yield measured["page"]


def verdict(entry: Entry, measured: Mapping[str, Any]) -> bool | None:
    """Whether both orientations show the page upright; None if one of them shows little, or scripts ask for a lock."""
    if "portrait" in entry:
        return False
    orientation = measured["orientation"]
    less, more = sorted((orientation["portrait"]["letters"], orientation["landscape"]["letters"]))
    asks_to_turn = more > SHORT and less < SHORT and less < LEAST * more
    locks = [lock for lock in orientation["locks"] if lock not in FREE]
    return None if asks_to_turn or locks else True


def _is_quarter(part: Entry) -> bool:
    turn = int(abs(part["landscape"] - part["portrait"]) % 360)
    return 80 <= turn <= 100 or 260 <= turn <= 280
