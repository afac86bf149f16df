"""Finding phrases: whole words, any case, endings, odd spaces, and the way back to the original."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accesscheck.text.phrases import Context, Phrase, PhraseFinder, finder_of_words, forms, plain


def found(text: str, *phrases: Phrase, language: str = "nl") -> list[str]:
    """What the finder finds, as it stands in the original."""
    even = plain(text)
    spans = [even.original(match.start, match.end) for match in PhraseFinder(phrases, language).find(even)]
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        pytest.param("Een jonge kok.", Phrase(text="jonge"), ["jonge"], id="a word"),
        pytest.param("JONGE jonge Jonge", Phrase(text="Jonge"), ["JONGE", "jonge", "Jonge"], id="any case"),
        pytest.param("jongeren bejonge", Phrase(text="jonge"), [], id="not within a word"),
        pytest.param("een jonge-kok", Phrase(text="jonge"), [], id="a hyphen goes on"),
        pytest.param("jonge- en oude", Phrase(text="jonge"), ["jonge"], id="a hyphen before a space ends"),
        pytest.param("directeur·rice", Phrase(text="directeur"), [], id="a middle dot goes on"),
        pytest.param("l’homme", Phrase(text="homme"), ["homme"], id="after an elision"),
        pytest.param("aujourd’hui", Phrase(text="aujourd'hui"), ["aujourd’hui"], id="either apostrophe"),
        pytest.param("non\u2011stop", Phrase(text="non-stop"), ["non\u2011stop"], id="non-breaking hyphen"),
        pytest.param("jonge \n\t kok", Phrase(text="jonge kok"), ["jonge \n\t kok"], id="any white space"),
        pytest.param("jonge\u00a0kok", Phrase(text="jonge kok"), ["jonge\u00a0kok"], id="no-break space"),
        pytest.param("jon\u00adge kok", Phrase(text="jonge"), ["jon\u00adge"], id="soft hyphen within"),
        pytest.param("een jonge\u00ad kok", Phrase(text="jonge"), ["jonge"], id="soft hyphen after is not quoted"),
        pytest.param("een \u200bjonge\u200b\u200b kok", Phrase(text="jonge"), ["jonge"], id="zero width around"),
        pytest.param("cafe\u0301 hier", Phrase(text="café"), ["cafe\u0301"], id="combining accent in the text"),
        pytest.param("café hier", Phrase(text="cafe\u0301"), ["café"], id="combining accent in the phrase"),
        pytest.param("faq\u0307\u00a0x", Phrase(text="faq"), ["faq\u0307"], id="an accent that does not compose"),
        pytest.param("👩‍💻👍🏽 jonge 🎉", Phrase(text="jonge"), ["jonge"], id="emoji before"),
        pytest.param("İ jonge", Phrase(text="jonge"), ["jonge"], id="a letter that grows in lower case"),
        pytest.param("een ict'er", Phrase(text="ICT'er", exact_case=True), [], id="exact case refuses"),
        pytest.param("een ICT'er", Phrase(text="ICT'er", exact_case=True), ["ICT'er"], id="exact case"),
        pytest.param(
            "twee Romas", Phrase(text="Roma", inflect="noun", exact_case=True), ["Romas"], id="exact case with endings"
        ),
        pytest.param("poetsvrouw", Phrase(text="vrouw", compound="head"), ["vrouw"], id="head of a compound"),
        pytest.param("vrouwenloon", Phrase(text="vrouw", compound="head"), [], id="not the tail"),
        pytest.param("bejaardentehuis", Phrase(text="bejaarden", compound="tail"), ["bejaarden"], id="tail"),
        pytest.param("xmanx", Phrase(text="man", compound="any"), ["man"], id="anywhere"),
    ],
)
def test_find(text: str, phrase: Phrase, expected: list[str]) -> None:
    assert found(text, phrase) == expected


def test_of_overlaps_the_first_and_longest_stands() -> None:
    phrases = (Phrase(text="jonge"), Phrase(text="jonge kok"), Phrase(text="kok gezocht"))
    assert found("jonge kok gezocht", *phrases) == ["jonge kok"]


def test_nothing_to_find() -> None:
    assert found("jonge kok") == []
    assert found("", Phrase(text="kok")) == []


@pytest.mark.parametrize(
    ("language", "inflect", "phrase", "has"),
    [
        pytest.param("nl", "noun", "man", "mannen", id="nl doubled consonant"),
        pytest.param("nl", "noun", "bejaarde", "bejaarden", id="nl -n"),
        pytest.param("nl", "noun", "migrant", "migranten", id="nl -en"),
        pytest.param("nl", "noun", "stotteraar", "stotteraars", id="nl -s"),
        pytest.param("nl", "noun", "dief", "dieven", id="nl f becomes v"),
        pytest.param("nl", "noun", "baas", "bazen", id="nl long vowel and z"),
        pytest.param("nl", "adjective", "jong", "jonge", id="nl -e"),
        pytest.param("nl", "adjective", "jong", "jongste", id="nl superlative"),
        pytest.param("nl", "adjective", "groot", "grote", id="nl long vowel"),
        pytest.param("nl", "adjective", "blank", "blanke", id="nl blank"),
        pytest.param("fr", "noun", "handicapé", "handicapés", id="fr -s"),
        pytest.param("fr", "noun", "local", "locaux", id="fr -aux"),
        pytest.param("fr", "adjective", "dynamique", "dynamiques", id="fr plural"),
        pytest.param("fr", "adjective", "sportif", "sportives", id="fr -ive"),
        pytest.param("fr", "adjective", "vendeur", "vendeuse", id="fr -euse"),
        pytest.param("fr", "adjective", "jeune homme grand", "jeune homme grande", id="fr last word alone"),
        pytest.param("en", "noun", "salesman", "salesmen", id="en -men"),
        pytest.param("en", "noun", "lady", "ladies", id="en -ies"),
        pytest.param("en", "noun", "boss", "bosses", id="en -es"),
        pytest.param("de", "noun", "Behinderte", "Behinderten", id="de -n"),
        pytest.param("de", "noun", "Ausländer", "Ausländern", id="de dative"),
        pytest.param("de", "adjective", "jung", "junges", id="de -es"),
        pytest.param("de", "adjective", "müde", "müder", id="de stem in -e"),
    ],
)
def test_forms(language: str, inflect: str, phrase: str, has: str) -> None:
    assert {phrase, has} <= forms(phrase, inflect, language)  # type: ignore[arg-type]


def test_without_inflection_there_is_one_form() -> None:
    assert forms("man", "none", "nl") == {"man"}


@pytest.mark.parametrize(
    ("context", "text", "admitted"),
    [
        pytest.param(Context(), "geen rijbewijs", True, id="no context"),
        pytest.param(Context(before=("geen",)), "geen rijbewijs nodig", False, id="before"),
        pytest.param(Context(before=("geen",)), "geen a b c rijbewijs", False, id="four words before"),
        pytest.param(Context(before=("geen",)), "geen a b c d rijbewijs", True, id="five words before is too far"),
        pytest.param(Context(before=("geen",)), "een rijbewijs, geen diploma", True, id="before is not after"),
        pytest.param(Context(after=("is niet nodig",)), "een rijbewijs is niet nodig", False, id="after"),
        pytest.param(Context(sentence=("welkom",)), "rijbewijs a b c d e f g welkom", False, id="anywhere"),
        pytest.param(Context(near=("vereist",)), "rijbewijs is vereist", True, id="near is there"),
        pytest.param(Context(near=("vereist",)), "rijbewijs is fijn", False, id="near is not there"),
        pytest.param(Context(near=("vereist",), within=1), "rijbewijs is vereist", False, id="not within"),
        pytest.param(Context(near=("vereist",), within=2), "rijbewijs is vereist", True, id="within"),
    ],
)
def test_context(context: Context, text: str, admitted: bool) -> None:
    even = plain(text)
    (match,) = finder_of_words(("rijbewijs",), "nl").find(even)
    assert context.admits(even, match.start, match.end, "nl") is admitted


ODD = st.sampled_from("\u00ad\u200b\u200d\ufeff\u00a0\u202f \n\t’ʼ\u2011\u0301\u0307\u0323İßﬁéeq-👍🏽")


@given(st.text(ODD | st.characters(codec="utf-8"), max_size=60))
def test_plain_keeps_the_way_back(text: str) -> None:
    even = plain(text)
    assert len(even.text) == len(even.lower)
    assert even.spans is None or len(even.spans) == len(even.text)
    previous = 0
    for place in range(len(even.text)):
        start, end = even.original(place, place + 1)
        assert previous <= start < end <= len(text)
        previous = start
    assert "  " not in even.text
    assert not set(even.text) & set("\u00ad\u200b\ufeff\u00a0\n\t’")


@given(st.text(ODD | st.characters(codec="utf-8"), max_size=30), st.text(ODD, max_size=30))
def test_what_is_there_is_found_whatever_stands_around(before: str, after: str) -> None:
    text = f"{before} gezocht {after}"
    assert "gezocht" in found(text, Phrase(text="gezocht"))


@given(st.text(st.sampled_from("aeçéèêëïñôöüåžșǖ\u0323\u0301"), min_size=1, max_size=10))
def test_composed_and_decomposed_are_the_same(word: str) -> None:
    assert plain(unicodedata.normalize("NFD", word)).lower == plain(unicodedata.normalize("NFC", word)).lower
