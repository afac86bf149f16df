"""A text calls one thing by two names: the reader looks for a difference that is not there."""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from accesscheck.checkers.texts import Spot, Text
from accesscheck.installation import rules_folder
from accesscheck.model.finding import Param
from accesscheck.text.passages import Passage
from accesscheck.text.phrases import Phrase, PhraseFinder

NEAR = 40
"""Sentences: further on, in a long document, a name is met afresh."""

_AND = "alias|also|and|bzw|called|d\\.h|dit|en|et|genannt|i\\.e|kortweg|kurz|oder|of|oftewel|ofwel|or|ou|resp|soit|und"
_JOINED = re.compile(
    rf" ?(?:[/,&+|]|[-–—]?\s?\b(?:{_AND})\b)[.,]? ?(?:[\w-]{{1,15}}[ ']){{0,2}}|[^()]{{0,60}}\([^()]{{0,60}}"
)
"""What is written close to each other is told apart or explained: loon en wedde, curriculum vitae (cv)."""


@functools.cache
def _names(language: str) -> tuple[PhraseFinder, tuple[tuple[int, int, bool], ...], tuple[str, ...]]:
    """What finds the names; of each its set, its number in it and if it has a capital; the plain name of each set."""
    phrases: list[Phrase] = []
    places: list[tuple[int, int, bool]] = []
    plain: list[str] = []
    content = (rules_folder() / "language" / "one-thing" / f"{language}.tsv").read_text(encoding="utf-8")
    for line in content.splitlines():
        if line.startswith("#"):
            continue
        for name, spellings in enumerate(line.split("\t")):
            for spelling in spellings.split("|"):
                phrases.append(Phrase(text=spelling, inflect="noun"))
                places.append((len(plain), name, language == "de" and spelling[0].isupper()))
        plain.append(line.partition("\t")[0].partition("|")[0])
    return PhraseFinder(phrases, language), tuple(places), tuple(plain)


@dataclass(frozen=True, slots=True)
class _Use:
    """A name in the text: the sentence's number, and the place in it."""

    name: int
    number: int
    passage: Passage
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.passage.plain.text[self.start : self.end]


def spots(text: Text) -> Iterator[Spot]:
    """Where a thing first gets its second name; once for each thing."""
    finder, places, plain = _names(text.language)
    uses: dict[int, list[_Use]] = {}
    for number, passage in enumerate(text.passages):
        for match in finder.find(passage.plain):
            thing, name, is_noun = places[match.phrase]
            # loon- en arbeidsvoorwaarden is no loon, and lohnen no Lohn.
            if not passage.plain.text.startswith("-", match.end) and (
                not is_noun or passage.plain.text[match.start].isupper()
            ):
                uses.setdefault(thing, []).append(_Use(name, number, passage, match.start, match.end))
    found: list[tuple[_Use, _Use, int]] = []
    for thing, used in uses.items():
        if (pair := _second(used)) is not None:
            found.append((*pair, thing))
    for second, first, thing in sorted(found, key=lambda one: (one[0].number, one[0].start)):
        names = len({use.name for use in uses[thing]})
        params: dict[str, Param] = {"other": first.words, "count": names, "plain": plain[thing]}
        yield Spot(passage=second.passage, start=second.start, end=second.end, params=params)


def _second(uses: Sequence[_Use]) -> tuple[_Use, _Use] | None:
    """The first use of a second name, and the use before it; None if there is none, or the text tells them apart."""
    found: tuple[_Use, _Use] | None = None
    for before, use in pairwise(uses):
        if use.name == before.name:
            continue
        if use.passage is before.passage and _JOINED.fullmatch(use.passage.plain.text, before.end, use.start):
            return None
        if found is None and use.number - before.number <= NEAR:
            found = use, before
    return found
