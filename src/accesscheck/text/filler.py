"""Whether a text is a filler: a word that stands where a text should be, and says nothing itself."""

import functools
import re
from collections.abc import Mapping
from typing import Literal

from accesscheck.text.overlap import folded

Filler = Literal["certain", "likely"]


def filler(text: str, words: Mapping[str, frozenset[str]]) -> Filler | None:
    """Whether the whole text is one of the phrases, in any language: pages in Dutch keep English defaults too.

    In a phrase, # stands for a number. One that ends in ? says something now and then, so it is but likely.
    """
    plain = _plain(text)
    found: Filler | None = None
    for phrases in words.values():
        certain, likely = _by_certainty(phrases)
        if plain in certain:
            return "certain"
        if plain in likely:
            found = "likely"
    return found


@functools.cache
def _by_certainty(phrases: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    certain = frozenset(_plain(phrase) for phrase in phrases if not phrase.endswith("?"))
    return certain, frozenset(_plain(phrase) for phrase in phrases if phrase.endswith("?"))


def _plain(text: str) -> str:
    return re.sub(r"[^\w#]+|_+", " ", re.sub(r"\d+", "#", folded(text))).strip()
