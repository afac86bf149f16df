"""Rules of kind plain-words: difficult words for which there is a plain one."""

from collections import Counter

from accesscheck import fingerprints
from accesscheck.checkers.expressions import unsupported
from accesscheck.model.document import Document
from accesscheck.model.finding import Finding, Param, RuleResult, result
from accesscheck.model.location import TextLocation
from accesscheck.model.rule import LANGUAGES, Rule
from accesscheck.text.passages import Passage, passages
from accesscheck.text.plain_words import NO_ALTERNATIVE, Found, find


class PlainWordsChecker:
    """Answers rules of kind plain-words: a finding for each different word, where it first stands."""

    kind = "plain-words"

    def probes(self, rule: Rule) -> frozenset[str]:
        return frozenset()

    def check(self, document: Document, rule: Rule) -> RuleResult:
        if answer := unsupported(document, rule):
            return answer
        lists = frozenset(rule.parameters["lists"])
        allowed = rule.languages or frozenset(LANGUAGES)
        first: dict[str, tuple[Passage, Found]] = {}
        times: Counter[str] = Counter()
        checked = 0
        for passage in passages(document):
            if passage.language not in allowed:
                continue
            checked += 1
            for found in find(passage.plain, passage.language or ""):
                if found.entry.kind in lists:
                    first.setdefault(found.entry.word, (passage, found))
                    times[found.entry.word] += 1
        findings = tuple(_finding(document, rule, *place, times[word]) for word, place in first.items())
        return result(rule.id, findings, checked=checked)


def _finding(document: Document, rule: Rule, passage: Passage, found: Found, times: int) -> Finding:
    start, end = passage.span(found.start, found.end)
    quote = document.text[start:end]
    params: dict[str, Param] = {"match": passage.plain.text[found.start : found.end], "count": times}
    alternatives = tuple(word for word in found.entry.alternatives if word != NO_ALTERNATIVE)
    if alternatives:
        params["alternatives"] = alternatives
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
