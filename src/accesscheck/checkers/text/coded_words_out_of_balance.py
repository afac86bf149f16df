"""A vacancy has many more words that readers link with one gender than with the other: competitive, bold, winner."""

import functools
from collections.abc import Iterator, Mapping

from accesscheck.checkers.texts import Spot, Text
from accesscheck.installation import rules_folder
from accesscheck.text.passages import Passage

FEWEST_WORDS = 100
"""A shorter text has too few coded words to weigh."""

_MARGIN = {"m": 5, "f": 8}
"""So many more words of one side, at least. Gaucher, Friesen and Kay (2011) found that men mind less."""
_TIMES = 3
"""And so many times as many."""
_SHARE = 1 / 65
"""And at least so large a part of all words: long texts have words of all kinds."""


def spots(text: Text) -> Iterator[Spot]:
    """The first word of the side that is far ahead; both counts are of all words."""
    counts = {"m": 0, "f": 0}
    firsts: dict[str, tuple[Passage, str]] = {}
    total = 0
    for passage in text.everything:
        total += len(passage.words)
        for word in passage.words:
            side = _side(word.lower(), text.language)
            if side:
                counts[side] += 1
                firsts.setdefault(side, (passage, word))
    ahead, behind = ("m", "f") if counts["m"] >= counts["f"] else ("f", "m")
    more, fewer = counts[ahead], counts[behind]
    if more - fewer < _MARGIN[ahead] or more < _TIMES * fewer or more < _SHARE * total:
        return
    passage, word = firsts[ahead]
    start = passage.plain.text.find(word)
    if start >= 0:
        params = {"count": counts["m"], "other": counts["f"]}
        yield Spot(passage=passage, start=start, end=start + len(word), params=params)


@functools.lru_cache(maxsize=20_000)
def _side(word: str, language: str) -> str:
    """The side of a word in lower case: m, f or none."""
    whole, beginnings = _lists(language)
    if word in whole:
        return whole[word]
    for length in range(min(len(word), 24), 2, -1):
        if word[:length] in beginnings:
            return beginnings[word[:length]]
    return ""


@functools.cache
def _lists(language: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Coded words by their side: whole words, and beginnings of words."""
    content = (rules_folder() / "language" / "coded-words" / f"{language}.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in content.splitlines() if line and not line.startswith("#")]
    whole = {word: side for word, side in rows if not word.endswith("*")}
    return whole, {word.removesuffix("*"): side for word, side in rows if word.endswith("*")}
