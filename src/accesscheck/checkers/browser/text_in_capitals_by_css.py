"""A long text is shown in capitals by a style sheet."""

from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """One text for each kind in capitals; the page if it has none."""
    for part in measured["parts"]:
        yield from part["capitals"]
        if not part["capitals"] and part["texts"]:
            yield part["page"]


def verdict(entry: Entry) -> bool:
    """Whether nothing long is in capitals."""
    return "count" not in entry


def params(entry: Entry) -> dict[str, Any]:
    """How many words, and how often."""
    return {name: entry[name] for name in ("words", "count", "text") if name in entry}
