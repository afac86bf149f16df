"""What the wording rules look for in a document, all of it at once.

An expression is tried in a sentence only if the sentence holds a text that it needs. All sentences of a language are
searched for what all rules need in one pass; what is found says which expressions of which rule to try where.
"""

import functools
import re
import weakref
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from accesscheck.model.document import Document
from accesscheck.model.rule import LANGUAGES, Rule
from accesscheck.rulefiles import PHRASES, PackedExpressions, sought, unpack
from accesscheck.rulefiles.packing import straight
from accesscheck.text.passages import Passage, passages
from accesscheck.text.phrases import Context, Phrase, PhraseFinder, Plain

Asked = Mapping[int, Collection[int]]
"""By number of a sentence, which patterns of a search may match in it, or `PHRASES`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place in `Passage.plain.text` that a rule looks for, and what could stand there instead.

    `replacement` fits there as it is, but for its capital.
    """

    start: int
    end: int
    alternatives: tuple[str, ...] = ()
    replacement: str | None = None


class Search:
    """What an expression file looks for, made ready once a process."""

    def __init__(self, found: PackedExpressions, language: str) -> None:
        self._terms = found.terms
        self._finder = PhraseFinder(
            [
                Phrase(text=term.phrase, inflect=term.inflect, compound=term.compound, exact_case=term.case == "exact")
                for term in found.terms
            ],
            language,
            found.forms,
        )
        self._patterns = [(straight(pattern.regex), pattern.alternatives) for pattern in found.patterns]
        self._besides = found.besides
        self._context = _context(found)
        self._language = language

    def hits(self, text: Plain, asked: Collection[int]) -> Iterator[Hit]:
        """Places of a sentence whose context lets them stand."""
        for hit in self._hits(text, asked):
            if self._context.admits(text, hit.start, hit.end, self._language):
                yield hit

    def _hits(self, text: Plain, asked: Collection[int]) -> Iterator[Hit]:
        """Places of a sentence. Of patterns that overlap, the earlier one stands; a phrase goes before a pattern."""
        taken: list[tuple[int, int]] = []
        for match in self._finder.find(text) if PHRASES in asked else ():
            term = self._terms[match.phrase]
            taken.append((match.start, match.end))
            yield Hit(start=match.start, end=match.end, alternatives=term.alternatives, replacement=term.replacement)
        for number in sorted(asked):
            if number == PHRASES or not all(map(text.holds_one_of, self._besides[number])):
                continue
            regex, alternatives = self._patterns[number]
            for found in _compiled(regex).finditer(text.text):
                start, end = found.span()
                if start < end and not any(start < to and from_ < end for from_, to in taken):
                    taken.append((start, end))
                    yield Hit(start=start, end=end, alternatives=alternatives)


@functools.lru_cache(maxsize=8192)
def _compiled(regex: str) -> re.Pattern[str]:
    """Only those are compiled that may match somewhere: to compile all takes seconds."""
    return re.compile(regex, re.IGNORECASE)


@functools.lru_cache(maxsize=4096)
def prepared(packed: str, language: str) -> Search:
    """The search of a packed expression file."""
    return Search(unpack(packed), language)


class Scan:
    """What several searches need, looked for in one pass. `packed`: their expression files."""

    def __init__(self, packed: tuple[str, ...]) -> None:
        from ahocorasick_rs import AhoCorasick

        wanted = [sought(one) for one in packed]
        asked_by: dict[str, list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
        for place, one in enumerate(wanted):
            for text, asked in one.texts.items():
                asked_by[text].append((place, asked))
        self._asked_by = list(asked_by.values())
        self._machine = AhoCorasick(list(asked_by)) if asked_by else None
        self._always = [(place, one.always) for place, one in enumerate(wanted) if one.always]

    def asked(self, text: str, starts: list[int]) -> Mapping[int, Asked]:
        """By place of the search, what may match in which line of a text in lower case, in the order of the lines."""
        found: dict[int, dict[int, set[int]]] = defaultdict(dict)
        for place, always in self._always:
            found[place] = {line: set(always) for line in range(len(starts))}
        for number, start, _ in self._machine.find_matches_as_indexes(text, overlapping=True) if self._machine else ():
            line = bisect_right(starts, start) - 1
            for place, asked in self._asked_by[number]:
                found[place].setdefault(line, set()).update(asked)
        return {place: dict(sorted(lines.items())) for place, lines in found.items()}


@functools.lru_cache(maxsize=32)
def _scan(packed: tuple[str, ...]) -> Scan:
    return Scan(packed)


class Spoken:
    """The sentences of one language in a document. `packed`: the expression files that will be looked for in them."""

    def __init__(self, language: str, inside: list[Passage], packed: tuple[str, ...]) -> None:
        self.language = language
        self.passages = tuple(inside)
        self._text = "\n".join([passage.plain.lower for passage in inside])
        self._starts: list[int] = []
        at = 0
        for passage in inside:
            self._starts.append(at)
            at += len(passage.plain.lower) + 1
        self._asked: dict[str, Asked] = {}
        self._look_for(packed)

    def hits(self, packed: str) -> Iterator[tuple[Passage, Hit]]:
        """What an expression file finds, sentence by sentence."""
        if packed not in self._asked:
            self._look_for((packed,))
        asked = self._asked[packed]
        if asked:
            search = prepared(packed, self.language)
            for number, patterns in asked.items():
                passage = self.passages[number]
                for hit in search.hits(passage.plain, patterns):
                    yield passage, hit

    def _look_for(self, packed: tuple[str, ...]) -> None:
        found = _scan(packed).asked(self._text, self._starts) if packed else {}
        self._asked |= {one: found.get(place, {}) for place, one in enumerate(packed)}


_spoken: "weakref.WeakKeyDictionary[Document, tuple[Spoken, ...]]" = weakref.WeakKeyDictionary()


def prepare(document: Document, rules: Iterable[Rule]) -> None:
    """Say which rules will be asked about a document, so that what all of them need is looked for in one pass."""
    by_language: dict[str, list[Passage]] = {}
    for passage in passages(document):
        if passage.language in LANGUAGES:
            by_language.setdefault(passage.language, []).append(passage)
    asking = [rule for rule in rules if rule.expressions]
    _spoken[document] = tuple(
        Spoken(language, inside, tuple([rule.expressions[language] for rule in asking if language in rule.expressions]))
        for language, inside in by_language.items()
    )


def spoken(document: Document) -> tuple[Spoken, ...]:
    """The sentences of a document in our languages, language by language, put together once for all rules."""
    if document not in _spoken:
        prepare(document, ())
    return _spoken[document]


def _context(found: PackedExpressions) -> Context:
    unless, near = found.unless, found.near
    return Context(
        before=unless.before if unless else (),
        after=unless.after if unless else (),
        sentence=unless.sentence if unless else (),
        inside=unless.inside if unless else (),
        near=near.sentence if near else (),
        within=near.within if near else None,
    )
