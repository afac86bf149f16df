"""A style sheet puts words before or after an element."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]

_WORD = re.compile(r"[^\W\d_]{2,}")


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """The first element before or after which a style sheet writes certain words; the page if there are none."""
    for part in measured["parts"]:
        entries = {
            (entry["said"], entry["html"].split(" ")[0]): entry
            for entry in reversed(part["generated"])
            if not entry["hidden"] and not entry["icon"] and verdict(entry) is None
        }
        yield from entries.values()
        if not entries and part["texts"]:
            yield part["page"]


def verdict(entry: Entry) -> bool | None:
    """Whether the words stand in the page too, or are no words."""
    if "said" not in entry:
        return True
    words = _WORD.findall(entry["said"].casefold())
    if not words:
        return True
    known = f"{entry['near']} {entry['named']}".casefold()
    return True if all(word in known for word in words) else None


def params(entry: Entry) -> dict[str, str]:
    """The words."""
    return {"said": entry.get("said", "")}
