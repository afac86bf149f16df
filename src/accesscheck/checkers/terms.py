"""Rules of kind terms: phrases of a language, each with better ones."""

from collections.abc import Iterator

from accesscheck.checkers.expressions import Hit, Search, check_expressions
from accesscheck.model.document import Document
from accesscheck.model.finding import RuleResult
from accesscheck.model.rule import Rule
from accesscheck.rulefiles import Expressions
from accesscheck.text.phrases import Phrase, PhraseFinder, Plain


class TermsChecker:
    """Answers rules of kind terms."""

    kind = "terms"

    def probes(self, rule: Rule) -> frozenset[str]:
        return frozenset()

    def check(self, document: Document, rule: Rule) -> RuleResult:
        return check_expressions(document, rule, search)


def search(found: Expressions, language: str) -> Search:
    """Finds the phrases of an expression file in a sentence."""
    phrases = tuple(
        Phrase(text=term.phrase, inflect=term.inflect, compound=term.compound, exact_case=term.case == "exact")
        for term in found.terms
    )
    finder = PhraseFinder(phrases, language)

    def hits(text: Plain) -> Iterator[Hit]:
        for match in finder.find(text):
            yield Hit(start=match.start, end=match.end, alternatives=found.terms[match.phrase].alternatives)

    return hits
