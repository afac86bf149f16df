"""Where sentences begin and end, in four languages."""

import itertools
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accesscheck.model.document import Block
from accesscheck.text.sentences import block_sentences, sentence_spans

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def sentences(text: str, language: str | None) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, language)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        pytest.param("nl", ["Kom langs.", "Of bel ons!", "Heb je een vraag?", "Mail dan."], id="three kinds of end"),
        pytest.param("nl", ["Volgens art. 4 § 2 mag dat.", "Zie ook daar."], id="nl article and paragraph"),
        pytest.param("nl", ["Neem bv. Jan, m.a.w. Piet of dhr. Peeters.", "Klaar."], id="nl abbreviations"),
        pytest.param("nl", ["Breng pen, papier, enz.", "Ook een foto."], id="nl enz ends"),
        pytest.param("nl", ["Wij helpen u.", "Bel ons."], id="nl u is a word"),
        pytest.param("nl", ["Dat wisten we al.", "Nu weten we meer."], id="nl al is a word"),
        pytest.param("nl", ["Lees al. 2 van die wet.", "Of niet."], id="nl al. before a number is alinea"),
        pytest.param("nl", ["J.P. Peeters en A. Maes komen.", "Zij ook."], id="initials"),
        pytest.param("nl", ["Het kost 3.50 euro of 1.250,75 frank.", "Veel."], id="decimals"),
        pytest.param("nl", ["Ga naar www.waterdam.be.", "Mail a.b@waterdam.be.", "Dank."], id="web addresses"),
        pytest.param("nl", ["Het loket opent om 9.", "Daarna sluit het."], id="nl number ends a sentence"),
        pytest.param("nl", ["Nou… dat is mooi.", "Ja..."], id="ellipsis before a small letter goes on"),
        pytest.param("nl", ["Nou...", "Dat is mooi."], id="ellipsis before a capital ends"),
        pytest.param("nl", ["Hij vroeg: “Kom je?”", "Zij kwam."], id="quotation mark belongs to its sentence"),
        pytest.param("nl", ["“Kom je?” vroeg hij.", "Ja."], id="a question within a sentence"),
        pytest.param("nl", ["Bel ons (tel. 02 12 34).", "Of mail."], id="brackets"),
        pytest.param("nl", ["Echt?!", "Ja."], id="two marks"),
        pytest.param("fr", ["Conformément à l’art. 4 du Code, oui.", "Bien."], id="fr abbreviation after elision"),
        pytest.param("fr", ["Selon l'art. L. 123-1 du Code.", "Bien."], id="fr article with a letter"),
        pytest.param("fr", ["Un métier d'art.", "Venez."], id="fr art is a word"),
        pytest.param("fr", ["M. Dupont et Mme. Durand, p. ex. Paul.", "Fin."], id="fr forms of address"),
        pytest.param("fr", ["Il y en a.", "Vous venez ?", "Oui !"], id="fr a is a word and a space before the mark"),
        pytest.param("fr", ["« Bonjour. »", "Il part."], id="fr guillemets with a space"),
        pytest.param("fr", ["« Bonjour.\u202f»", "Il part."], id="fr guillemets with a narrow space"),
        pytest.param("en", ["Mr. Smith, e.g. Dr. Jones, came.", "He left."], id="en abbreviations"),
        pytest.param("en", ["The answer is no.", "You may go."], id="en no is a word"),
        pytest.param("en", ["See no. 5 and fig. 2 here.", "Then go."], id="en no. before a number"),
        pytest.param("en", ["She said “Yes.”", "He left."], id="en quotation"),
        pytest.param("de", ["Am 1. Januar 2024 beginnt es.", "Gut."], id="de ordinal"),
        pytest.param("de", ["Wir suchen z. B. Köche, d. h. Leute.", "Gut."], id="de spaced abbreviations"),
        pytest.param("de", ["Wir suchen z.B. Köche, usw. und so fort.", "Gut."], id="de closed abbreviations"),
        pytest.param("de", ["Aufgaben aller Art.", "Wir helfen."], id="de Art is a word"),
        pytest.param("de", ["Siehe Art. 3 GG und § 7 AGG.", "Gut."], id="de Art. before a number"),
        pytest.param("de", ["„Komm.“", "Er ging."], id="de closing quotation mark"),
        pytest.param("de", ["»Komm.«", "Er ging."], id="de guillemets point inwards"),
        pytest.param(None, ["Zie art. 4, z.B. Köche, e.g. Cooks.", "Klaar."], id="unknown language knows them all"),
    ],
)
def test_sentences(language: str | None, expected: list[str]) -> None:
    assert sentences(" ".join(expected), language) == expected


@pytest.mark.parametrize("text", ["", " ", "\n\t\u00a0"])
def test_nothing_is_no_sentence(text: str) -> None:
    assert sentences(text, "nl") == []


def test_a_text_without_a_full_stop_is_a_sentence() -> None:
    assert sentences("  Openingsuren\n", "nl") == ["Openingsuren"]


def test_only_the_stretch_that_was_asked_for_is_divided() -> None:
    text = "Een. Twee. Drie."
    assert [text[start:end] for start, end in sentence_spans(text, "nl", start=5, end=10)] == ["Twee."]


def test_a_block_ends_a_sentence_and_its_own_language_counts() -> None:
    text = "Titel\nSiehe z. B. Köche. Gut."
    blocks = (Block(kind="heading", start=0, end=5), Block(kind="paragraph", start=6, end=len(text), language="de"))
    found = [(block.kind, text[start:end]) for block, (start, end) in block_sentences(text, blocks, "nl")]
    assert found == [("heading", "Titel"), ("paragraph", "Siehe z. B. Köche."), ("paragraph", "Gut.")]


@given(st.text(st.characters(codec="utf-8") | st.sampled_from('.!?… \n"”»)1aA'), max_size=80))
def test_sentences_are_in_order_and_hold_every_letter(text: str) -> None:
    spans = list(sentence_spans(text, "de"))
    assert all(start < end for start, end in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
