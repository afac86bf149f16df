"""A message disappears by itself."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Entry = dict[str, Any]


def candidates(measured: Entry, words: Mapping[str, frozenset[str]]) -> Iterator[Entry]:
    """Messages that were on the screen; not those that only say that something is loading."""
    loading = [phrase for phrases in words.values() for phrase in phrases]
    for message in measured["messages"]:
        text = message["text"].casefold()
        if not any(re.search(rf"\b{re.escape(phrase)}", text) for phrase in loading):
            yield message


def verdict(message: Entry) -> bool | None:
    """Passes a message that stays; nobody can tell from outside whether one that goes says something of weight."""
    return None if message["gone"] else True


def params(message: Entry) -> dict[str, str | int]:
    """What it said, and for how many seconds."""
    return {"text": _short(message["text"]), "seconds": max(1, round((message["until"] - message["from"]) / 1000))}


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:38].rstrip()}…"
