"""Something that opens over the page like a dialog and does not say that it is one."""

from typing import Any

Entry = dict[str, Any]


def candidates(measured: Entry) -> list[Entry]:
    """What opened and looks like a dialog."""
    dialogs: list[Entry] = measured["dialogs"]
    return dialogs


def verdict(thing: Entry) -> bool | None:
    """Only a person can tell whether what looks like a dialog is one."""
    return True if thing["stated"] else None
