"""Text is cut off when a visitor gives it more space between lines, words and letters."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]

_NUMBER = re.compile(r":nth-of-type\(\d+\)")

LOST = 0.05
"""Share of the text that may be lost before it counts, if no line is lost: the edge of a letter."""


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """Boxes that hide overflow, with text that is whole at first; of boxes alike one to ask about."""
    asked: set[str] = set()
    for box in measured["boxes"]:
        if not _is_whole(box["states"]):
            continue
        alike = _NUMBER.sub("", box["selector"])
        if alike not in asked or verdict(box) is not None:
            yield box
        if verdict(box) is None:
            asked.add(alike)


def verdict(box: Entry) -> bool | None:
    """Whether the text is still whole; None where the rest may be elsewhere."""
    spaced = box["states"]["spaced"]
    if not spaced["cut"] or box["moving"]:
        return True
    slight = spaced["share"] < LOST and not spaced["lost"]
    return None if box["growing"] or box["ellipsis"] or box["titled"] or slight else False


def params(box: Entry) -> dict[str, str]:
    """The first text that is cut off."""
    return {"text": box["states"]["spaced"]["text"]}


def _is_whole(states: Mapping[str, Any]) -> bool:
    seen = states.get("normal", {}).get("seen") and states.get("spaced", {}).get("seen")
    return bool(seen) and not states["normal"]["cut"]
