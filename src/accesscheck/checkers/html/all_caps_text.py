"""A sentence is written in capitals."""

from collections.abc import Iterator

from accesscheck import lines
from accesscheck.dom import Dom, Node

FEWEST_WORDS = 4
FEWEST_LETTERS = 25
_LONG = 5
"""Letters of a word that is hardly an abbreviation."""


def candidates(dom: Dom) -> Iterator[Node]:
    """Blocks with a line of some words."""
    for block in lines.by_block(dom).values():
        if any(len(line) >= FEWEST_LETTERS for run in block for line in run.lines):
            yield block[0].node


def verdict(node: Node, dom: Dom) -> bool | None:
    """Whether no line of it is wholly in capitals."""
    texts = (line for run in lines.by_block(dom)[node.mem_id] for line in run.lines)
    return None if any(map(_is_shouted, texts)) else True


def _is_shouted(line: str) -> bool:
    start = line[:FEWEST_LETTERS]
    if len(line) < FEWEST_LETTERS or start != start.upper() or line != line.upper() or line == line.lower():
        return False
    words = [word for word in line.split() if any(map(str.isalpha, word)) and "_" not in word]
    letters = sum(map(str.isalpha, line))
    long = sum(sum(map(str.isalpha, word)) >= _LONG for word in words)
    return len(words) >= FEWEST_WORDS and letters >= FEWEST_LETTERS and long > 1 and 4 * long >= len(words)
