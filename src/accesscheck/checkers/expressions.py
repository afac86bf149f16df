"""Rules of kinds terms and pattern: phrases and regular expressions of a language, sentence by sentence.

Both kinds may have both; the kind says what the rule mostly is. A sentence is looked at only where it holds a text that
one of the rule's expressions needs: all sentences of a document are searched for those at once.
"""

import functools
import re
import weakref
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from accesscheck import fingerprints
from accesscheck.model.document import Document
from accesscheck.model.finding import Finding, Param, RuleResult, UntestedReason, result, untested
from accesscheck.model.location import TextLocation
from accesscheck.model.rule import LANGUAGES, Rule
from accesscheck.rulefiles import Expressions, unpack
from accesscheck.text.needles import needles
from accesscheck.text.passages import Passage, passages
from accesscheck.text.phrases import Context, Phrase, PhraseFinder, Plain

_WITHOUT_EXPRESSIONS = frozenset({"metric", "plain-words", "level", "text"})
"""Kinds that know every language of LANGUAGES without a file for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place in `Passage.plain.text` that a rule looks for, and what could stand there instead.

    `replacement` fits there as it is, but for its capital.
    """

    start: int
    end: int
    alternatives: tuple[str, ...] = ()
    replacement: str | None = None


class ExpressionsChecker:
    """Answers rules of one of the two kinds."""

    def __init__(self, kind: Literal["terms", "pattern"]) -> None:
        self.kind: str = kind

    def probes(self, rule: Rule) -> frozenset[str]:
        return frozenset()

    def check(self, document: Document, rule: Rule) -> RuleResult:
        if answer := unsupported(document, rule):
            return answer
        findings: list[Finding] = []
        checked = 0
        for language, spoken in _spoken(document).items():
            if (packed := rule.expressions.get(language)) is None:
                continue
            checked += len(spoken.passages)
            search = prepared(packed, language)
            for passage in spoken.holding(search):
                for hit in search.hits(passage.plain):
                    if search.context.admits(passage.plain, hit.start, hit.end, language):
                        findings.append(_finding(document, rule, passage, hit))
        return result(rule.id, tuple(findings), checked=checked)


def unsupported(document: Document, rule: Rule) -> RuleResult | None:
    """The result of a rule that cannot judge a text in the document's language; None if it can.

    A rule that is meant for other languages is inapplicable. A language that accesscheck does not read, or that
    the rule has no words for yet, leaves it untested.
    """
    language = document.language
    if language in LANGUAGES and rule.languages is not None and language not in rule.languages:
        return result(rule.id, (), checked=0)
    if language not in LANGUAGES:
        return untested(rule.id, UntestedReason.LANGUAGE_UNSUPPORTED)
    if rule.kind not in _WITHOUT_EXPRESSIONS and language not in rule.expressions:
        return untested(rule.id, UntestedReason.LANGUAGE_UNSUPPORTED)
    return None


class Search:
    """What an expression file looks for, made ready once a process."""

    def __init__(self, found: Expressions, language: str) -> None:
        from ahocorasick_rs import AhoCorasick

        self._terms = found.terms
        self._finder = PhraseFinder(
            [
                Phrase(text=term.phrase, inflect=term.inflect, compound=term.compound, exact_case=term.case == "exact")
                for term in found.terms
            ],
            language,
        )
        # The text has straight apostrophes and single spaces by now: see text.phrases.plain.
        regexes = [(pattern.regex.replace("’", "'"), pattern.alternatives) for pattern in found.patterns]
        self._patterns = [(re.compile(regex, re.IGNORECASE), alternatives) for regex, alternatives in regexes]
        needed = [needles(regex) for regex, _ in regexes]
        self.machine: AhoCorasick | None = None
        """Finds what a sentence must hold to be of interest; None if every sentence is."""
        if all(one is not None for one in needed):
            texts = {text for one in needed if one is not None for text in one}
            self.machine = AhoCorasick(sorted(texts | set(self._finder.forms)))
        self.context = _context(found)

    def hits(self, text: Plain) -> Iterator[Hit]:
        """Places of a sentence. Of patterns that overlap, the earlier one stands; a phrase goes before a pattern."""
        taken: list[tuple[int, int]] = []
        for match in self._finder.find(text):
            term = self._terms[match.phrase]
            taken.append((match.start, match.end))
            yield Hit(start=match.start, end=match.end, alternatives=term.alternatives, replacement=term.replacement)
        for pattern, alternatives in self._patterns:
            for found in pattern.finditer(text.text):
                start, end = found.span()
                if start < end and not any(start < to and from_ < end for from_, to in taken):
                    taken.append((start, end))
                    yield Hit(start=start, end=end, alternatives=alternatives)


