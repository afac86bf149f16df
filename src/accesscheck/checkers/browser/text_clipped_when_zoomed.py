"""Text is cut off in a window of half the size, as at 200 % zoom."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]

_NUMBER = re.compile(r":nth-of-type\(\d+\)")

LOST = 0.05
"""Share of the text that may be lost before it counts, if no line is lost: the edge of a letter."""
GREW = 0.2
"""How much larger that share is than in the whole window, where some of it is cut off there too."""


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """Boxes that hide overflow, with text of which something is seen; of boxes alike one to ask about."""
    asked: set[str] = set()
    for box in measured["boxes"]:
        if not box["states"].get("half", {}).get("seen"):
            continue
        alike = _NUMBER.sub("", box["selector"])
        if alike not in asked or verdict(box) is not None:
            yield box
        if verdict(box) is None:
            asked.add(alike)


def verdict(box: Entry) -> bool | None:
    """Whether the text is as whole as it was, or cut off on purpose; None where the rest may be elsewhere."""
    half = box["states"]["half"]
    whole = box["states"].get("normal", {"cut": 0, "share": 0.0, "tall": 1})
    if not half["cut"] or box["moving"]:
        return True
    if not half["tall"] and not whole["tall"] and not box["growing"]:
        return False  # Of no line more than a part of its height is ever to be seen.
    grew = half["share"] - whole["share"]
    if whole["cut"]:
        if grew < GREW:
            return True
        return None if box["growing"] or box["ellipsis"] or whole["share"] > GREW else False
    if half["share"] < LOST and not half["lost"]:
        return None
    return None if box["growing"] or box["titled"] or (box["ellipsis"] and box["linked"]) else False


def params(box: Entry) -> dict[str, str]:
    """The first text that is cut off."""
    return {"text": box["states"]["half"]["text"]}
