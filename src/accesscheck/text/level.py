"""How hard a text reads: counts, and the reading-ease formula of each language.

The formulas were made for running text of a hundred words or more. They are guide values, not a language level.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from accesscheck.text.passages import Passage
from accesscheck.text.words import letters, syllables

FEWEST_WORDS = 100
"""Below this, a measure of a whole text says more about chance than about the text."""

RUNNING_TEXT = ("paragraph", "list-item")
"""Kinds of block that are read as sentences; headings, captions and table cells are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the formulas are fed with. A long word has more than 6 letters."""

    sentences: int
    words: int
    syllables: int
    long_words: int


def count(passages: Iterable[Passage], language: str) -> Counts:
    """Counts over the sentences that are running text in the language."""
    sentence_count = word_count = syllable_count = long_count = 0
    for passage in passages:
        if passage.block.kind not in RUNNING_TEXT or passage.language != language:
            continue
        if not passage.words:
            continue
        sentence_count += 1
        word_count += len(passage.words)
        syllable_count += sum([syllables(word, language) for word in passage.words])
        long_count += sum([letters(word) > 6 for word in passage.words])
    return Counts(sentences=sentence_count, words=word_count, syllables=syllable_count, long_words=long_count)


def words_per_sentence(counts: Counts) -> float:
    """Mean sentence length in words. ValueError without a sentence."""
    if not counts.sentences:
        raise ValueError("a text without a sentence has no mean sentence length")
    return counts.words / counts.sentences


def long_words_percent(counts: Counts) -> float:
    """Share of words with more than 6 letters, 0 to 100. ValueError without a word."""
    if not counts.words:
        raise ValueError("a text without a word has no long words")
    return 100 * counts.long_words / counts.words


def flesch_douma(counts: Counts) -> float:
    """Reading ease of Dutch, 0 (hard) to 100 (easy); can fall outside. ValueError without a sentence.

    206.84 - 0.93 * words per sentence - 77 * syllables per word (Douma, 1960).
    """
    return 206.84 - 0.93 * words_per_sentence(counts) - 77 * counts.syllables / counts.words


def kandel_moles(counts: Counts) -> float:
    """Reading ease of French, 0 (hard) to 100 (easy); can fall outside. ValueError without a sentence.

    209 - 1.15 * words per sentence - 68 * syllables per word (Kandel and Moles, 1958). A second set of
    constants circulates (207, 1.015, 73.6); on sentences with a CEFR level this one ranks better.
    """
    return 209 - 1.15 * words_per_sentence(counts) - 68 * counts.syllables / counts.words


def flesch(counts: Counts) -> float:
    """Reading ease of English, 0 (hard) to 100 (easy); can fall outside. ValueError without a sentence.

    206.835 - 1.015 * words per sentence - 84.6 * syllables per word (Flesch, 1948).
    """
    return 206.835 - 1.015 * words_per_sentence(counts) - 84.6 * counts.syllables / counts.words


def amstad(counts: Counts) -> float:
    """Reading ease of German, 0 (hard) to 100 (easy); can fall outside. ValueError without a sentence.

    180 - words per sentence - 58.5 * syllables per word (Amstad, 1978).
    """
    return 180 - words_per_sentence(counts) - 58.5 * counts.syllables / counts.words


READING_EASE = {"nl": flesch_douma, "fr": kandel_moles, "en": flesch, "de": amstad}
"""The formula of each language."""
