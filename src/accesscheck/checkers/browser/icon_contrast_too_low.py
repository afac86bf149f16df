"""A button or link that is an icon alone, and whose icon hardly stands out."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from accesscheck import contrast

Entry = Mapping[str, Any]

WIDEST = 2.5
"""An icon is about as wide as it is high; what is wider is mostly a name in the letters of its owner."""

_LOGO = re.compile(r"logo|brand", re.I)
_EMBLEM = re.compile(
    r"facebook|twitter|linkedin|instagram|youtube|mastodon|bluesky|whatsapp|tiktok|github|pinterest|flickr|vimeo|\bx\.com",
    re.I,
)


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """Controls that show one icon and no text; logos need no contrast."""
    for entry in measured["icons"]:
        if entry["wide"] <= WIDEST and not _LOGO.search(entry["html"] + entry["inside"]):
            yield entry


def verdict(entry: Entry) -> bool | None:
    """Whether some colour of the icon stands out; a person judges an emblem, and what is not plainly painted."""
    if entry["ratio"] >= contrast.GRAPHICS:
        return True
    return False if entry["certain"] and not _EMBLEM.search(entry["html"] + entry["inside"]) else None


def params(entry: Entry) -> dict[str, float]:
    """The strongest contrast of the icon."""
    return {"ratio": entry["ratio"]}
