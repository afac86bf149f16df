"""A Tab key that jumps back over what comes first to the eye."""

from collections.abc import Iterator
from typing import Any

Entry = dict[str, Any]
Box = tuple[float, float, float, float]

FAR = 40
"""CSS pixels that focus must go up to be a jump: boxes of one line differ a little."""

ROUNDED = 2


def candidates(measured: Entry) -> Iterator[Entry]:
    """Every stop of the walk, with the stop before it; of each container, only the first jump."""
    seen: set[str] = set()
    previous: Entry | None = None
    for stop in measured["stops"]:
        if stop["unseen"] or stop["frame"] or stop["stuck"]:
            continue
        jumps = previous is not None and not stop["starts"] and _jumps(previous, stop)
        if jumps and stop["parent"] in seen:
            jumps = False
        if jumps:
            seen.add(stop["parent"])
        yield {**stop, "before": previous if jumps else None}
        previous = stop


def verdict(thing: Entry) -> bool | None:
    """Only a person can tell whether the order makes sense."""
    return None if thing["before"] else True


def params(thing: Entry) -> dict[str, str]:
    """The text of the stop before."""
    return {"text": thing["text"] or thing["tag"], "before": thing["before"]["text"] or thing["before"]["tag"]}


def _jumps(one: Entry, other: Entry) -> bool:
    """Whether focus goes back: up within a column, or against the reading direction within a line."""
    if one["positioned"] != other["positioned"]:
        return False
    left, top, width, height = one["box"]
    other_left, other_top, other_width, other_height = other["box"]
    if _family(one, other):
        shared = min(top + height, other_top + other_height) - max(top, other_top)
        if shared > 0.5 * min(height, other_height):
            if one["direction"] == "rtl":
                return bool(other_left >= left + width - ROUNDED)
            return bool(other_left + other_width <= left + ROUNDED)
    above = other_top + other_height <= top - FAR
    same_column = min(left + width, other_left + other_width) - max(left, other_left)
    return bool(above and same_column > 0.5 * min(width, other_width))


def _family(one: Entry, other: Entry) -> bool:
    """Whether they stand in one container, or each in a part of one (the items of a list)."""
    if one["parent"] == other["parent"]:
        return True
    first, _, _ = one["parent"].rpartition(" > ")
    second, _, _ = other["parent"].rpartition(" > ")
    return bool(first) and first == second and first != "html > body"
