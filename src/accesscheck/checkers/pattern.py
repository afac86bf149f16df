"""Rules of kind pattern: regular expressions of a language."""

import functools
import re
from collections.abc import Iterator

from accesscheck.checkers.expressions import Hit, check_expressions
from accesscheck.model.document import Document
from accesscheck.model.finding import RuleResult
from accesscheck.model.rule import Rule
from accesscheck.rulefiles import Expressions
from accesscheck.text.passages import Passage


class PatternChecker:
    """Answers rules of kind pattern."""

    kind = "pattern"
    probes: frozenset[str] = frozenset()

    def check(self, document: Document, rule: Rule) -> RuleResult:
        return check_expressions(document, rule, hits)


def hits(passage: Passage, found: Expressions, language: str) -> Iterator[Hit]:
    """Stretches of a sentence that match."""
    taken: list[tuple[int, int]] = []
    for pattern in found.patterns:
        for match in _compiled(pattern.regex).finditer(passage.plain.text):
            start, end = match.span()
            if start < end and not any(start < to and from_ < end for from_, to in taken):
                taken.append((start, end))
                yield Hit(start=start, end=end, alternatives=pattern.alternatives)


@functools.lru_cache(maxsize=4096)
def _compiled(regex: str) -> re.Pattern[str]:
    # The text has straight apostrophes and single spaces by now: see text.phrases.plain.
    return re.compile(regex.replace("’", "'"), re.IGNORECASE)
