"""A control that leads elsewhere as soon as it gets focus."""

from collections.abc import Iterator
from typing import Any

Entry = dict[str, Any]


def candidates(measured: Entry) -> Iterator[Entry]:
    """All that got focus, also for a moment."""
    yield from measured["stops"]
    yield from measured["through"]


def verdict(thing: Entry, measured: Entry) -> bool | None:
    """Fails where focus opens, sends or loses something; asks where it is only sent on."""
    if thing.get("acts"):
        return False
    if not {"focus", "focusin"} & set(thing["listens"]):
        return True  # What sends focus on is the script of what lost it.
    if thing.get("loses"):
        return False
    onward = thing.get("passes_to")
    if measured["trap"] or onward is None or not thing["text"]:
        return True
    if any(thing[key] for key in ("unseen", "aria_hidden", "dialog", "custom")):
        return True  # It only guards a dialog, or hands focus on within a part of its own.
    within = onward.startswith((f"{thing['selector']} > ", f"{thing['selector']} >>> "))
    return True if within else None
