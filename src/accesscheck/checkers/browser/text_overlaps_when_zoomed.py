"""Texts lie over each other in a window of half the size, as at 200 % zoom, or with wider spacing."""

from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """Texts that came to lie over another; the page if there are none."""
    overlaps = measured["zoomed"]["overlaps"]
    if overlaps:
        yield from overlaps
    elif measured["texts"] > 1:
        yield measured["page"]


def verdict(entry: Entry) -> bool | None:
    """Whether it is the page; whether an overlap hinders reading is for a person."""
    return None if "other" in entry else True


def params(entry: Entry) -> dict[str, str]:
    """Both texts."""
    return {"text": entry.get("text", ""), "other": entry.get("other", "")}
