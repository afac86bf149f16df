"""The language of a text, and language tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accesscheck.text.language import KNOWN, SHORTEST, common_words, guess, identify, primary, rank, script

TEXTS = {
    "nl": "Wij zoeken een medewerker voor het loket van de gemeente. Je helpt inwoners met hun vragen.",
    "fr": "Nous cherchons une personne pour le guichet de la commune. Vous aidez les habitants avec leurs questions.",
    "en": "We are looking for someone for the desk of the town hall. You help residents with their questions.",
    "de": "Wir suchen jemanden für den Schalter der Gemeinde. Sie helfen den Menschen bei ihren Fragen.",
    "es": "Buscamos a una persona para la oficina del ayuntamiento. Usted ayuda a los vecinos con sus preguntas.",
    "it": "Cerchiamo una persona per lo sportello del comune. Lei aiuta gli abitanti con le loro domande.",
    "pl": "Szukamy osoby do pracy w urzędzie gminy. Pomagasz mieszkańcom w ich sprawach i pytaniach.",
}


@pytest.mark.parametrize(("language", "text"), [pytest.param(key, text, id=key) for key, text in TEXTS.items()])
def test_guess(language: str, text: str) -> None:
    found = guess(text)
    assert found is not None
    assert found.language == language
    assert found.confidence > 0.9


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("a" * (SHORTEST - 1), id="one letter too few"),
        pytest.param("12 34 56 78 90 12 34 56 78 90 12 34", id="digits"),
        pytest.param("•—…!?" * 20, id="signs"),
    ],
)
def test_too_short_to_tell(text: str) -> None:
    assert guess(text) is None


@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        pytest.param("nl", "Maak een afspraak", id="Dutch"),
        pytest.param("fr", "Bonne année !", id="French"),
        pytest.param("fr", "L’eau de la ville", id="French with an elision"),
        pytest.param("en", "Opening hours of the library", id="English"),
        pytest.param("de", "Wir sind für Sie da", id="German with a polite pronoun"),
        pytest.param("de", "ABFALL UND WERTSTOFFE FÜR ALLE", id="capitals"),
        pytest.param("hu", "Mikor van nyitva?", id="Hungarian"),
        pytest.param("el", "Καλή χρονιά", id="Greek"),
        pytest.param("uk", "Хто доглядає за дітьми?", id="Ukrainian"),
        pytest.param("he", "שעות הפתיחה", id="Hebrew"),
        pytest.param("ja", "東京の図書館", id="Japanese"),
        pytest.param("zh", "图书馆开放时间", id="Chinese"),
        pytest.param("en", "There is no good English word for “gezellig”.", id="a word that it is about"),
        pytest.param("la", "Lorem ipsum dolor sit amet", id="placeholder text"),
    ],
)
def test_a_few_words_are_told(language: str, phrase: str) -> None:
    found = identify(phrase)
    assert found is not None
    assert (found.language, found.confidence > 0.6) == (language, True)


@pytest.mark.parametrize(
    "phrase",
    [
        pytest.param("Peter Vandenbroucke", id="a person"),
        pytest.param("Facebook Instagram LinkedIn", id="brands"),
        pytest.param("Nederlands Français English", id="languages"),
        pytest.param("https://www.stad.example/nieuws/over-de-stad", id="an address"),
        pytest.param("12 % – 14 %", id="numbers"),
    ],
)
def test_names_tell_no_language(phrase: str) -> None:
    assert identify(phrase) is None


def test_a_title_that_is_a_name_is_no_certainty() -> None:
    assert all(guess.confidence < 0.9 for guess in rank("La Louvière") + rank("Rue de la Loi 16, 1000 Bruxelles"))


def test_likelihoods_add_up_to_one() -> None:
    assert sum(guess.confidence for guess in rank("Afval en recyclage")) == pytest.approx(1)


def test_common_words_are_counted_for_each_language() -> None:
    found = common_words("Wij wachten op de bus en op de trein")
    assert (found["nl"], found["fr"], found["fi"]) == (6, 3, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("één", "LATIN", id="Latin"),
        pytest.param("5 α και β in", "GREEK", id="mostly Greek"),
        pytest.param("日本のA", "HIRAGANA", id="Japanese"),
        pytest.param("12 + 3", None, id="no letters"),
    ],
)
def test_script(text: str, expected: str | None) -> None:
    assert script(text) == expected


@given(st.text(max_size=300))
def test_a_guess_is_a_known_language_with_a_likelihood(text: str) -> None:
    found = guess(text)
    assert found is None or (found.language in KNOWN and 0 <= found.confidence <= 1)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        pytest.param("nl", "nl", id="primary"),
        pytest.param("nl-BE", "nl", id="region"),
        pytest.param("NL-be", "nl", id="capitals"),
        pytest.param("zh-Hans-CN", "zh", id="script"),
        pytest.param(" fr ", "fr", id="spaces"),
        pytest.param("gsw", "gsw", id="three letters"),
        pytest.param("nl_BE", None, id="underscore"),
        pytest.param("dutch", None, id="a name"),
        pytest.param("x-piglatin", None, id="private"),
        pytest.param("n1", None, id="digit"),
        pytest.param("né", None, id="accent"),
        pytest.param("", None, id="empty"),
        pytest.param(None, None, id="none"),
    ],
)
def test_primary(tag: str | None, expected: str | None) -> None:
    assert primary(tag) == expected
