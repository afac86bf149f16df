"""Rules of kinds terms and pattern: phrases and regular expressions of a language, sentence by sentence.

Both kinds may have both; the kind says what the rule mostly is.
"""

import functools
import weakref
from collections.abc import Collection
from typing import Literal

from accesscheck import fingerprints
from accesscheck.checkers.searching import Hit, spoken
from accesscheck.model.document import Document
from accesscheck.model.finding import Finding, Param, RuleResult, UntestedReason, result, untested
from accesscheck.model.location import TextLocation
from accesscheck.model.rule import LANGUAGES, Rule
from accesscheck.text.passages import Passage
from accesscheck.text.sections import Section, sections

_WITHOUT_EXPRESSIONS = frozenset({"metric", "plain-words", "level", "text"})
"""Kinds that know every language of LANGUAGES without a file for each."""


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
        for said in spoken(document):
            if (packed := rule.expressions.get(said.language)) is None:
                continue
            checked += len(said.passages)
            for passage, hit in said.hits(packed):
                if _is_in(document, passage, rule.parameters.get("sections")):
                    findings.append(_finding(document, rule, passage, hit))
        return result(rule.id, tuple(findings), checked=checked) if findings else _nothing(rule.id, checked)


@functools.lru_cache(maxsize=4096)
def _nothing(rule_id: str, checked: int) -> RuleResult:
    """The result of a rule that found nothing: the same object for the same rule, since most results are such."""
    return result(rule_id, (), checked=checked)


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


FEWEST_SECTIONS = 3
"""A text with fewer is no whole vacancy: all of it is looked in."""

_sections: "weakref.WeakKeyDictionary[Document, tuple[Section, ...]]" = weakref.WeakKeyDictionary()


def _is_in(document: Document, passage: Passage, wanted: Collection[str] | None) -> bool:
    """Whether a sentence stands in one of the sections of a vacancy that are wanted."""
    if not wanted or "vacancy" not in document.profiles:
        return True
    if document not in _sections:
        _sections[document] = sections(document.text, document.blocks, document.language or "")
    found = _sections[document]
    if len({section.kind for section in found}) < FEWEST_SECTIONS:
        return True
    return any(section.kind in wanted for section in found if section.start <= passage.start < section.end)


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
