"""How hard a text reads: counts, and the reading-ease formula of each language.

The formulas were made for running text of a hundred words or more. They are guide values, not a language level.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from accesscheck.text.lint import lint_score
from accesscheck.text.measures import Sentence
from accesscheck.text.passages import Passage
from accesscheck.text.words import letters, syllables

FEWEST_WORDS = 100
"""Below this, a measure of a whole text says more about chance than about the text."""

RUNNING_TEXT = ("paragraph", "list-item")
"""Kinds of block that are read as sentences; headings, captions and table cells are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the formulas are fed with.

    A long word has more than 6 letters; `one_syllable` and `three_syllables` count words with just one, and with three
    or more.
    """

    sentences: int
    words: int
    syllables: int
    long_words: int
    letters: int = 0
    one_syllable: int = 0
    three_syllables: int = 0


def count(passages: Iterable[Passage], language: str) -> Counts:
    """Counts over the sentences that are running text in the language."""
    running = (
        passage.words for passage in passages if passage.block.kind in RUNNING_TEXT and passage.language == language
    )
    return count_words(running, language)


def count_words(sentences: Iterable[tuple[str, ...]], language: str) -> Counts:
    """Counts over sentences, given as their words; those without words do not count."""
    sentence_count = word_count = 0
    by_syllables = [0, 0, 0]
    long_count = letter_count = syllable_count = 0
    for words in sentences:
        if not words:
            continue
        sentence_count += 1
        word_count += len(words)
        for word in words:
            number = syllables(word, language)
            syllable_count += number
            by_syllables[min(number, 3) - 1] += 1
            size = letters(word)
            letter_count += size
            long_count += size > 6
    return Counts(
        sentences=sentence_count,
        words=word_count,
        syllables=syllable_count,
        long_words=long_count,
        letters=letter_count,
        one_syllable=by_syllables[0],
        three_syllables=by_syllables[2],
    )


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


def brouwer(counts: Counts) -> float:
    """Leesindex A of Dutch (Brouwer, 1963): 195 - 2 * words per sentence - 2/3 * syllables per hundred words."""
    return 195 - 2 * words_per_sentence(counts) - 200 / 3 * counts.syllables / counts.words


def kandel_moles_1976(counts: Counts) -> float:
    """The second set of constants for French: 207 - 1.015 * words per sentence - 73.6 * syllables per word."""
    return 207 - 1.015 * words_per_sentence(counts) - 73.6 * counts.syllables / counts.words


def flesch_kincaid(counts: Counts) -> float:
    """School year in the United States: 0.39 * words per sentence + 11.8 * syllables per word - 15.59 (1975)."""
    return 0.39 * words_per_sentence(counts) + 11.8 * counts.syllables / counts.words - 15.59


def smog(counts: Counts) -> float:
    """School year: 1.043 * sqrt(30 * words of 3 syllables or more per sentence) + 3.1291 (McLaughlin, 1969)."""
    return float(1.043 * (30 * counts.three_syllables / _sentences(counts)) ** 0.5 + 3.1291)


def lix(counts: Counts) -> float:
    """Words per sentence + percentage of long words (Björnsson, 1968): below 25 very easy, above 55 very hard."""
    return words_per_sentence(counts) + long_words_percent(counts)


def rix(counts: Counts) -> float:
    """Long words per sentence (Anderson, 1983): 1.8 easy, 3.7 medium, 7.2 hard."""
    return counts.long_words / _sentences(counts)


def gulpease(counts: Counts) -> float:
    """Ease, 0 to 100: 89 + (300 * sentences - 10 * letters) / words (Lucisano & Piemontese, 1988)."""
    return 89 + (300 * counts.sentences - 10 * counts.letters) / counts.words


def wiener(counts: Counts) -> float:
    """First Wiener Sachtextformel, school year 4 to 15 (Bamberger & Vanecek, 1984).

    0.1935 * percentage of words of 3 syllables or more + 0.1672 * words per sentence + 0.1297 * percentage of long
    words - 0.0327 * percentage of words of one syllable - 0.875. Sources differ on whether a word of 6 letters is long:
    here it is not.
    """
    share = 100 / counts.words
    return (
        0.1935 * counts.three_syllables * share
        + 0.1672 * words_per_sentence(counts)
        + 0.1297 * long_words_percent(counts)
        - 0.0327 * counts.one_syllable * share
        - 0.875
    )


def _sentences(counts: Counts) -> int:
    if not counts.sentences:
        raise ValueError("a text without a sentence has no length of sentences")
    return counts.sentences


SCALES = {
    "nl": {"flesch-douma": flesch_douma, "brouwer": brouwer, "lix": lix, "rix": rix, "gulpease": gulpease},
    "fr": {
        "kandel-moles": kandel_moles, "kandel-moles-1976": kandel_moles_1976, "lix": lix, "rix": rix,
        "gulpease": gulpease,
    },
    "en": {
        "flesch": flesch, "flesch-kincaid": flesch_kincaid, "smog": smog, "lix": lix, "rix": rix, "gulpease": gulpease,
    },
    "de": {"amstad": amstad, "wiener": wiener, "lix": lix, "rix": rix, "gulpease": gulpease},
}  # fmt: skip
"""The named formulas of each language."""

SENTENCE_SCALES: Mapping[str, Mapping[str, Callable[[Sequence[Sentence]], float | None]]] = {
    "nl": {"lint-ii": lint_score}
}
"""Named scales that need the words themselves; None where a text cannot be measured."""


def scales(counts: Counts, language: str) -> dict[str, float]:
    """The named formulas of a language. ValueError without a word or a sentence."""
    return {name: round(formula(counts), 2) for name, formula in SCALES[language].items()}


def scales_of(sentences: Sequence[Sentence], language: str) -> dict[str, float]:
    """All named scales of a language. ValueError without a word or a sentence."""
    values = {name: scale(sentences) for name, scale in SENTENCE_SCALES.get(language, {}).items()}
    found = {name: round(value, 2) for name, value in values.items() if value is not None}
    return found | scales(count_words((one.words for one in sentences), language), language)
