"""A button that acts on Enter and not on the space key."""

from collections.abc import Iterator
from typing import Any

Entry = dict[str, Any]


def candidates(measured: Entry) -> Iterator[Entry]:
    """Elements that say that they are a button, and that Enter acts on."""
    for trigger in measured["triggers"]:
        role = trigger["role"].strip().lower().partition(" ")[0]
        if role == "button" and trigger["tag"] not in ("button", "input", "summary") and trigger["space"] is not None:
            yield trigger


def verdict(thing: Entry) -> bool | None:
    """Enter is a key: WCAG is met. People still expect the space key to work on what is called a button."""
    return True if thing["space"] else None
