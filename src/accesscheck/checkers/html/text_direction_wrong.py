"""A text is laid out from left to right and is written from right to left, or the other way round."""

import re
from collections.abc import Iterator
from itertools import islice

from accesscheck.checkers.languages import beginning, inline_texts
from accesscheck.dom import Dom, Node
from accesscheck.roles import self_and_ancestors
from accesscheck.text.overlap import beyond_ascii

FEWEST_WORDS = 3
"""A name or a word in a list of languages reads the same in either direction."""
SENTENCE = 6
_LEFTWARD = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LEFTWARD_WORD = re.compile(r"[\u05d0-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]{2,}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_STYLE = re.compile(r"(?:^|;)\s*direction\s*:\s*(rtl|ltr)", re.I)


def candidates(dom: Dom) -> Iterator[Node]:
    """Blocks with a text in one direction, on pages where both can occur."""
    markup = dom.document.html or ""
    if "rtl" in markup.lower() or _LEFTWARD.search(beyond_ascii(markup)):
        setters = {
            around.mem_id
            for node in dom.select("bdi, [dir]")
            for around in self_and_ancestors(node)
            if around.mem_id != node.mem_id
        }
        for block, text in inline_texts(dom).values():
            # What sets a direction inside the block holds for its text.
            if block.mem_id not in setters and _direction(text) is not None:
                yield block


def verdict(block: Node, dom: Dom) -> bool | None:
    """Whether the direction in force is that of the text; None for a sentence that does not set it itself."""
    text = inline_texts(dom)[block.mem_id][1]
    in_force, source = _in_force(block)
    if in_force == "auto" or in_force == _direction(text):
        return True
    if in_force == "ltr":
        return False
    if source is not None and not _LEFTWARD.search(source.text(deep=True)):
        return False
    # An English sentence on an Arabic page keeps its words in order; only its punctuation moves.
    return None if len(text.split()) >= SENTENCE and text[-1] in ".!?:" else True


def params(block: Node, dom: Dom) -> dict[str, str]:
    """How the text begins, and the value of dir that fits it."""
    text = inline_texts(dom)[block.mem_id][1]
    return {
        "text": beginning(text),
        "needed": _direction(text) or "auto",
    }


def _direction(text: str) -> str | None:
    """The direction of a text of some words; None if it is too short, or mixed."""
    if text.isascii() or not _LEFTWARD.search(text):
        # Three words are soon found, where there are any.
        words = islice(_WORD.finditer(text), FEWEST_WORDS)
        return "ltr" if sum(1 for _ in words) >= FEWEST_WORDS else None
    leftward = len(_LEFTWARD_WORD.findall(text))
    if leftward >= FEWEST_WORDS and leftward * 3 >= len(_WORD.findall(text)) * 2:
        return "rtl"
    return None


def _in_force(block: Node) -> tuple[str, Node | None]:
    """The direction that holds for a block, and the element that sets it."""
    for node in self_and_ancestors(block):
        style = _STYLE.search(node.attributes.get("style") or "")
        if style:
            return style[1].lower(), node
        stated = (node.attributes.get("dir") or "").strip().lower()
        if stated in ("ltr", "rtl", "auto"):
            return stated, node
        if node.tag == "bdi":
            return "auto", node
    return "ltr", None
