"""A paragraph is justified on both sides."""

from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """The first justified paragraph; the page if it has others only."""
    for part in measured["parts"]:
        yield from part["justified"]
        if not part["justified"] and part["blocks"]:
            yield part["page"]


def verdict(entry: Entry) -> bool | None:
    """Whether nothing is justified."""
    return True if "count" not in entry else None


def params(entry: Entry) -> dict[str, Any]:
    """How often."""
    return {name: entry[name] for name in ("count", "text") if name in entry}
