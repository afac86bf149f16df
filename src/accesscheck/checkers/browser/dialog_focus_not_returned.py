"""A dialog after which keyboard focus is lost, and not back where it came from."""

from collections.abc import Iterator
from typing import Any

Entry = dict[str, Any]


def candidates(measured: Entry) -> Iterator[Entry]:
    """Dialogs that a key opened and closed, and that had focus."""
    for dialog in measured["dialogs"]:
        if dialog["returned"] is not None and not dialog["by_mouse"] and "dialog" in (dialog["focus"], dialog["next"]):
            yield dialog


def verdict(thing: Entry) -> bool | None:
    """A person must tell whether the place where focus is now makes sense."""
    return True if thing["returned"] == "trigger" else None
