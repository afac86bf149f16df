"""Words that belong to a link, a label or a heading are hidden from everyone, screen readers too."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]

_WORD = re.compile(r"[^\W\d_]{2,}")
_OTHER_WINDOW = re.compile(
    r"\b(?:d-none|d-\w+-none|hidden-\w+|hide-\w+|hide|show-\w+|visible-\w+|\w*mobile\w*|\w*desktop\w*|\w*tablet\w*|"
    r"\w*-(?:xs|sm|md|lg|xl)\w*|\w*print\w*|\w*loading\w*|\w*spinner\w*|\w*dropdown\w*|\w*submenu\w*|\w*tooltip\w*|"
    r"\w*toggle\w*|\w*popup\w*|\w*error\w*|no-?js\w*|js-\w+)\b",
    re.I,
)
"""Classes of what is shown in another window or at another moment."""


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """Hidden parts of links, labels and headings that are shown, and hidden parts that are named for screen readers."""
    for part in measured["parts"]:
        yield from part["concealed"]


def verdict(entry: Entry) -> bool | None:
    """Whether nothing is lost: the words are referred to, shown at another moment, or said beside it."""
    if entry["referred"] or entry["state"] or _OTHER_WINDOW.search(_classes(entry["html"])):
        return True
    words = _WORD.findall(entry["text"].casefold())
    visible = entry["visible"].casefold()
    if not words or all(word in visible for word in words):
        return True
    return None if entry["named"] or (entry["within"] and entry["own"] and entry["visible"]) else True


def params(entry: Entry) -> dict[str, str]:
    """The hidden words, and what hides them."""
    return {"text": entry["text"], "hides": entry["hides"]}


def _classes(html: str) -> str:
    found = re.search(r'\bclass="([^"]*)"', html)
    return found[1] if found else ""
