"""Lines of a paragraph stand too close."""

from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]

CLOSE = 1.1
"""Below this letters touch: two lines are enough to ask."""


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """One paragraph for each small line height; the page if it has other paragraphs."""
    for part in measured["parts"]:
        yield from part["tight"]
        if not part["tight"] and part["blocks"]:
            yield part["page"]


def verdict(entry: Entry) -> bool | None:
    """Whether its lines stand far enough apart."""
    if "count" not in entry:
        return True
    if entry["ratio"] < CLOSE:
        return None
    return None if entry["lines"] >= 3 else True


def params(entry: Entry) -> dict[str, Any]:
    """The line height as a multiple of the letter size, and how often."""
    return {name: entry[name] for name in ("ratio", "count", "text") if name in entry}
