"""A dialog that opens while keyboard focus stays behind it."""

from typing import Any

Entry = dict[str, Any]


def candidates(measured: Entry) -> list[Entry]:
    """What opened and looks like a dialog."""
    dialogs: list[Entry] = measured["dialogs"]
    return dialogs


def verdict(thing: Entry) -> bool | None:
    """Fails if the next Tab does not come into a modal dialog either."""
    if thing["focus"] == "dialog":
        return True
    if not thing["focusables"]:
        return None
    if thing["next"] == "dialog" or thing["by_mouse"]:
        return None
    return False if thing["modal"] or thing["backdrop"] else None
