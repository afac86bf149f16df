"""A modal dialog out of which Tab leads to the page behind it."""

from collections.abc import Iterator
from typing import Any

Entry = dict[str, Any]


def candidates(measured: Entry) -> Iterator[Entry]:
    """Dialogs over the page that focus came into."""
    for dialog in measured["dialogs"]:
        if "dialog" in (dialog["focus"], dialog["next"]) and (dialog["modal"] or dialog["backdrop"]):
            yield dialog


def verdict(thing: Entry) -> bool | None:
    """A person must see whether what is behind can still be seen and used."""
    return None if thing["leaves"] else True
