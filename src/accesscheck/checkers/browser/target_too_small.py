"""A thing to press with the mouse alone is small and close to another."""

from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """Things to press that the keyboard does not reach, the worst of each group: axe-core judges the others."""
    for part in measured["parts"]:
        groups: dict[str, Entry] = {}
        for entry in part["found"]:
            if not entry["focusable"] and not entry["native"]:
                known = groups.get(entry["group"])
                if known is None or (verdict(known) is True and verdict(entry) is not True):
                    groups[entry["group"]] = entry
        yield from groups.values()


def verdict(entry: Entry) -> bool | None:
    """Whether it is large enough or has space; None if it only listens: another thing may do the same."""
    if not entry["tiny"] or not entry["crowded"]:
        return True
    return False if entry["matches"] else None


def params(entry: Entry) -> dict[str, Any]:
    """Its size."""
    return {"width": entry["width"], "height": entry["height"]}
