"""Buttons, fields and icons are smaller than 44 by 44 pixels."""

from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """The smallest thing to press of each kind, of those that stand on their own; the page if all are large."""
    for part in measured["parts"]:
        if not part["total"]:
            continue
        kinds: dict[str, list[Entry]] = {}
        for entry in part["found"]:
            if _is_judged(entry):
                kinds.setdefault(_kind(entry), []).append(entry)
        for entries in kinds.values():
            smallest = min(entries, key=lambda entry: (min(entry["width"], entry["height"]), entry["width"]))
            yield {**smallest, "count": len(entries)}
        if not kinds:
            yield part["page"]


def verdict(entry: Entry) -> bool | None:
    """Whether all are large; whether a small one has a large twin is for a person."""
    return None if "count" in entry else True


def params(entry: Entry) -> dict[str, Any]:
    """The smallest size, and how many."""
    return {name: entry[name] for name in ("width", "height", "count") if name in entry}


def _is_judged(entry: Entry) -> bool:
    """A browser's own controls and text links are left out; those on an edge too."""
    if entry["untouched"] or entry["plain"] or min(entry["width"], entry["height"]) >= 40:
        return False
    if entry["native"] or entry["role"] in ("button", "checkbox", "radio", "switch", "tab", "combobox"):
        return True
    return bool(entry["icon"] or entry["row"])


def _kind(entry: Entry) -> str:
    if entry["icon"]:
        return "icon"
    if entry["row"]:
        return "row"
    if entry["tick"]:
        return "tick"
    return "button" if entry["tag"] in ("button", "summary") or entry["role"] in ("button", "tab") else "field"
