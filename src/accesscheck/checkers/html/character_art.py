"""Rows of characters draw something: a line, a figure, a row of emoji."""

import re
from collections.abc import Iterator

from accesscheck import lines
from accesscheck.dom import Dom, Node
from accesscheck.roles import has_any, role, self_and_ancestors
from accesscheck.text.overlap import beyond_ascii

_ROW = re.compile(r"([*=~#+|•◆★☆●■♥✦-])(?:\s?\1){5,}")
_SIGNS = ("--", "- -", *"*=~#+|•◆★☆●■♥✦")
"""What such a row holds: looking for them first is fast."""

_EMOJI = re.compile(r"(?:[\U0001F300-\U0001FAFF\u2600-\u27BF]\uFE0F?\s?){4,}")
_EMOJI_SIGN = re.compile(r"[\U0001F300-\U0001FAFF\u2600-\u27BF]")
_FEWEST_LINES = 3


def candidates(dom: Dom) -> Iterator[Node]:
    """Blocks with such rows, and text set as typed with more signs than letters; with its name, it is an image."""
    whole = lines.whole(dom)
    # Most pages have none of these signs.
    beyond = {sign for sign in beyond_ascii(whole.text) if _EMOJI_SIGN.match(sign)}
    for block in whole.blocks_with((*_SIGNS, *beyond)):
        if any(_has_row(line) for run in block for line in run.lines):
            yield block[0].node
    for node in dom.shown("pre"):
        if _is_figure(node):
            yield node


def verdict(node: Node) -> bool | None:
    """Whether it is an image with a name to assistive technology."""
    named = (
        each
        for each in self_and_ancestors(node)
        if role(each) == "img" and has_any(each, ("aria-label", "aria-labelledby"))
    )
    return True if next(named, None) is not None else None


def _has_row(line: str) -> bool:
    if not line.isascii() and _EMOJI.search(line):
        return True
    return any(sign in line for sign in _SIGNS) and _ROW.search(line) is not None


def _is_figure(node: Node) -> bool:
    """Whether signs that draw outnumber letters and digits, in several lines."""
    text = node.text(deep=True)
    if len(text.strip().splitlines()) < _FEWEST_LINES or node.css_first("code, kbd, samp") is not None:
        return False
    signs = sum(character in "|/\\_-=+*#<>^~.:'`\"()[]┌┐└┘─│├┤┬┴┼█▓▒░" for character in text)
    return signs > 2 * sum(map(str.isalnum, text))
