"""From places in sentences to a wording rule's result: context, language, findings."""

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from accesscheck import fingerprints
from accesscheck.model.document import Document
from accesscheck.model.finding import Finding, Param, RuleResult, UntestedReason, result, untested
from accesscheck.model.location import TextLocation
from accesscheck.model.rule import LANGUAGES, Rule
from accesscheck.rulefiles import Expressions, unpack
from accesscheck.text.passages import Passage, passages
from accesscheck.text.phrases import Context, Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place in `Passage.plain.text` that a rule looks for, and what could stand there instead."""

    start: int
    end: int
    alternatives: tuple[str, ...] = ()


Search = Callable[[Plain], Iterator[Hit]]
"""Finds the places of a sentence that a rule looks for."""


_WITHOUT_EXPRESSIONS = frozenset({"metric", "plain-words", "level"})
"""Kinds that know every language of LANGUAGES without a file for each."""


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


@functools.lru_cache(maxsize=2048)
def prepared(packed: str, language: str, search: Callable[[Expressions, str], Search]) -> tuple[Search, Context]:
    """What a packed expression file searches with, and the context that it asks for; made once a process."""
    found = unpack(packed)
    return search(found, language), _context(found)


def check_expressions(document: Document, rule: Rule, search: Callable[[Expressions, str], Search]) -> RuleResult:
    """The result of a rule that looks for expressions, sentence by sentence, in the language of each."""
    if answer := unsupported(document, rule):
        return answer
    findings: list[Finding] = []
    checked = 0
    for passage in passages(document):
        language = passage.language
        if language is None or (packed := rule.expressions.get(language)) is None:
            continue
        checked += 1
        hits, context = prepared(packed, language, search)
        for hit in hits(passage.plain):
            if context.admits(passage.plain, hit.start, hit.end, language):
                findings.append(_finding(document, rule, passage, hit))
    return result(rule.id, tuple(findings), checked=checked)


def _context(found: Expressions) -> Context:
    unless, near = found.unless, found.near
    return Context(
        before=unless.before if unless else (),
        after=unless.after if unless else (),
        sentence=unless.sentence if unless else (),
        near=near.sentence if near else (),
        within=near.within if near else None,
    )


def _finding(document: Document, rule: Rule, passage: Passage, hit: Hit) -> Finding:
    start, end = passage.span(hit.start, hit.end)
    quote = document.text[start:end]
    params: dict[str, Param] = {"match": passage.plain.text[hit.start : hit.end]}
    if hit.alternatives:
        params["alternatives"] = hit.alternatives
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
