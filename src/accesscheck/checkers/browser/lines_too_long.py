"""Lines of a paragraph are very long."""

from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]

MOST = 120
"""Characters: half more than WCAG 1.4.8 names."""


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """The first paragraph with long lines; the page if it has other paragraphs."""
    for part in measured["parts"]:
        yield from part["long"]
        if not part["long"] and part["blocks"]:
            yield part["page"]


def verdict(entry: Entry) -> bool | None:
    """Whether its lines are of a length that the eye can follow."""
    if "count" not in entry:
        return True
    return None if entry["characters"] > MOST else True


def params(entry: Entry) -> dict[str, Any]:
    """Characters in a line, and how often."""
    return {name: entry[name] for name in ("characters", "count", "text") if name in entry}
