"""Spaces between its letters make a word wider."""

import re
from collections.abc import Iterator

from accesscheck import lines
from accesscheck.dom import Dom, Node

_LETTERS = re.compile(r"(?<![\w’'.])(?:[^\W\d_] ){4,}[^\W\d_](?![\w’'.])")
_QUICK = re.compile(r" [^\W\d_] [^\W\d_] [^\W\d_] ")
"""A part of every such row, and fast to look for."""

_VOWELS = frozenset("aeiouyàâäéèêëîïôöùûü")


def candidates(dom: Dom) -> Iterator[Node]:
    """Blocks with five letters in a row or more that stand apart."""
    whole = lines.whole(dom)
    if _QUICK.search(whole.text):
        for block in lines.by_block(dom).values():
            if any(_QUICK.search(line) and _LETTERS.search(line) for run in block for line in run.lines):
                yield block[0].node


def verdict(node: Node, dom: Dom) -> bool | None:
    """Whether they are no word: an alphabet, choices, variables. Capitals with a vowel among them are one."""
    found = [
        match.group().split()
        for run in lines.by_block(dom)[node.mem_id]
        for line in run.lines
        for match in _LETTERS.finditer(line)
    ]
    outcomes = [_judge(letters) for letters in found]
    if False in outcomes:
        return False
    return None if None in outcomes else True


def params(node: Node, dom: Dom) -> dict[str, str]:
    """The letters as they stand there."""
    text = " ".join(run.text for run in lines.by_block(dom)[node.mem_id])
    matches = (match.group() for match in _LETTERS.finditer(text))
    return {"match": next((match for match in matches if _judge(match.split()) is not True), "")[:60]}


def _judge(letters: list[str]) -> bool | None:
    lower = [letter.lower() for letter in letters]
    if lower == sorted(lower) or len(set(lower)) < 4 or not _VOWELS.intersection(lower):
        return True
    return False if all(map(str.isupper, letters)) else None
