"""What makes a text hard to read, in numbers: the features of the reading level. Higher is harder, for each.

All are means over sentences or words, so that length alone makes no text harder; only running text is measured.
"""

import functools
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accesscheck.text.cefr_words import english_level, headwords
from accesscheck.text.frequency import UNKNOWN, familiarity, lexicon
from accesscheck.text.function_words import (
    ADDRESS,
    CONNECTIVES,
    FUNCTION_WORDS,
    NOMINALISATION,
    PASSIVE,
    PREPOSITIONS,
)
from accesscheck.text.phrases import Plain
from accesscheck.text.plain_words import find, single_words
from accesscheck.text.words import letters, syllables

MOST_FAMILIAR = 7.0
"""Rarity is counted from here: 7 less the Zipf value."""
RARE, UNCOMMON = 3.5, 2.5
"""Rarity from which a word is rare, and from which it is not common."""
_EASY = 1.0
"""Difficulty of words that everybody knows."""
_LONG = 9
_HARD = 2.0
_TOP = 5
"""One in so many content words, at least three, is among the hardest."""


@dataclass(frozen=True, slots=True)
class WordFacts:
    """What a word in lower case adds. `rarity` and `difficulty` are 0 for a function word."""

    letters: int
    syllables: int
    content: bool
    rarity: float
    difficulty: float
    official: bool
    long: bool
    nominalisation: bool
    noun: bool
    adjective: bool
    connective: bool
    preposition: bool
    address: bool

    @property
    def telling(self) -> bool:
        """Whether it is long, or its class is known."""
        return self.long or self.nominalisation or self.noun or self.adjective


@functools.lru_cache(maxsize=100_000)
def facts(word: str, language: str) -> WordFacts:
    """The facts of a word in lower case. KeyError for a language that is not nl, fr, en or de."""
    content = word not in FUNCTION_WORDS[language]
    rarity = MOST_FAMILIAR - min(MOST_FAMILIAR, familiarity(word, language)) if content else 0.0
    official = word in single_words(language)
    count = letters(word)
    classes = lexicon(language).classes
    return WordFacts(
        letters=count,
        syllables=syllables(word, language),
        content=content,
        rarity=rarity,
        difficulty=_difficulty(word, language, rarity, count, official=official) if content else 0.0,
        official=official,
        long=count >= _LONG,
        nominalisation=NOMINALISATION[language].fullmatch(word) is not None,
        noun=any(word in classes.get(kind, ()) for kind in ("noun", "concrete", "abstract")),
        adjective=word in classes.get("adjective", ()),
        connective=word in CONNECTIVES[language],
        preposition=word in PREPOSITIONS[language],
        address=word in ADDRESS[language],
    )


