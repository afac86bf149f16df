"""The sentences of a document, each made ready for searching once and used by all rules."""

import weakref
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from accesscheck.model.document import Block, Document
from accesscheck.text.phrases import Plain, plain
from accesscheck.text.sentences import block_sentences
from accesscheck.text.words import words

LONGEST = 4_000
"""A sentence is searched to this length, in code points: past it, no sentence is meant."""


NOT_OWN_WORDS = ("quote", "code")
"""Kinds of block that hold the words of another, or no words at all."""

_LEFT_OUT = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence: `document.text[start:end]`, its block, its language, its words, and itself made easy to search."""

    block: Block
    start: int
    end: int
    language: str | None
    plain: Plain
    words: tuple[str, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the document's text of a span in `plain.text`."""
        from_, to = self.plain.original(start, end)
        return self.start + from_, self.start + to


_passages: "weakref.WeakKeyDictionary[Document, tuple[Passage, ...]]" = weakref.WeakKeyDictionary()


def passages(document: Document) -> tuple[Passage, ...]:
    """Every sentence that the document says in its own words, in order: what it quotes is not judged."""
    found = _passages.get(document)
    if found is None:
        found = _passages[document] = tuple(
            _passage(document, block, start, min(end, start + LONGEST))
            for block, (start, end) in block_sentences(document.text, document.blocks, document.language)
            if block.kind not in NOT_OWN_WORDS
        )
    return found


def _passage(document: Document, block: Block, start: int, end: int) -> Passage:
    text = document.text[start:end]
    even = plain(_own_words(text, block.quoted, start) if block.quoted else text)
    language = block.language or document.language
    return Passage(block=block, start=start, end=end, language=language, plain=even, words=words(even.text))


def _own_words(text: str, quoted: tuple[tuple[int, int], ...], begins: int) -> str:
    """The text with signs for the words of another: it keeps its length, and no phrase goes across them.

    `quoted` are spans in order, and the text begins at `begins` of what they count in.
    """
    parts, at = [], 0
    first = bisect_right(quoted, begins, key=lambda span: span[1])
    for start, end in quoted[first : bisect_left(quoted, (begins + len(text), 0))]:
        from_, to = max(start - begins, 0), min(end - begins, len(text))
        parts += [text[at:from_], _LEFT_OUT * (to - from_)]
        at = to
    return "".join((*parts, text[at:]))
