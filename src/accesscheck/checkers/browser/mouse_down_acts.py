"""A control acts as soon as it is pressed, and not when it is let go."""

from collections.abc import Iterator
from typing import Any

Entry = dict[str, Any]


def candidates(measured: Entry) -> Iterator[Entry]:
    """Controls that listen to a press."""
    yield from measured["pressed"]


def verdict(thing: Entry) -> bool | None:
    """Passes what also listens to what follows; asks about the rest, which may only prepare something."""
    return True if thing["after"] else None


def params(thing: Entry) -> dict[str, str]:
    """Which event, and what the control says."""
    return {"event": thing["types"][0], "name": thing["name"][:40]}
