"""A part of the page that keyboard focus cannot leave."""

from collections.abc import Iterator
from typing import Any

Entry = dict[str, Any]

STANDARD = frozenset({"Tab", "Escape", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"})
"""Keys that a visitor tries without being told."""


def candidates(measured: Entry) -> Iterator[Entry]:
    """Every stop of the walk; of those that hold focus together, the first."""
    trap = measured["trap"]
    held = {stop["selector"] for stop in trap["stops"]} if trap else set()
    if trap:
        yield {**trap["stops"][0], "trap": trap}
    for stop in measured["stops"]:
        if stop["selector"] not in held:
            yield stop


def verdict(thing: Entry) -> bool | None:
    """Fails where no key lets go that everybody knows, or that the page tells of."""
    trap = thing.get("trap")
    if trap is None:
        return True
    key = trap.get("freed_by")
    if key is not None:
        return key in STANDARD or key in trap["advised"]
    if trap["overlay"] or (trap["rest"] == 0 and len(trap["stops"]) > 1):
        return None
    return False


def params(thing: Entry) -> dict[str, int]:
    """How many stops hold focus together."""
    return {"stops": len(thing["trap"]["stops"])}
