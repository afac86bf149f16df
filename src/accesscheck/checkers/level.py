"""Rules of kind level: the reading level of a whole text against a target."""

from dataclasses import replace

from accesscheck import fingerprints
from accesscheck.checkers.expressions import unsupported
from accesscheck.model.document import Document
from accesscheck.model.finding import Finding, Outcome, Param, RuleResult, UntestedReason, result, untested
from accesscheck.model.location import WholeDocument
from accesscheck.model.rule import Rule
from accesscheck.text.cefr_words import LEVELS
from accesscheck.text.level import FEWEST_WORDS, RUNNING_TEXT
from accesscheck.text.measures import Sentence, measure
from accesscheck.text.passages import passages
from accesscheck.text.reading_level import ReadingLevel, hard_words, level_of

MOST_WORDS = 5
"""Words that are named to begin with."""
MOST_SENTENCES = 500
"""Sentences that the level of a document is measured on: its error is then far below that of the model."""


class LevelChecker:
    """Answers rules of kind level: within the uncertainty of the estimate a person must decide."""

    kind = "level"

    def probes(self, rule: Rule) -> frozenset[str]:
        return frozenset()

    def check(self, document: Document, rule: Rule) -> RuleResult:
        if answer := unsupported(document, rule):
            return answer
        running, language = _sample(*_running(document)), document.language or ""
        if not running[0]:
            return untested(rule.id, UntestedReason.TEXT_TOO_SHORT)
        features = measure(running[0], language)
        found = level_of(*running, language, parts=False, features=features)
        if found.cefr is None or found.low is None or found.word_count < FEWEST_WORDS:
            return untested(rule.id, UntestedReason.TEXT_TOO_SHORT)
        target = str(rule.parameters["target"])
        measured: dict[str, Param] = {
            "level": found.cefr,
            "low": found.low,
            "high": found.high or found.cefr,
            "target": target,
            "score": found.score or 0.0,
            "words": found.word_count,
        }
        if LEVELS.index(found.cefr) <= LEVELS.index(target):
            return replace(result(rule.id, (), checked=1), measured=measured)
        words = hard_words(*running, language, features)
        certain = LEVELS.index(found.low) > LEVELS.index(target)
        params: dict[str, Param] = {
            "level": found.cefr,
            "low": found.low,
            "high": found.high or found.cefr,
            "target": target,
            "words": tuple(word.word for word in words[:MOST_WORDS]),
        }
        finding = Finding(
            rule_id=rule.id,
            outcome=Outcome.FAILED if certain else Outcome.CANT_TELL,
            impact=rule.impact,
            location=WholeDocument(),
            params=params,
            fingerprint=fingerprints.of_document(rule.id),
        )
        return replace(result(rule.id, (finding,), checked=1), measured=measured)


def level_of_document(document: Document) -> ReadingLevel:
    """The level of the running text of a document in its own language, nl, fr, en or de; see `level_of`."""
    return level_of(*_running(document), document.language or "")


def _sample(sentences: list[Sentence], spans: list[tuple[int, int]]) -> tuple[list[Sentence], list[tuple[int, int]]]:
    """At most `MOST_SENTENCES`, evenly spread: so many tell the level of the longest text."""
    step = -(-len(sentences) // MOST_SENTENCES)
    return (sentences[::step], spans[::step]) if step > 1 else (sentences, spans)


def _running(document: Document) -> tuple[list[Sentence], list[tuple[int, int]]]:
    """The sentences of running text in the document's own language, and where they stand."""
    running = [
        passage
        for passage in passages(document)
        if passage.block.kind in RUNNING_TEXT and passage.language == document.language and passage.words
    ]
    sentences = [Sentence(plain=passage.plain, words=passage.words) for passage in running]
    return sentences, [(passage.start, passage.end) for passage in running]
