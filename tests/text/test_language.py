"""The language of a text, and language tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accesscheck.text.language import KNOWN, SHORTEST, guess, primary

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
