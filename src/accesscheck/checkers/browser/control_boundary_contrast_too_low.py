"""A text field whose edges can hardly be told from the page."""

from collections.abc import Iterator, Mapping
from typing import Any

from accesscheck import contrast

Entry = Mapping[str, Any]


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """Fields to type in, where it is certain which colours meet."""
    return iter(measured["fields"])


def verdict(entry: Entry) -> bool | None:
    """Whether a line or a fill sets it off; a person sees if something else says that this is a field."""
    return True if entry["ratio"] >= contrast.GRAPHICS else None


def params(entry: Entry) -> dict[str, float]:
    """The strongest contrast at its edges."""
    return {"ratio": entry["ratio"]}
