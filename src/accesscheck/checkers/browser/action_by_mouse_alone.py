"""A click that opens or changes something, where no key does."""

from collections.abc import Iterator
from typing import Any

Entry = dict[str, Any]


def candidates(measured: Entry) -> Iterator[Entry]:
    """Controls that did something when they were tried."""
    for trigger in measured["triggers"]:
        if trigger["key"] or trigger["mouse"]:
            yield trigger


def verdict(thing: Entry, measured: Entry) -> bool | None:
    """Fails where a click acts and no key; asks if another control may do the same, or if the page moves anyway."""
    if thing["key"]:
        return True
    doubtful = thing["other"] or thing["composite"] or thing["tabindex"] == "-1" or measured["restless"]
    return None if doubtful else False


def params(thing: Entry) -> dict[str, str | int]:
    """What it says, and how many like it there are."""
    return {"text": thing["text"] or thing["tag"], "count": thing["count"]}
