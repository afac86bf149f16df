"""Text is set very small."""

from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]

TINY = 9
"""Pixels below which hardly anyone reads with ease."""
MANY = 8
"""Words from which 10 pixels are a question."""


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """One text for each small size; the page if it has none."""
    for part in measured["parts"]:
        yield from part["small"]
        if not part["small"] and part["texts"]:
            yield part["page"]


def verdict(entry: Entry) -> bool | None:
    """Whether its size can be read; None for text that is small, not tiny."""
    if "count" not in entry:
        return True
    if entry["size"] < TINY:
        return False if entry["words"] > 1 else None
    return None if entry["words"] >= MANY else True


def params(entry: Entry) -> dict[str, Any]:
    """Its size in pixels and how often."""
    return {name: entry[name] for name in ("size", "count", "text") if name in entry}
