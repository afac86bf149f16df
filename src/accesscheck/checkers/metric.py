"""Rules of kind metric: a measure of a text against a limit."""

import re
import weakref
from collections.abc import Iterator
from dataclasses import dataclass

from accesscheck import fingerprints
from accesscheck.checkers.expressions import unsupported
from accesscheck.model.document import Block, Document
from accesscheck.model.finding import Finding, Param, RuleResult, UntestedReason, result, untested
from accesscheck.model.location import Location, TextLocation, WholeDocument
from accesscheck.model.rule import Rule
from accesscheck.text import level
from accesscheck.text.passages import passages
from accesscheck.text.words import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A value, and the stretch of text that it is of (None: the whole text)."""

    value: float
    start: int | None = None
    end: int | None = None
    block: Block | None = None


class MetricChecker:
    """Answers rules of kind metric."""

    kind = "metric"

    def probes(self, rule: Rule) -> frozenset[str]:
        return frozenset()

    def check(self, document: Document, rule: Rule) -> RuleResult:
        if answer := unsupported(document, rule):
            return answer
        language = document.language or ""
        limit = rule.parameters["limits"].get(language)
        if limit is None:
            return untested(rule.id, UntestedReason.LANGUAGE_UNSUPPORTED)
        measure = rule.parameters["measure"]
        if measure in WHOLE_TEXT:
            counts = _counts(document, language)
            if counts.words < level.FEWEST_WORDS:
                return untested(rule.id, UntestedReason.TEXT_TOO_SHORT)
            measured = [Measured(value=WHOLE_TEXT[measure](counts, language))]
        else:
            measured = list(PARTS[measure](document, language))
        below = rule.parameters["worse"] == "below"
        findings = tuple(
            _finding(document, rule, part, limit)
            for part in measured
            if (part.value < limit if below else part.value > limit)
        )
        return result(rule.id, findings, checked=len(measured))


_counted: "weakref.WeakKeyDictionary[Document, level.Counts]" = weakref.WeakKeyDictionary()


def _counts(document: Document, language: str) -> level.Counts:
    """Counts of a document in its own language, made once for all its measures."""
    found = _counted.get(document)
    if found is None:
        found = _counted[document] = level.count(passages(document), language)
    return found


def words_in_sentence(document: Document, language: str) -> Iterator[Measured]:
    """Words of each sentence of running text."""
    for passage in passages(document):
        if passage.block.kind in level.RUNNING_TEXT and passage.language == language:
            yield Measured(value=len(passage.words), start=passage.start, end=passage.end, block=passage.block)


_COMMA = re.compile(r"[,;](?!\d)")
"""Not the comma of a number."""


def commas_in_sentence(document: Document, language: str) -> Iterator[Measured]:
    """Commas and semicolons of each sentence of running text."""
    for passage in passages(document):
        if passage.block.kind in level.RUNNING_TEXT and passage.language == language:
            commas = len(_COMMA.findall(passage.plain.text))
            yield Measured(value=commas, start=passage.start, end=passage.end, block=passage.block)


def words_in_paragraph(document: Document, language: str) -> Iterator[Measured]:
    """Words of each paragraph."""
    for block in document.blocks:
        if block.kind == "paragraph" and (block.language or document.language) == language:
            count = len(words(document.text[block.start : block.end]))
            yield Measured(value=count, start=block.start, end=block.end, block=block)


PARTS = {
    "words-in-sentence": words_in_sentence,
    "commas-in-sentence": commas_in_sentence,
    "words-in-paragraph": words_in_paragraph,
}
"""Measures of parts of a text."""

WHOLE_TEXT = {
    "words-per-sentence": lambda counts, language: level.words_per_sentence(counts),
    "long-words-percent": lambda counts, language: level.long_words_percent(counts),
    "reading-ease": lambda counts, language: level.READING_EASE[language](counts),
}
"""Measures of a whole text."""


def _finding(document: Document, rule: Rule, part: Measured, limit: float) -> Finding:
    value: Param = round(part.value) if part.start is not None else round(part.value, 1)
    location: Location = WholeDocument()
    fingerprint = fingerprints.of_document(rule.id)
    if part.start is not None and part.end is not None:
        quote = document.text[part.start : part.end]
        location = TextLocation(
            start=part.start,
            end=part.end,
            quote=quote,
            selector=part.block.selector if part.block else None,
            page=part.block.page if part.block else None,
        )
        fingerprint = fingerprints.of_text(rule.id, quote, quote)
    return Finding(
        rule_id=rule.id,
        outcome=rule.verdict_on_match,
        impact=rule.impact,
        location=location,
        params={"value": value, "words": value, "count": value, "limit": limit},
        fingerprint=fingerprint,
    )