@functools.lru_cache(maxsize=4096)
def prepared(packed: str, language: str) -> Search:
    """The search of a packed expression file."""
    return Search(unpack(packed), language)


class Spoken:
    """The sentences of one language in a document, and all of them as one text to look in."""

    def __init__(self, inside: list[Passage]) -> None:
        self.passages = tuple(inside)
        self._text = "\n".join([passage.plain.lower for passage in inside])
        self._starts: list[int] = []
        at = 0
        for passage in inside:
            self._starts.append(at)
            at += len(passage.plain.lower) + 1

    def holding(self, search: Search) -> Iterator[Passage]:
        """The sentences that a search is of interest to, in order."""
        if search.machine is None:
            yield from self.passages
            return
        matches = search.machine.find_matches_as_indexes(self._text, overlapping=True)
        for number in sorted({bisect_right(self._starts, start) - 1 for _, start, _ in matches}):
            yield self.passages[number]


_known: "weakref.WeakKeyDictionary[Document, dict[str, Spoken]]" = weakref.WeakKeyDictionary()


def _spoken(document: Document) -> dict[str, Spoken]:
    found = _known.get(document)
    if found is None:
        by_language: dict[str, list[Passage]] = {}
        for passage in passages(document):
            if passage.language in LANGUAGES:
                by_language.setdefault(passage.language, []).append(passage)
        found = _known[document] = {language: Spoken(inside) for language, inside in by_language.items()}
    return found


def spoken(document: Document, language: str) -> Spoken | None:
    """The sentences of a document in a language of ours, put together once for all rules; None without any."""
    return _spoken(document).get(language)


def _context(found: Expressions) -> Context:
    unless, near = found.unless, found.near
    return Context(
        before=unless.before if unless else (),
        after=unless.after if unless else (),
        sentence=unless.sentence if unless else (),
        inside=unless.inside if unless else (),
        near=near.sentence if near else (),
        within=near.within if near else None,
    )


def _finding(document: Document, rule: Rule, passage: Passage, hit: Hit) -> Finding:
    start, end = passage.span(hit.start, hit.end)
    quote = document.text[start:end]
    match = passage.plain.text[hit.start : hit.end]
    params: dict[str, Param] = {"match": match}
    if hit.alternatives or hit.replacement:
        params["alternatives"] = hit.alternatives or (hit.replacement or "",)
    if hit.replacement:
        params["replacement"] = _in_case_of(match, hit.replacement)
    return Finding(
        rule_id=rule.id,
        outcome=rule.verdict_on_match,
        impact=rule.impact,
        location=TextLocation(
            start=start, end=end, quote=quote, selector=passage.block.selector, page=passage.block.page
        ),
        params=params,
        fingerprint=fingerprints.of_text(rule.id, quote, document.text[passage.start : passage.end]),
    )


def _in_case_of(match: str, replacement: str) -> str:
    """The replacement with a capital where the match has one that its own spelling does not ask for."""
    if match[:1].isupper() and not match.isupper():
        return replacement[:1].upper() + replacement[1:]
    return replacement
