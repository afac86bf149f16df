"""A key that writes a character and that makes the page act, wherever focus is."""

from collections.abc import Iterator, Mapping
from typing import Any

Entry = dict[str, Any]


def candidates(measured: Entry) -> Iterator[Entry]:
    """The keys that act, and the page where it listens to keys at all."""
    if measured["acting"]:
        yield from measured["acting"]
    elif measured["listens"]:
        yield measured["root"]


def verdict(thing: Entry, measured: Entry, words: Mapping[str, frozenset[str]]) -> bool | None:
    """Passes if a setting stops it; asks if the page speaks of shortcuts, so may have such a setting."""
    if "key" not in thing or thing.get("off"):
        return True
    text = measured["text"].casefold()
    return None if any(phrase in text for phrases in words.values() for phrase in phrases) else False


def params(thing: Entry) -> dict[str, str]:
    """The key."""
    return {"key": thing["key"]}
