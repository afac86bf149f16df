"""In a narrow window the page must be scrolled sideways to be read."""

from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]

SLIGHT = 20
"""Pixels beyond the window that may be a shadow or a margin."""


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """What makes the page wider than its window, but for what may be wide; else the page."""
    if not measured["texts"] or measured["vertical"]:
        return
    sideways = measured["narrow"]["sideways"]
    causes = [cause for cause in sideways["causes"] if not cause["exempt"]]
    # What holds text comes first: the rest is often held by it, or decoration.
    causes.sort(key=lambda cause: (-cause["reading"], -cause["texts"], -cause["right"]))
    with_text = [cause for cause in causes if cause["texts"]]
    for cause in with_text[:5]:
        yield {**cause, "beyond": sideways["wide"] - sideways["width"], "wide": sideways["wide"]}
    if not with_text:
        yield measured["page"]


def verdict(entry: Entry) -> bool | None:
    """Whether nothing is beyond the window; False if lines of text are wider than it."""
    if "beyond" not in entry:
        return True
    return False if entry["reading"] and entry["beyond"] > SLIGHT and not entry["fixed"] else None


def params(entry: Entry) -> dict[str, int | str]:
    """How wide the page is."""
    return {"width": entry.get("wide", 0), "text": entry.get("text", "")}
