"""A link in running text that looks just like the text around it."""

from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """Links in running text."""
    return iter(measured["links"])


def verdict(entry: Entry) -> bool:
    """Whether anything sets it off from the text around it."""
    return bool(entry["marked"] or not entry["same"])


def params(entry: Entry) -> dict[str, str]:
    """The text of the link."""
    return {"text": entry["text"]}
