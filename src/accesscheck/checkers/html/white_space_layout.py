"""White space sets text in columns."""

import re
from collections.abc import Iterator

from accesscheck.dom import Dom, Node

FEWEST_LINES = 3
_GAP = re.compile(r"(?<=\S)(?: {3,}|\t+)(?=\S)")
_HARD_GAP = re.compile(r"\S[ ]?\u00a0(?:[ \u00a0]){4,}\S")
_CODE = "code, kbd, samp, span, var"


def candidates(dom: Dom) -> Iterator[Node]:
    """Text set as typed, and paragraphs with fixed spaces."""
    for node in dom.shown("pre"):
        if node.css_first(_CODE) is None and len(node.text(deep=True).strip().splitlines()) >= FEWEST_LINES:
            yield node
    body = dom.tree.body
    text = "" if body is None else body.text(deep=True)
    if "\u00a0 \u00a0" in text or "\u00a0\u00a0\u00a0" in text:
        yield from (node for node in dom.shown("p, td") if "\u00a0" in node.text(deep=True))


def verdict(node: Node) -> bool | None:
    """Whether no columns can be seen: gaps at the same place in line after line, or wide gaps of fixed spaces."""
    text = node.text(deep=True)
    if node.tag != "pre":
        return None if len(_HARD_GAP.findall(text)) > 1 else True
    places = [{match.end() for match in _GAP.finditer(line)} for line in text.splitlines() if line.strip()]
    for first, second, third in zip(places, places[1:], places[2:], strict=False):
        if first & second & third:
            return None
    return True
