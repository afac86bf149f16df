"""A menu that shows while the mouse is over it, and that no key opens."""

from collections.abc import Iterator
from typing import Any

Entry = dict[str, Any]


def candidates(measured: Entry) -> Iterator[Entry]:
    """Menus that the mouse opens."""
    return (menu for menu in measured["menus"] if menu["hover"])


def verdict(thing: Entry) -> bool | None:
    """Fails if its links are nowhere else; asks if the item above it may lead to a page that has them."""
    if thing["opened_by"] or thing["elsewhere"] == thing["links"]:
        return None if thing["opened_by"] == "stays" else True
    return None if thing["leads"] else False


def params(thing: Entry) -> dict[str, str | int]:
    """The item above it, and how many links it has."""
    return {"text": thing["text"] or "…", "links": thing["links"]}
