"""Rules of kind pattern: regular expressions of a language."""

import re
from collections.abc import Iterator

from accesscheck.checkers.expressions import Hit, Search, check_expressions
from accesscheck.model.document import Document
from accesscheck.model.finding import RuleResult
from accesscheck.model.rule import Rule
from accesscheck.rulefiles import Expressions
from accesscheck.text.phrases import Plain


class PatternChecker:
    """Answers rules of kind pattern."""

    kind = "pattern"

    def probes(self, rule: Rule) -> frozenset[str]:
        return frozenset()

    def check(self, document: Document, rule: Rule) -> RuleResult:
        return check_expressions(document, rule, search)


def search(found: Expressions, language: str) -> Search:
    """Finds what the patterns of an expression file match in a sentence; of overlaps, the earlier pattern's."""
    # The text has straight apostrophes and single spaces by now: see text.phrases.plain.
    compiled = [
        (re.compile(pattern.regex.replace("’", "'"), re.IGNORECASE), pattern.alternatives) for pattern in found.patterns
    ]

    def hits(text: Plain) -> Iterator[Hit]:
        taken: list[tuple[int, int]] = []
        for pattern, alternatives in compiled:
            for match in pattern.finditer(text.text):
                start, end = match.span()
                if start < end and not any(start < to and from_ < end for from_, to in taken):
                    taken.append((start, end))
                    yield Hit(start=start, end=end, alternatives=alternatives)

    return hits
