"""A page reacts to the movement of a device."""

from collections.abc import Iterator
from typing import Any

Entry = dict[str, Any]


def candidates(measured: Entry) -> Iterator[Entry]:
    """A page that listens to a sensor of movement."""
    yield from measured["motion"]


def verdict(thing: Entry) -> bool | None:
    """Only who tries it knows whether controls do the same, and whether it can be switched off."""
    return None


def params(thing: Entry) -> dict[str, str]:
    """What it listens to."""
    return {"sensors": ", ".join(thing["types"][:3])}
