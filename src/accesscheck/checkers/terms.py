"""Rules of kind terms: phrases of a language, each with better ones."""

from collections.abc import Iterator

from accesscheck.checkers.expressions import Hit, check_expressions
from accesscheck.model.document import Document
from accesscheck.model.finding import RuleResult
from accesscheck.model.rule import Rule
from accesscheck.rulefiles import Expressions
from accesscheck.text.passages import Passage
from accesscheck.text.phrases import Phrase, finder


class TermsChecker:
    """Answers rules of kind terms."""

    kind = "terms"
    probes: frozenset[str] = frozenset()

    def check(self, document: Document, rule: Rule) -> RuleResult:
        return check_expressions(document, rule, hits)


def phrases(found: Expressions) -> tuple[Phrase, ...]:
    """The phrases of an expression file, for the finder."""
    return tuple(
        Phrase(text=term.phrase, inflect=term.inflect, compound=term.compound, exact_case=term.case == "exact")
        for term in found.terms
    )


def hits(passage: Passage, found: Expressions, language: str) -> Iterator[Hit]:
    """Phrases in a sentence."""
    for match in finder(phrases(found), language).find(passage.plain):
        yield Hit(start=match.start, end=match.end, alternatives=found.terms[match.phrase].alternatives)
