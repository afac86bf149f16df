"""A box does not grow with its text: larger text runs out of it or is cut off."""

from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]

OVER = 6
"""Pixels that text may come out of its box."""


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """Boxes that text ran out of; boxes that hide overflow; the page if it has other boxes only."""
    large = measured["large"]
    boxes = [box for box in measured["boxes"] if box["states"].get("large", {}).get("seen")]
    yield from large["spills"]
    yield from boxes
    if not large["spills"] and not boxes and large["drawn"]:
        yield measured["page"]


def verdict(entry: Entry) -> bool | None:
    """Whether its text stays inside; text alone can be enlarged in some browsers, so a person looks."""
    if "over" in entry:
        over = max(entry["over"] - entry["overBefore"], entry["beside"] - entry["besideBefore"])
        return None if over > OVER else True
    if "states" not in entry:
        return True
    states = entry["states"]
    if entry["moving"] or entry["growing"] or entry["ellipsis"] or states.get("half", {}).get("cut"):
        return True  # What is cut off in a smaller window too has a rule of its own.
    cut_before = states.get("normal", {}).get("cut", 0)
    return None if states["large"]["cut"] and not cut_before and states["large"]["share"] >= 0.1 else True


def params(entry: Entry) -> dict[str, str]:
    """The text that does not fit."""
    text = entry["states"]["large"]["text"] if "states" in entry else entry.get("text", "")
    return {"text": text}