def _difficulty(word: str, language: str, rarity: float, count: int, *, official: bool) -> float:
    """How hard a content word is, from 0: by its rarity and, in English, by the level at which it is learned."""
    if language == "en":
        usual = max(familiarity(form, language) for form in headwords(word))
        by_frequency = min(6.5, max(1.0, 1.0 + (MOST_FAMILIAR - usual - 1.4) * 1.25))
        level = english_level(word)
        return (by_frequency if level is None else (by_frequency + level) / 2) - 1.0
    longer = (0.06 if language == "de" else 0.12) * max(0, count - 6)
    return max(0.0, rarity - _EASY) + longer + (0.7 if official else 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence as it is measured: its text, and its words in their order."""

    plain: Plain
    words: tuple[str, ...]


@dataclass(slots=True)
class _Sums:
    """What is added up over sentences."""

    words: int = 0
    letters: int = 0
    syllables: int = 0
    many_syllables: int = 0
    content: int = 0
    rarity: float = 0.0
    difficulty: float = 0.0
    excess: float = 0.0
    rare: int = 0
    uncommon: int = 0
    official: int = 0
    names: int = 0
    squares: float = 0.0
    hard: int = 0
    long: int = 0
    connectives: int = 0
    prepositions: int = 0
    nominalisations: int = 0
    nouns: int = 0
    adjectives: int = 0
    passives: int = 0
    marks: int = 0
    address: int = 0
    digits: int = 0
    characters: int = 0
    brackets: int = 0


_DIGIT = re.compile(r"\d")


def measure(sentences: Sequence[Sentence], language: str) -> Mapping[str, float]:
    """The features of sentences in nl, fr, en or de, by name. ValueError without a word."""
    sums = _Sums()
    rarities: list[float] = []
    difficulties: list[float] = []
    for sentence in sentences:
        _add(sums, sentence, language, rarities, difficulties)
    if not sums.words:
        raise ValueError("a text without a word has no features")
    count, words = len(sentences), sums.words
    rarities.sort(reverse=True)
    difficulties.sort(reverse=True)
    sums.content = len(rarities)
    sums.rarity = sum(rarities)
    sums.difficulty = sum(difficulties)
    sums.squares = sum([value * value for value in difficulties])
    sums.hard = sum([value >= _HARD for value in difficulties])
    sums.excess = sum([value - 1.5 for value in difficulties if value > 1.5])
    sums.rare = sum([value > RARE for value in rarities])
    sums.uncommon = sum([value > UNCOMMON for value in rarities])
    content = max(1, sums.content)
    length = words / count
    return {
        "log-sentence-length": math.log(length),
        "sentence-length": length,
        "few-stops": -count / words,
        "log-length-without-names": math.log1p((words - sums.names) / count),
        "word-length": sums.letters / words,
        "syllables": sums.syllables / words,
        "many-syllables": sums.many_syllables / words,
        "rarity": sums.rarity / content,
        "rare-words": sums.rare / words,
        "uncommon-words": sums.uncommon / words,
        "hardest-rarity": _mean(rarities[: max(1, len(rarities) // _TOP)]),
        "official-words": sums.official / words,
        "connectives": sums.connectives / count,
        "prepositions": sums.prepositions / count,
        "nominalisations": sums.nominalisations / words,
        "passives": sums.passives / count,
        "punctuation": sums.marks / count,
        "content-words": sums.content / words,
        "impersonal": -sums.address / words,
        "digits": sums.digits / max(1, sums.characters),
        "brackets": sums.brackets / count,
        "difficulty": sums.difficulty / content,
        "squared-difficulty": math.sqrt(sums.squares / content),
        "hardest-words": _mean(difficulties[: max(3, len(difficulties) // _TOP)]),
        "hard-words-per-sentence": math.log1p(sums.excess / count),
        "hard-word-count": math.log1p(sums.hard / count),
        "long-words-per-sentence": math.log1p(sums.long / count),
        "official-words-per-sentence": math.log1p(sums.official / count),
        "connectives-per-sentence": math.log1p(sums.connectives / count),
        "nouns-per-sentence": math.log1p(sums.nouns / count),
        "adjectives-per-sentence": math.log1p(sums.adjectives / count),
    }


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _add(sums: _Sums, sentence: Sentence, language: str, rarities: list[float], difficulties: list[float]) -> None:
    text = sentence.plain.text
    place = -1
    for word in sentence.words:
        place += 1
        one = facts(plainly(word), language)
        sums.letters += one.letters
        sums.syllables += one.syllables
        if one.syllables >= 3:
            sums.many_syllables += 1
        if not one.content:
            sums.connectives += one.connective
            sums.prepositions += one.preposition
            sums.address += one.address
            continue
        if one.telling:
            sums.long += one.long
            sums.nominalisations += one.nominalisation
            sums.nouns += one.noun
            sums.adjectives += one.adjective
        if word[0].isupper() and is_name(word, place, one, language):
            sums.names += 1
            continue
        rarities.append(one.rarity)
        difficulties.append(one.difficulty)
    sums.words += len(sentence.words)
    sums.official += sum(text.count(" ", found.start, found.end) + 1 for found in find(sentence.plain, language))
    sums.passives += len(PASSIVE[language].findall(text))
    sums.marks += text.count(",") + text.count(";") + text.count(":")
    sums.digits += len(_DIGIT.findall(text))
    sums.characters += len(text)
    sums.brackets += text.count("(") + text.count(")")


def plainly(word: str) -> str:
    """A word as `facts` takes it: lower case, a straight apostrophe."""
    lower = word.lower()
    return lower.replace("’", "'") if "’" in lower else lower


def is_name(word: str, place: int, one: WordFacts, language: str) -> bool:
    """Whether a word is taken for a name: a capital within a sentence; in German, a capital on an unknown word."""
    if not one.content or not word[0].isupper():
        return False
    if language == "de":
        return one.rarity >= MOST_FAMILIAR - 1.0
    return place > 0 or one.rarity > MOST_FAMILIAR - 4.0


def measure_word(word: str, language: str) -> Mapping[str, float]:
    """The features of one word, or of an expression by its rarest word. KeyError for another language."""
    parts = word.lower().replace("’", "'").split() or [word]
    known = lexicon(language)
    rarest = max((facts(part, language) for part in parts), key=lambda one: one.rarity)
    own = min(known.frequencies.get(part, UNKNOWN) for part in parts)
    return {
        "rarity": MOST_FAMILIAR - min(MOST_FAMILIAR, own),
        "rarity-of-parts": rarest.rarity,
        "difficulty": rarest.difficulty,
        "letters": float(rarest.letters),
        "syllables": float(rarest.syllables),
        "nominalisation": float(rarest.nominalisation),
        "abstract": float(parts[-1] in known.classes.get("abstract", ())),
        "not-concrete": float(parts[-1] not in known.classes.get("concrete", ())),
        "official": float(rarest.official),
        "words": float(len(parts)),
    }
