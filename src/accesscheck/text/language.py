"""Which language a text is in.

py3langid was chosen over lingua by measurement (benchmarks/language_detection.py): at least as accurate on 3 to 60
words of Dutch, French, English and German, 4 times faster or more, and 5 MB instead of 96.
"""

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accesscheck.model.document import Block

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

KNOWN = tuple("nl fr en de es it pt ro pl cs hu tr sv da fi el bg ru uk ar".split())
"""Languages that are told apart: ours, and those that their texts are most often mixed with."""

SHORTEST = 20
"""Fewest letters from which a guess is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A language, and how likely it is, from 0 to 1."""

    language: str
    confidence: float


def guess(text: str) -> Guess | None:
    """The language of a text; None if it has fewer than SHORTEST letters."""
    if sum(character.isalpha() for character in text[:2000]) < SHORTEST:
        return None
    language, confidence = _identifier().classify(text[:20_000])
    return Guess(language=language, confidence=float(confidence))


def own_words(text: str, blocks: tuple[Block, ...]) -> str:
    """The text from which to guess a document's language: without quotes, and what is marked as another language."""
    own = (block for block in blocks if block.language is None and block.kind != "quote")
    return "\n".join(text[block.start : block.end] for block in own)


@functools.cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(KNOWN))
    return identifier


def primary(tag: str | None) -> str | None:
    """The primary subtag of a BCP 47 tag in lower case: nl of nl-BE. None if it is not well formed."""
    if not tag:
        return None
    first = tag.strip().split("-")[0].lower()
    return first if first.isascii() and first.isalpha() and 2 <= len(first) <= 3 else None
