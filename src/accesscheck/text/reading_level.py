"""How hard a text reads: a level of the CEFR with its uncertainty, and what the level is made of.

A model is a weighted sum of the features of `measures`, with no weight below zero: what makes a text harder never seems
to make it easier. Weights, sources and figures stand in rules/language/reading-level.json, which
benchmarks/readability_fit.py makes. The level is an estimate: for Dutch, and for German sentences, no texts with levels
by people were at hand. There the levels hang on the two sides of rewritten texts, or on ratings, and the uncertainty is
assumed.
"""

import functools
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from accesscheck.installation import rules_folder
from accesscheck.text import level, measures
from accesscheck.text.cefr_words import LEVELS
from accesscheck.text.language import guess
from accesscheck.text.measures import Sentence
from accesscheck.text.phrases import plain
from accesscheck.text.plain_words import NO_ALTERNATIVE, find
from accesscheck.text.sentences import sentence_spans
from accesscheck.text.words import words

Unit = Literal["document", "sentence", "word"]
FEWEST_WORDS: Mapping[Unit, int] = {"document": 30, "sentence": 3, "word": 1}
"""Below these, a level says more about chance than about the text."""
LANGUAGES = ("nl", "fr", "en", "de")
_EIGHT_IN_TEN = 1.28
"""Standard deviations around the estimate between which 8 in 10 are, if errors are normal: that was not checked."""
_OF_WORDS: Mapping[str, Callable[[measures.WordFacts], float]] = {
    "word-length": lambda one: one.letters,
    "syllables": lambda one: one.syllables,
    "many-syllables": lambda one: one.syllables >= 3,
    "rarity": lambda one: one.rarity,
    "rare-words": lambda one: one.rarity > measures.RARE,
    "uncommon-words": lambda one: one.rarity > measures.UNCOMMON,
    "difficulty": lambda one: one.difficulty,
    "official-words": lambda one: one.official,
    "nominalisations": lambda one: one.nominalisation,
}
"""Features that are means over words, with what each word adds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HardSentence:
    """A sentence, `text[start:end]`, and by how many levels it raises the level of the whole; below 0 it lowers it."""

    start: int
    end: int
    contribution: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HardWord:
    """A word or expression as the text first has it, how often it occurs, and what to say instead, if that is known."""

    start: int
    end: int
    word: str
    count: int
    contribution: float
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLevel:
    """The level of a text, a sentence or a word.

    `score` runs from about 1 (A1) to 6 (C2), higher is harder, and compares within a language and unit; `cefr` is the
    level it stands for, `low` and `high` are those between which it probably is. All are None where `reason`, a word of
    UntestedReason, says why there is no level. French and German words have a score alone: nothing ties it to levels.
    `contributions` are levels by feature: above 0 harder than the
    mean of the texts that the model was made of. `scales` are named formulas.
    """

    language: str | None
    unit: Unit
    word_count: int = 0
    sentence_count: int = 0
    score: float | None = None
    cefr: str | None = None
    low: str | None = None
    high: str | None = None
    contributions: Mapping[str, float] = field(default_factory=dict)
    sentences: tuple[HardSentence, ...] = ()
    words: tuple[HardWord, ...] = ()
    scales: Mapping[str, float] = field(default_factory=dict)
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """`weights`: by feature its mean, its spread, and the levels that one spread more adds."""

    weights: Mapping[str, tuple[float, float, float]]
    offset: float
    spread: float

    def contributions(self, features: Mapping[str, float]) -> dict[str, float]:
        """Levels by feature."""
        return {
            name: (features[name] - mean) / spread * weight for name, (mean, spread, weight) in self.weights.items()
        }

    def score(self, features: Mapping[str, float]) -> float:
        """The level as a number."""
        return self.offset + sum(self.contributions(features).values())


@functools.cache
def _models() -> dict[str, Any]:
    content = (rules_folder() / "language" / "reading-level.json").read_text(encoding="utf-8")
    return dict(json.loads(content))


@functools.cache
def model(language: str, unit: Unit) -> Model:
    """The model of a language and unit; a document without one of its own is measured as its sentences are."""
    found = _models().get(f"{language}-{unit}") or _models()[f"{language}-sentence"]
    weights = {name: (mean, spread, weight) for name, (mean, spread, weight) in found["weights"].items()}
    return Model(weights=weights, offset=found["offset"], spread=found["spread"])


def reading_level(text: str, language: str | None = None, unit: Unit = "document") -> ReadingLevel:
    """The level of a text, a sentence or a word in nl, fr, en or de; None lets the text decide which.

    It never raises for a text: without a level, `reason` is language-unsupported or text-too-short.
    """
    if language is None:
        found = guess(text)
        language = found.language if found else None
    if language not in LANGUAGES:
        return ReadingLevel(language=language, unit=unit, reason="language-unsupported")
    if unit == "word":
        return _of_word(text, language)
    spans = list(_spans(text, language))
    sentences = [_sentence(text[start:end]) for start, end in spans]
    return level_of(sentences, spans, language, unit)


def level_of(
    sentences: Sequence[Sentence],
    spans: Sequence[tuple[int, int]],
    language: str,
    unit: Unit = "document",
    *,
    parts: bool = True,
    features: Mapping[str, float] | None = None,
) -> ReadingLevel:
    """The level of sentences that are at hand, with the span of each in its text.

    Without `parts` its sentences, words and scales stay empty: that takes a third of the time. `features`: what
    `measures.measure` says of the sentences, if that is known.
    """
    kept = [(sentence, span) for sentence, span in zip(sentences, spans, strict=True) if sentence.words]
    sentences, spans = [sentence for sentence, _ in kept], [span for _, span in kept]
    total = sum(len(sentence.words) for sentence in sentences)
    if total < FEWEST_WORDS[unit]:
        reason = "text-too-short"
        return ReadingLevel(language=language, unit=unit, word_count=total, sentence_count=len(kept), reason=reason)
    own = model(language, unit)
    features = features or measures.measure(sentences, language)
    score = own.score(features)
    margin = _EIGHT_IN_TEN * own.spread
    return ReadingLevel(
        language=language,
        unit=unit,
        word_count=total,
        sentence_count=len(sentences),
        score=round(score, 3),
        cefr=cefr_of(score),
        low=cefr_of(score - margin),
        high=cefr_of(score + margin),
        contributions={name: round(value, 3) for name, value in own.contributions(features).items()},
        sentences=_hard_sentences(sentences, spans, own, score, total, language) if parts and len(kept) > 1 else (),
        words=_hard_words(sentences, spans, own, features, language) if parts else (),
        scales=level.scales_of(sentences, language) if parts else {},
    )


def hard_words(
    sentences: Sequence[Sentence],
    spans: Sequence[tuple[int, int]],
    language: str,
    features: Mapping[str, float],
    unit: Unit = "document",
) -> tuple[HardWord, ...]:
    """Content words and listed expressions that raise the level of sentences, heaviest first. `features`: theirs."""
    return _hard_words(sentences, spans, model(language, unit), features, language)


def cefr_of(score: float) -> str:
    """The level that a score stands for."""
    return LEVELS[min(len(LEVELS), max(1, round(score))) - 1]


def sentences_of(text: str, language: str) -> list[Sentence]:
    """The sentences of a text that have words."""
    found = (_sentence(text[start:end]) for start, end in _spans(text, language))
    return [sentence for sentence in found if sentence.words]


def _sentence(text: str) -> Sentence:
    even = plain(text)
    return Sentence(plain=even, words=words(even.text))


def _spans(text: str, language: str) -> Iterable[tuple[int, int]]:
    """The sentences of each line; a line that begins with a small letter goes on with the one before it."""
    start = 0
    for end in [place for place, letter in enumerate(text) if letter == "\n"] + [len(text)]:
        if text[end : end + 2][1:].islower():
            continue
        yield from sentence_spans(text, language, start=start, end=end)
        start = end + 1


def _hard_sentences(
    sentences: Sequence[Sentence], spans: Sequence[tuple[int, int]], own: Model, whole: float, total: int, language: str
) -> tuple[HardSentence, ...]:
    """Every sentence, by its own level against that of the whole, and its share of the words: heaviest first."""
    found = [
        HardSentence(
            start=start,
            end=end,
            contribution=round((own.score(measures.measure([one], language)) - whole) * len(one.words) / total, 3),
        )
        for one, (start, end) in zip(sentences, spans, strict=True)
    ]
    return tuple(sorted(found, key=lambda one: -one.contribution))


def _hard_words(
    sentences: Sequence[Sentence],
    spans: Sequence[tuple[int, int]],
    own: Model,
    features: Mapping[str, float],
    language: str,
) -> tuple[HardWord, ...]:
    """Content words and listed expressions that raise the level, by how much: heaviest first."""
    total = sum(len(one.words) for one in sentences)
    weights = [
        (adds, features[name], weight / spread / total)
        for name, adds in _OF_WORDS.items()
        if name in own.weights
        for _, spread, weight in [own.weights[name]]
    ]
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    shown: dict[str, str] = {}
    worth: dict[str, float] = {}
    instead: dict[str, tuple[str, ...]] = {}
    for sentence, (begin, _) in zip(sentences, spans, strict=True):
        text, at = sentence.plain, 0
        listed = {(one.start, one.end): one.entry for one in find(text, language)}
        for (start, end), entry in listed.items():
            key = entry.word
            places[key].append((begin + text.original(start, end)[0], begin + text.original(start, end)[1]))
            shown.setdefault(key, text.text[start:end])
            instead[key] = tuple(one for one in entry.alternatives if one != NO_ALTERNATIVE)
            worth[key] = _worth(text.text[start:end].split()[0].lower(), language, weights)
        for place, word in enumerate(sentence.words):
            start = text.text.index(word, at)
            at = end = start + len(word)
            facts = measures.facts(measures.plainly(word), language)
            if not facts.content or measures.is_name(word, place, facts, language):
                continue
            if listed and any(one <= start and end <= other for one, other in listed):
                continue
            key = word.lower()
            places[key].append((begin + text.original(start, end)[0], begin + text.original(start, end)[1]))
            shown.setdefault(key, word)
            if key not in worth:
                worth[key] = _worth(measures.plainly(key), language, weights)
    found = [
        HardWord(
            start=spots[0][0],
            end=spots[0][1],
            word=shown[key],
            count=len(spots),
            contribution=round(worth[key] * len(spots), 4),
            alternatives=instead.get(key, ()),
        )
        for key, spots in places.items()
        if worth[key] > 0 or key in instead
    ]
    return tuple(sorted(found, key=lambda one: (-one.contribution, one.start)))


def _worth(
    word: str, language: str, weights: Iterable[tuple[Callable[[measures.WordFacts], float], float, float]]
) -> float:
    """By how many levels one occurrence of a word raises the whole, against a mean word."""
    facts = measures.facts(word, language)
    return float(sum((adds(facts) - mean) * weight for adds, mean, weight in weights))


def _of_word(word: str, language: str) -> ReadingLevel:
    features = measures.measure_word(word.strip(), language)
    if f"{language}-word" not in _models():
        score = round(1.0 + features["difficulty"], 3)
        if language != "en":
            return ReadingLevel(language=language, unit="word", word_count=1, score=score)
        spread, shares = 1.0, {}
    else:
        own = model(language, "word")
        score, spread, shares = own.score(features), own.spread, own.contributions(features)
    margin = _EIGHT_IN_TEN * spread
    return ReadingLevel(
        language=language,
        unit="word",
        word_count=1,
        score=round(score, 3),
        cefr=cefr_of(score),
        low=cefr_of(score - margin),
        high=cefr_of(score + margin),
        contributions={name: round(value, 3) for name, value in shares.items()},
    )
