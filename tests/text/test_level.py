"""The formulas, fed with counts; and what is counted."""

from collections.abc import Callable

import pytest

from accesscheck.hookspecs import OpenOptions
from accesscheck.model.target import Target
from accesscheck.sources import from_bytes, from_text
from accesscheck.text import level
from accesscheck.text.level import Counts
from accesscheck.text.passages import passages
from accesscheck.text.reading_level import sentences_of

OPTIONS = OpenOptions(browser=False)


def counts(*, sentences: int = 1, words: int = 1, syllables: int = 1, long_words: int = 0) -> Counts:
    return Counts(sentences=sentences, words=words, syllables=syllables, long_words=long_words)


@pytest.mark.parametrize(
    ("formula", "fed", "expected"),
    [
        # “The cat sat on the mat.”: 6 words of one syllable.
        pytest.param(level.flesch, counts(words=6, syllables=6), 116.145, id="flesch the cat sat on the mat"),
        pytest.param(level.flesch, counts(sentences=5, words=100, syllables=150), 59.635, id="flesch"),
        pytest.param(level.flesch_douma, counts(words=10, syllables=15), 82.04, id="douma"),
        pytest.param(level.flesch_douma, counts(sentences=4, words=100, syllables=180), 44.99, id="douma hard"),
        pytest.param(level.kandel_moles, counts(words=10, syllables=15), 95.5, id="kandel-moles"),
        pytest.param(level.amstad, counts(words=10, syllables=15), 82.25, id="amstad"),
        pytest.param(level.amstad, counts(words=30, syllables=90), -25.5, id="amstad falls below zero"),
        pytest.param(level.words_per_sentence, counts(sentences=3, words=36), 12, id="words per sentence"),
        pytest.param(level.long_words_percent, counts(words=40, long_words=10), 25, id="long words"),
    ],
)
def test_formula(formula: object, fed: Counts, expected: float) -> None:
    assert formula(fed) == pytest.approx(expected)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("measure", "fed"),
    [
        *(pytest.param(formula, counts(sentences=0, words=0), id=name) for name, formula in level.READING_EASE.items()),
        pytest.param(level.words_per_sentence, counts(sentences=0, words=0), id="words per sentence"),
        pytest.param(level.long_words_percent, counts(words=0), id="long words"),
    ],
)
def test_nothing_cannot_be_measured(measure: object, fed: Counts) -> None:
    with pytest.raises(ValueError, match="without a"):
        measure(fed)  # type: ignore[operator]


def test_counts_of_a_text() -> None:
    document = from_text(Target(address="text"), "De kat zit op de mat. Gemeenten helpen. 12.", OPTIONS)
    found = level.count(passages(document), document.language or "nl")
    # “Gemeenten” has 9 letters; “helpen” 6, which is not long; a sentence without a word is none.
    assert found == Counts(
        sentences=2, words=8, syllables=11, long_words=1, letters=30, one_syllable=6, three_syllables=1
    )


def test_headings_cells_and_other_languages_are_not_counted() -> None:
    html = (
        '<html lang="nl"><body><h1>Alle vacatures van de gemeente</h1><p>Wij zoeken een kok.</p><ul><li>Kom langs.</li>'
        '</ul><table><tr><td>Deze cel telt niet mee.</td></tr></table><p lang="fr">Bonjour tout le monde.</p></body>'
    )
    document = from_bytes(Target(address="a.html"), html.encode(), "text/html", OPTIONS)
    dutch, french = (level.count(passages(document), language) for language in ("nl", "fr"))
    assert (dutch.sentences, dutch.words, dutch.syllables, dutch.long_words) == (2, 6, 7, 0)
    assert (french.sentences, french.words, french.syllables, french.long_words) == (1, 4, 5, 1)


CAT = Counts(sentences=1, words=6, syllables=6, long_words=0, letters=17, one_syllable=6, three_syllables=0)
"""The cat sat on the mat."""
LONGER = Counts(sentences=4, words=100, syllables=170, long_words=30, letters=520, one_syllable=50, three_syllables=20)


@pytest.mark.parametrize(
    ("formula", "fed", "expected"),
    [
        pytest.param(level.flesch, CAT, 116.145, id="Flesch, the example of its handbooks"),
        pytest.param(level.flesch_kincaid, CAT, -1.45, id="Flesch-Kincaid, the same"),
        pytest.param(level.flesch_kincaid, LONGER, 14.22, id="Flesch-Kincaid"),
        pytest.param(level.smog, LONGER, 15.9032, id="SMOG"),
        pytest.param(level.lix, LONGER, 55.0, id="LIX"),
        pytest.param(level.rix, LONGER, 7.5, id="RIX"),
        pytest.param(level.gulpease, LONGER, 49.0, id="Gulpease"),
        pytest.param(level.brouwer, LONGER, 31.6667, id="Brouwer"),
        pytest.param(level.flesch_douma, LONGER, 52.69, id="Flesch-Douma"),
        pytest.param(level.kandel_moles, LONGER, 64.65, id="Kandel-Moles of 1958"),
        pytest.param(level.kandel_moles_1976, LONGER, 56.505, id="Kandel-Moles, other constants"),
        pytest.param(level.amstad, LONGER, 55.55, id="Amstad"),
        pytest.param(level.wiener, LONGER, 9.431, id="Wiener Sachtextformel"),
    ],
)
def test_named_formulas(formula: Callable[[Counts], float], fed: Counts, expected: float) -> None:
    assert formula(fed) == pytest.approx(expected, abs=0.001)


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_each_language_has_its_scales(language: str) -> None:
    found = level.scales(LONGER, language)
    assert set(found) == set(level.SCALES[language])
    assert {"lix", "rix", "gulpease"} < set(found)


def test_scales_of_sentences_are_those_of_counts_and_lint() -> None:
    sentences = sentences_of("De gemeente helpt je graag. De deur van het loket is open.", "nl")
    found = level.scales_of(sentences, "nl")
    assert set(found) == {*level.SCALES["nl"], "lint-ii"}
    assert found["lix"] == level.scales(level.count_words((one.words for one in sentences), "nl"), "nl")["lix"]
    assert "lint-ii" not in level.scales_of(sentences_of("Zo is dat.", "nl"), "nl")
