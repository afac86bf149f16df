"""Rules of kind presence: something that a text must say, in one of many ways."""

from dataclasses import replace

from accesscheck import fingerprints
from accesscheck.checkers.expressions import unsupported
from accesscheck.checkers.searching import spoken
from accesscheck.model.document import Document
from accesscheck.model.finding import Finding, RuleResult, UntestedReason, result, untested
from accesscheck.model.location import WholeDocument
from accesscheck.model.rule import Rule
from accesscheck.rulefiles import sought
from accesscheck.text.passages import passages
from accesscheck.text.phrases import finder_of_words

FEWEST_WORDS = 40
"""A shorter text is a fragment: that it does not say something means nothing."""

AROUND = 40
"""Characters before and after what was found that are shown with it."""


class PresenceChecker:
    """Answers rules of kind presence: one finding on the whole document if no phrase stands in it.

    Of what is there, `measured` keeps where it was found.
    """

    kind = "presence"

    def probes(self, rule: Rule) -> frozenset[str]:
        return frozenset()

    def check(self, document: Document, rule: Rule) -> RuleResult:
        if answer := unsupported(document, rule):
            return answer
        if not self._applies(document, rule):
            return result(rule.id, (), checked=0)
        for said in spoken(document):
            packed = rule.expressions.get(said.language)
            for passage, hit in said.hits(packed) if packed else ():
                start, end = passage.span(hit.start, hit.end)
                return replace(result(rule.id, (), checked=1), measured={"found": _around(document, start, end)})
        if sum(len(passage.words) for passage in passages(document)) < FEWEST_WORDS:
            return untested(rule.id, UntestedReason.TEXT_TOO_SHORT)
        finding = Finding(
            rule_id=rule.id,
            outcome=rule.verdict_on_match,
            impact=rule.impact,
            location=WholeDocument(),
            fingerprint=fingerprints.of_document(rule.id),
        )
        return result(rule.id, (finding,), checked=1)

    def _applies(self, document: Document, rule: Rule) -> bool:
        """Whether the text speaks of what the rule is about, where it only then asks for something."""
        for said in spoken(document):
            packed = rule.expressions.get(said.language)
            when = sought(packed).when if packed else ()
            if not when or any(finder_of_words(when, said.language).find(one.plain) for one in said.passages):
                return True
        return False


def _around(document: Document, start: int, end: int) -> str:
    """What was found, with some of the words around it: so that a reader sees whether it is what was meant."""
    line_start = document.text.rfind("\n", 0, start) + 1
    line_end = document.text.find("\n", end)
    from_ = max(line_start, start - AROUND)
    to = min(len(document.text) if line_end < 0 else line_end, end + AROUND)
    words = " ".join(document.text[from_:to].split())
    return f"{'…' if from_ > line_start else ''}{words}"
