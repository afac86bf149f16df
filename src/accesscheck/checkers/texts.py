"""Rules in code that read running text: which places of it hinder a reader.

A rule is a module named after its id (level-double-negation -> text/double_negation.py) with

    spots(text) -> the places, in order, each a Spot

It is asked once for each language that the rule knows and the document has running text in. A rule that needs some
length says so in `FEWEST_WORDS`: a shorter text is untested.
"""

import functools
import importlib
import weakref
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import ModuleType

from accesscheck import fingerprints
from accesscheck.checkers.expressions import unsupported
from accesscheck.model.document import Block, Document
from accesscheck.model.finding import Finding, Param, RuleResult, UntestedReason, result, untested
from accesscheck.model.location import TextLocation
from accesscheck.model.rule import LANGUAGES, Rule
from accesscheck.text.level import RUNNING_TEXT
from accesscheck.text.passages import Passage, passages

PACKAGE = "accesscheck.checkers.text"


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """The sentences of one language in a document, in order.

    `passages` are those read as running text, of paragraphs and list items; `everything` has also those of headings,
    captions and cells. `blocks` are all blocks of the document, and `title` is its own.
    """

    language: str
    passages: tuple[Passage, ...]
    everything: tuple[Passage, ...]
    blocks: tuple[Block, ...]
    title: str | None = None

    @property
    def word_count(self) -> int:
        """Words of all sentences."""
        return sum(len(passage.words) for passage in self.passages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place: `passage.plain.text[start:end]`. `params` fill the message, besides {match}, the words of the place.

    Of a stretch of several sentences, `until` is the last: `start` is in `passage`, and `end` in `until`.
    """

    passage: Passage
    start: int
    end: int
    params: Mapping[str, Param] = field(default_factory=dict)
    until: Passage | None = None


class TextChecker:
    """Answers rules of kind text."""

    kind = "text"

    def probes(self, rule: Rule) -> frozenset[str]:
        return frozenset()

    def check(self, document: Document, rule: Rule) -> RuleResult:
        if answer := unsupported(document, rule):
            return answer
        module = rule_module(rule.id)
        spots: Callable[[Text], Iterable[Spot]] = module.spots
        known = rule.languages or frozenset(LANGUAGES)
        texts = [text for text in _texts(document) if text.language in known]
        fewest = getattr(module, "FEWEST_WORDS", 0)
        if fewest and sum(text.word_count for text in texts) < fewest:
            return untested(rule.id, UntestedReason.TEXT_TOO_SHORT)
        findings = tuple(_finding(document, rule, spot) for text in texts for spot in spots(text))
        looked_at = sum(len(text.everything if rule.ground else text.passages) for text in texts)
        return result(rule.id, findings, checked=looked_at)


_known: "weakref.WeakKeyDictionary[Document, tuple[Text, ...]]" = weakref.WeakKeyDictionary()


def _texts(document: Document) -> tuple[Text, ...]:
    """The running text of a document, language by language, put together once for all rules."""
    found = _known.get(document)
    if found is None:
        by_language: dict[str, list[Passage]] = {}
        for passage in passages(document):
            if passage.language in LANGUAGES and passage.words:
                by_language.setdefault(passage.language, []).append(passage)
        found = _known[document] = tuple(
            Text(
                language=language,
                passages=tuple([passage for passage in inside if passage.block.kind in RUNNING_TEXT]),
                everything=tuple(inside),
                blocks=document.blocks,
                title=document.title,
            )
            for language, inside in by_language.items()
        )
    return found


@functools.cache
def rule_module(rule_id: str) -> ModuleType:
    """The module of a rule."""
    return importlib.import_module(f"{PACKAGE}.{rule_id.partition('-')[2].replace('-', '_')}")


def _finding(document: Document, rule: Rule, spot: Spot) -> Finding:
    passage = spot.passage
    last = spot.until or passage
    start = passage.span(spot.start, spot.start + 1)[0]
    end = last.span(spot.end - 1, spot.end)[1]
    quote = document.text[start:end]
    words = " ".join(quote.split())
    return Finding(
        rule_id=rule.id,
        outcome=rule.verdict_on_match,
        impact=rule.impact,
        location=TextLocation(
            start=start, end=end, quote=quote, selector=passage.block.selector, page=passage.block.page
        ),
        params={"match": words, **spot.params},
        fingerprint=fingerprints.of_text(rule.id, quote, document.text[passage.start : passage.end]),
    )
