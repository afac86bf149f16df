"""LiNT-II: the formula with published values, and texts against what LiNT-II itself publishes of them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accesscheck.text import tagger
from accesscheck.text.lint import head_of, level_of, lint, lint_score, score_of
from accesscheck.text.measures import Sentence
from accesscheck.text.reading_level import reading_level, sentences_of

OUDEGRACHT = (
    "De Oudegracht is het sfeervolle hart van de stad. In de middeleeuwen was het hier een drukte van belang met de "
    "aan- en afvoer van goederen. Nu is het een prachtige plek om te winkelen en te lunchen of te dineren in de oude "
    "stadskastelen."
)
"""The example of the manual of lint-ii 0.1.3."""


def classes(text: str) -> str:
    return "".join(tagger.classes(sentence) for sentence in sentences_of(text, "nl"))


@pytest.mark.parametrize(
    ("frequency", "distance", "content_words", "concrete", "expected"),
    [
        pytest.param(5.2, 3, 4.5, 0.6, 21.010140322363895, id="the example of LintScorer"),
        pytest.param(5.364349123825101, 3, 4.0, 0.5, 18.488663741182307, id="first sentence of the Oudegracht"),
        pytest.param(8.0, 0, 0.0, 1.0, 0.0, id="never below 0"),
        pytest.param(1.359, 40, 12.0, 0.0, 100.0, id="never above 100"),
    ],
)
def test_formula(frequency: float, distance: float, content_words: float, concrete: float, expected: float) -> None:
    found = score_of(frequency=frequency, distance=distance, content_words=content_words, concrete=concrete)
    assert found == pytest.approx(expected)


@pytest.mark.parametrize(
    ("score", "level"),
    [(0, 1), (33.99, 1), (34, 2), (45.99, 2), (46, 3), (57.99, 3), (58, 4), (100, 4)],
)
def test_levels(score: float, level: int) -> None:
    assert level_of(score) == level


def test_a_text_is_near_what_lint_ii_says_of_it() -> None:
    """LiNT-II: 48.22, level 3, mean frequency 4.208; sentences 18.49, 54.29 and 63.25."""
    sentences = sentences_of(OUDEGRACHT, "nl")
    found = lint(sentences)
    assert found is not None
    assert found.level == 3
    assert found.score == pytest.approx(48.22, abs=3)
    assert found.frequency == pytest.approx(4.208, abs=0.02)
    # The longest dependency is estimated from the length alone.
    for sentence, expected in zip(sentences, (18.49, 54.29, 63.25), strict=True):
        assert lint_score([sentence]) == pytest.approx(expected, abs=4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("De gemeente opent morgen een nieuw loket.", "ONFOOAN", id="main clause"),
        pytest.param("Jan Peeters woont in Gent.", "EEFOE", id="names"),
        pytest.param("Hij heeft het formulier ingevuld.", "OFONV", id="participle"),
        pytest.param("U kunt een afspraak maken.", "OFONV", id="infinitive"),
        pytest.param("Ik weet dat de trein te laat komt.", "OFOONOAF", id="verb at the end"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_word_classes(text: str, expected: str) -> None:
    assert classes(text) == expected


@given(st.text(max_size=200))
def test_every_word_has_a_class(text: str) -> None:
    for sentence in sentences_of(text, "nl"):
        found = tagger.classes(sentence)
        assert len(found) == len(sentence.words)
        assert set(found) <= set(tagger.CLASSES)


@given(st.text(max_size=200))
def test_any_text_has_a_score_or_none(text: str) -> None:
    score = lint_score(sentences_of(text, "nl"))
    assert score is None or 0 <= score <= 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Koffie op het terras!", None, id="no finite verb"),
        pytest.param("Dat is zo.", None, id="no noun"),
        pytest.param("12 34", None, id="no word"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_what_cannot_be_measured_has_no_score(text: str, expected: None) -> None:
    assert lint_score(sentences_of(text, "nl")) is expected


def test_verbs_that_help_another_are_no_content_words() -> None:
    [alone, helping] = sentences_of("De man heeft een hond. De man heeft een hond gezien.", "nl")
    one, other = lint([alone]), lint([helping])
    assert one is not None
    assert other is not None
    assert (one.content_words, other.content_words) == (3, 3)


@pytest.mark.parametrize(
    ("word", "head"),
    [
        pytest.param("gezondheidszorg", "zorg", id="link"),
        pytest.param("vrachtwagens", "wagen", id="plural"),
        pytest.param("trappenhuis", "huis", id="not a plural"),
        pytest.param("familieleden", "lid", id="irregular plural"),
        pytest.param("wormstaart", "staart", id="head that could be longer"),
        pytest.param("huis", None, id="simple"),
        pytest.param("xyzzy", None, id="unknown"),
    ],
)
def test_heads_of_compounds(word: str, head: str | None) -> None:
    assert head_of(word) == head


def test_concrete_and_common_is_easier_than_abstract_and_rare() -> None:
    easy = lint_score(sentences_of("De hond ligt op de mat. De man geeft hem water.", "nl"))
    hard = lint_score(
        sentences_of("De vooropgestelde beleidsdoelstellingen vergen een adequate besluitvormingsprocedure.", "nl")
    )
    assert easy is not None
    assert hard is not None
    assert easy < 34 < 58 < hard


def test_it_is_a_scale_of_dutch_alone() -> None:
    assert reading_level(f"{OUDEGRACHT} {OUDEGRACHT}", "nl").scales["lint-ii"] == pytest.approx(48.22, abs=3)
    assert "lint-ii" not in reading_level("The cat sat on the mat. " * 10, "en").scales


@pytest.mark.benchmark
def test_it_takes_no_time() -> None:
    sentences: list[Sentence] = sentences_of(f"{OUDEGRACHT} " * 12, "nl")
    lint(sentences)
    began = time.perf_counter()
    lint(sentences)
    assert time.perf_counter() - began < 0.5
