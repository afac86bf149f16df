"""Parts of a list or a table differ in colour alone."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]
Words = Mapping[str, frozenset[str]]

_WORD = re.compile(r"[^\W\d_]+")


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """Lists and tables with parts of more than one colour, or with empty coloured cells."""
    for part in measured["parts"]:
        yield from part["coloured"]


def verdict(entry: Entry, words: Words) -> bool | None:
    """Whether the colour seems to mean nothing: None where the text before it names colours, or each is used twice."""
    if entry["kind"] == "empty":
        return None
    said = set(_WORD.findall(entry["before"].casefold()))
    if any(said & names for names in words.values()):
        return None
    if entry["table"] and not entry["columns"]:
        return True
    sizes = entry["sizes"]
    return None if min(sizes) >= 2 and sum(sizes) >= 5 and len(sizes) <= 3 else True


def params(entry: Entry) -> dict[str, Any]:
    """How many colours, and an example of each."""
    return {"count": len(entry["colours"])}
