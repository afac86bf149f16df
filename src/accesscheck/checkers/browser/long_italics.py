"""A long text is in italics."""

from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]

LONG = 30
"""Words, from which it is no stress or title any more."""


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """One text for each kind in italics; the page if it has none."""
    for part in measured["parts"]:
        yield from part["italic"]
        if not part["italic"] and part["texts"]:
            yield part["page"]


def verdict(entry: Entry) -> bool | None:
    """Whether it is short; None for a quotation."""
    if "count" not in entry:
        return True
    if entry["words"] / entry["count"] <= LONG:
        return True
    return None if entry["quote"] else False


def params(entry: Entry) -> dict[str, Any]:
    """How many words, and how often."""
    return {name: entry[name] for name in ("words", "count", "text") if name in entry}
