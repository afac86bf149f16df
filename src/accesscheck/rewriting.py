"""Replacements that can be written in place of what was found, and a text with them."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accesscheck.model.location import TextLocation
from accesscheck.model.report import PageResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Other words for `text[start:end]` of a page, which are `quote`."""

    start: int
    end: int
    quote: str
    words: str
    rule_id: str


def changes(page: PageResult) -> tuple[Change, ...]:
    """The changes that findings of a page are certain of, in order; of two that overlap, the first."""
    found = [
        Change(
            start=finding.location.start,
            end=finding.location.end,
            quote=finding.location.quote,
            words=str(finding.params["replacement"]),
            rule_id=finding.rule_id,
        )
        for finding in page.findings
        if isinstance(finding.location, TextLocation) and "replacement" in finding.params
    ]
    kept: list[Change] = []
    for change in sorted(found, key=lambda one: (one.start, -one.end, one.rule_id)):
        if not kept or change.start >= kept[-1].end:
            kept.append(change)
    return tuple(kept)


def rewritten(source: str, text: str, wanted: Iterable[Change]) -> tuple[str, tuple[Change, ...]]:
    """A source with the changes in it, and the changes that could not be made.

    `text` is what was read from the source, and what the changes are in. A change is made where the source says the
    same words as often as the text does: else it is not known which of them is meant.
    """
    edits: list[tuple[int, int, str]] = []
    left: list[Change] = []
    for change in wanted:
        words = r"\s+".join(map(re.escape, change.quote.split()))
        expression = re.compile(rf"(?<!\w){words}(?!\w)")
        in_text = [match.start() for match in expression.finditer(text)]
        in_source = [match.span() for match in expression.finditer(source)]
        if len(in_text) != len(in_source) or change.start not in in_text:
            left.append(change)
            continue
        start, end = in_source[in_text.index(change.start)]
        edits.append((start, end, change.words))
    for start, end, words in sorted(edits, reverse=True):
        source = source[:start] + words + source[end:]
    return source, tuple(left)


def difference(before: str, after: str, name: str) -> str:
    """What changed, as a unified diff; nothing if nothing did."""
    lines: Sequence[str] = list(
        difflib.unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="", n=1)
    )
    return "\n".join(lines) + "\n" if lines else ""
