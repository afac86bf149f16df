"""How often words are used: what is read or heard often is known to most.

The lists in rules/language/frequency/ are made by `make language-data`, which names their sources. Values are on the
Zipf scale (van Heuven et al. 2014): log10 of occurrences in a thousand million words. 6 is "dag", 3 is "loket", 1 is
hardly ever used.
"""

import functools
import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import repeat

from accesscheck.installation import rules_folder

UNKNOWN = 1.0
"""The frequency of a word that no list has."""
KNOWN_PART = 3.0
"""From this frequency on, a part of a compound helps to understand it."""
COMPOUND = 0.6
"""What a compound costs beyond its hardest part."""
_HYPHENATED = 0.5
_LINKS = {"nl": ("", "s", "e", "en"), "de": ("", "s", "es", "n", "en", "er")}
_SHORTEST_PART = 3
_SHORTEST_HEAD = 4


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Frequencies of words in lower case, and the classes that their source names: noun, adjective, verb, concrete."""

    frequencies: Mapping[str, float]
    classes: Mapping[str, frozenset[str]]


@functools.cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of nl, fr, en or de: about 0.1 s the first time. KeyError for another language."""
    if language not in ("nl", "fr", "en", "de"):
        raise KeyError(language)
    packed = (rules_folder() / "language" / "frequency" / f"{language}.txt.gz").read_bytes()
    frequencies: dict[str, float] = {}
    classes: dict[str, frozenset[str]] = {}
    for line in gzip.decompress(packed).decode().splitlines():
        key, _, words = line.partition("\t")
        if key.isdigit():
            frequencies.update(zip(words.split(" "), repeat(int(key) / 10), strict=False))
        elif not key.startswith("#"):
            classes[key] = frozenset(words.split(" "))
    return Lexicon(frequencies, classes)


@functools.lru_cache(maxsize=100_000)
def familiarity(word: str, language: str) -> float:
    """How familiar a word in lower case is, on the Zipf scale, from UNKNOWN to about 7.

    A compound that is rare itself is as familiar as its rarest part, less COMPOUND. KeyError for another language.
    """
    word = word.replace("’", "'").replace("\u00ad", "")
    known = lexicon(language).frequencies
    own = known.get(word)
    if own is not None and (own >= KNOWN_PART or language not in _LINKS):
        return own
    if "-" in word:
        parts = [familiarity(part, language) for part in word.split("-") if part]
        return max(own or UNKNOWN, min(parts, default=UNKNOWN) - _HYPHENATED)
    found = compound(word, language) if language in _LINKS else None
    if found is None:
        return own or UNKNOWN
    return max(own or UNKNOWN, min(known[part] for part in found) - COMPOUND)


@functools.lru_cache(maxsize=50_000)
def compound(word: str, language: str) -> tuple[str, str] | None:
    """The two parts of a Dutch or German compound in lower case, the most familiar pair of known words; else None."""
    known = lexicon(language).frequencies
    best: tuple[float, tuple[str, str]] | None = None
    for place in range(_SHORTEST_HEAD, len(word) - _SHORTEST_HEAD + 1):
        head = word[place:]
        weight = known.get(head, 0.0)
        if weight < KNOWN_PART:
            continue
        for link in _LINKS.get(language, ()):
            modifier = word[: place - len(link)]
            if not word[:place].endswith(link) or len(modifier) < _SHORTEST_PART:
                continue
            both = min(weight, known.get(modifier, 0.0))
            if both >= KNOWN_PART and (best is None or both > best[0]):
                best = both, (modifier, head)
    return None if best is None else best[1]
