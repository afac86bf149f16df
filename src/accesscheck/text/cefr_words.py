"""The CEFR level at which learners of English meet a word: rules/language/cefr-words/en.tsv, which names its source."""

import functools
from collections.abc import Iterator, Mapping

from accesscheck.installation import rules_folder

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")


@functools.cache
def _levels() -> Mapping[str, int]:
    """By headword its lowest level, 1 for A1 to 6 for C2."""
    content = (rules_folder() / "language" / "cefr-words" / "en.tsv").read_text(encoding="utf-8")
    found: dict[str, int] = {}
    for line in content.splitlines():
        if not line.startswith("#"):
            word, _, level = line.split("\t")
            place = LEVELS.index(level) + 1
            found[word] = min(place, found.get(word, place))
    return found


def english_level(word: str) -> int | None:
    """The level of an English word in lower case, of its headword if it is inflected: 1 for A1 to 6 for C2."""
    known = _levels()
    return next((known[form] for form in headwords(word) if form in known), None)


def headwords(word: str) -> Iterator[str]:
    """What a regular form can be a form of: studies of study, stopped of stop, making of make."""
    yield word
    for ending in ("'s", "s", "es", "d", "ed", "ing", "er", "est", "ly"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 2:
            continue
        yield stem
        if ending in ("ing", "ed", "er", "est"):
            yield f"{stem}e"
            if stem[-1] == stem[-2]:
                yield stem[:-1]
        if stem.endswith("i"):
            yield f"{stem[:-1]}y"
