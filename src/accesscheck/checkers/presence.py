"""Rules of kind presence: something that a text must say, in one of many ways."""

from accesscheck import fingerprints
from accesscheck.checkers.expressions import prepared, spoken, unsupported
from accesscheck.model.document import Document
from accesscheck.model.finding import Finding, RuleResult, UntestedReason, result, untested
from accesscheck.model.location import WholeDocument
from accesscheck.model.rule import Rule
from accesscheck.text.words import word_spans

FEWEST_WORDS = 40
"""A shorter text is a fragment: that it does not say something means nothing."""


class PresenceChecker:
    """Answers rules of kind presence: one finding on the whole document if no phrase stands in it."""

    kind = "presence"

    def probes(self, rule: Rule) -> frozenset[str]:
        return frozenset()

    def check(self, document: Document, rule: Rule) -> RuleResult:
        if answer := unsupported(document, rule):
            return answer
        for language, packed in rule.expressions.items():
            said = spoken(document, language)
            search = prepared(packed, language)
            if said and any(next(search.hits(one.plain), None) for one in said.holding(search)):
                return result(rule.id, (), checked=1)
        if sum(1 for _ in word_spans(document.text[:10_000])) < FEWEST_WORDS:
            return untested(rule.id, UntestedReason.TEXT_TOO_SHORT)
        finding = Finding(
            rule_id=rule.id,
            outcome=rule.verdict_on_match,
            impact=rule.impact,
            location=WholeDocument(),
            fingerprint=fingerprints.of_document(rule.id),
        )
        return result(rule.id, (finding,), checked=1)
