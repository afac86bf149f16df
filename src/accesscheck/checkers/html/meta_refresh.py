"""The page reloads or leaves by itself after a while."""

import re
from collections.abc import Iterator

from accesscheck.dom import Dom, Node

# WCAG 2.2.1 allows limits of more than 20 hours.
TWENTY_HOURS = 72_000

# HTML standard, shared declarative refresh steps: digits and full stops after the first digits are skipped.
_DELAY = re.compile(r"[\t\n\f\r ]*(?:([0-9]+)|(?=\.))[0-9.]*(?:[;,\t\n\f\r ].*)?\Z", re.S)


def candidates(dom: Dom) -> Iterator[Node]:
    """The first valid refresh instruction: browsers follow no other."""
    for meta in dom.select("meta[http-equiv]"):
        if (meta.attributes.get("http-equiv") or "").lower() == "refresh" and _seconds(meta) is not None:
            yield meta
            return


def verdict(meta: Node) -> bool:
    """Whether it acts at once, or after more than 20 hours."""
    seconds = _seconds(meta) or 0
    return seconds == 0 or seconds > TWENTY_HOURS


def params(meta: Node, dom: Dom) -> dict[str, str]:
    """The delay in seconds."""
    return {"seconds": str(_seconds(meta))}


def _seconds(meta: Node) -> int | None:
    match = _DELAY.match(meta.attributes.get("content") or "")
    return int((match.group(1) or "0")[:9]) if match else None
