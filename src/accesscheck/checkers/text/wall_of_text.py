"""Paragraph follows paragraph without a heading or a list: a reader finds no way in."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from accesscheck.checkers.texts import Spot, Text
from accesscheck.model.document import Block
from accesscheck.text.passages import Passage

MOST_WORDS = 250
"""Half a printed page: a screen or more, on which nothing stands out."""
LONGEST_TITLE = 8
"""Words of a line that divides a text without being marked as a heading."""
HEADINGS_MISSED_FROM = 300
HEADINGS_MISSED_UNDER_TITLE_FROM = 500
"""Words from which html-page-without-headings speaks of the whole page."""

_SENTENCE_END = re.compile(r"[.!?…;,][\"'”»)\]]*$")

_SIGN = re.compile(r"[^\w\s\"'“”‘’«„(\[¿¡€£$@#.…]")
"""What an item of a list begins with: a dash, a tick, a small picture."""


def spots(text: Text) -> Iterator[Spot]:
    """The first sentence of each long row of paragraphs."""
    if _misses_headings(text):
        return
    by_block: dict[int, list[Passage]] = defaultdict(list)
    for passage in text.passages:
        by_block[passage.block.start].append(passage)
    row: list[list[Passage]] = []
    for block in text.blocks:
        inside = by_block.get(block.start, [])
        if _divides(block, inside):
            yield from _wall(row)
            row = []
        else:
            row.append(inside)
    yield from _wall(row)


def _wall(row: Sequence[Sequence[Passage]]) -> Iterator[Spot]:
    """The row, if it is long, and not by one paragraph alone: that is level-paragraph-too-long's."""
    counts = [sum(len(passage.words) for passage in inside) for inside in row]
    if counts and sum(counts) >= MOST_WORDS > max(counts):
        first = row[0][0]
        yield Spot(passage=first, start=0, end=len(first.plain.text), params={"count": sum(counts)})


def _divides(block: Block, inside: Sequence[Passage]) -> bool:
    """Whether a block ends a row: a heading, a list, a table, another language, or a line that does as a heading."""
    if block.kind != "paragraph" or not inside:
        return True
    even = inside[0].plain.text
    is_title = len(inside) == 1 and len(inside[0].words) <= LONGEST_TITLE and not _SENTENCE_END.search(even)
    return is_title or _SIGN.match(even) is not None


def _misses_headings(text: Text) -> bool:
    """Whether this is a page that has too few headings as a whole, which html-page-without-headings says."""
    if not any(block.selector for block in text.blocks):
        return False
    headings = sum(block.kind == "heading" for block in text.blocks)
    fewest = (HEADINGS_MISSED_FROM, HEADINGS_MISSED_UNDER_TITLE_FROM)
    return headings < len(fewest) and text.word_count >= fewest[headings]
