"""A control that a mouse can click and that no key reaches."""

from collections.abc import Iterator
from typing import Any

Entry = dict[str, Any]

CLICKS = frozenset({"click", "dblclick"})
ALONE = frozenset({"button", "link", "checkbox", "switch"})
"""Roles of controls that stand alone: no arrow key of a list or a tree brings focus to them."""


def candidates(measured: Entry) -> Iterator[Entry]:
    """Every stop of the walk, and what the mouse alone reaches."""
    yield from measured["stops"]
    for entry in measured["unreachable"]:
        hidden = entry["aria_hidden"] or entry["unseen"]
        managed = entry["composite"] or (entry["custom"] and not entry["role"])
        if not hidden and not managed and _is_control(entry):
            yield entry


def _is_control(entry: Entry) -> bool:
    if entry["role"] in ALONE:
        return True
    looks = entry["pointer"] or entry["tag"] == "a" or 0 < len(entry["text"]) < 60
    return looks and bool(CLICKS & set(entry["listens"]))


def verdict(thing: Entry) -> bool | None:
    """Fails on what listens to a click and looks like a control; asks about what may only look so."""
    if "listens" not in thing or "composite" not in thing:
        return True
    acts = bool(CLICKS & set(thing["listens"]))
    looks = thing["pointer"] or thing["role"] in ALONE or thing["tag"] in ("a", "button")
    if thing["negative"] or thing["beside_field"] or not thing["text"]:
        return None
    return False if acts and looks else None
