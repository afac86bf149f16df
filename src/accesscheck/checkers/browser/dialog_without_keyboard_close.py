"""A dialog that the mouse can close and that no key does."""

from typing import Any

Entry = dict[str, Any]


def candidates(measured: Entry) -> list[Entry]:
    """What opened and looks like a dialog."""
    dialogs: list[Entry] = measured["dialogs"]
    return dialogs


def verdict(thing: Entry) -> bool | None:
    """Fails where a click closes it, and neither Escape nor a control with focus does; asks where only Escape does."""
    out_of_reach = [closer for closer in thing["closers"] if not closer["focusable"]]
    if len(out_of_reach) < len(thing["closers"]) or thing["closed_by"] in ("control", "trigger"):
        return True
    if thing["closed_by"] == "Escape":
        return None if out_of_reach else True
    if thing["mouse_closes"]:
        return False
    return True if thing["controls"] and not out_of_reach else None
