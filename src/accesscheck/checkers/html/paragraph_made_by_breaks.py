"""Empty lines, and not elements, divide a text into paragraphs."""

from collections.abc import Iterator

from accesscheck import lines
from accesscheck.dom import Dom, Node

FEWEST = 2
_SHORTEST = 60
"""Letters of a paragraph: shorter lines are an address, or a poem."""


def candidates(dom: Dom) -> Iterator[Node]:
    """Blocks of several lines."""
    for block in lines.by_block(dom).values():
        if any(len(run.lines) > 1 for run in block):
            yield block[0].node


def verdict(node: Node, dom: Dom) -> bool | None:
    """Whether no two paragraphs of text have an empty line between them, or only once."""
    gaps = sum(
        1
        for run in lines.by_block(dom)[node.mem_id]
        for before, empty, after in zip(run.lines, run.lines[1:], run.lines[2:], strict=False)
        if not empty and len(before) >= _SHORTEST and len(after) >= _SHORTEST
    )
    return None if gaps >= FEWEST else True
