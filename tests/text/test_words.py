"""Words and their syllables, in four languages."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accesscheck.text.words import syllables, word_spans


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in word_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Kom langs, vandaag!", ["Kom", "langs", "vandaag"], id="plain"),
        pytest.param("kok (m/v/x)", ["kok", "m/v/x"], id="m/v/x is one"),
        pytest.param("Koch (w/m/d), cuisinier h/f", ["Koch", "w/m/d", "cuisinier", "h/f"], id="other marks are one"),
        pytest.param("en/of", ["en", "of"], id="a stroke between words parts them"),
        pytest.param("l’État c’est moi", ["l’", "État", "c’", "est", "moi"], id="French elision is two"),
        pytest.param("jusqu'à qu’il", ["jusqu'", "à", "qu’", "il"], id="longer elisions"),
        pytest.param("aujourd’hui", ["aujourd’hui"], id="aujourd’hui is one"),
        pytest.param("n’est-ce pas", ["n’", "est-ce", "pas"], id="elision before a hyphen"),
        pytest.param("e-mail l'e-mail", ["e-mail", "l'", "e-mail"], id="e-mail is one"),
        pytest.param("foto's don't", ["foto's", "don't"], id="an apostrophe within a word"),
        pytest.param("ge\u00adbou\u00adwen", ["ge\u00adbou\u00adwen"], id="soft hyphens"),
        pytest.param("non\u2011stop", ["non\u2011stop"], id="non-breaking hyphen"),
        pytest.param("e\u0301tat", ["e\u0301tat"], id="combining accent"),
        pytest.param("employé·e·s", ["employé·e·s"], id="French middle dots are one"),
        pytest.param("Mitarbeiter*innen Leiter:in", ["Mitarbeiter*innen", "Leiter:in"], id="German gender star is one"),
        pytest.param("3 uur, 1.250,50 euro, 100 %", ["uur", "euro"], id="numbers are none"),
        pytest.param("https://a.be/b?c=d www.a.be jan.maes@a.be", [], id="addresses are none"),
        pytest.param("B1-niveau", ["B1-niveau"], id="a digit within a word"),
        pytest.param("👩‍💻 • — …", [], id="signs are none"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_only_the_stretch_that_was_asked_for_is_read() -> None:
    assert list(word_spans("een twee drie", 4, 8)) == [(4, 8)]


@pytest.mark.parametrize("unit", ["-", ".", "a@", "a/", "x.", "www", "’", "é\u0301", "l'"])
def test_a_long_row_of_signs_takes_no_time(unit: str) -> None:
    """A pattern that tries again from each sign would need minutes here."""
    began = time.perf_counter()
    words(unit * 20_000)
    assert time.perf_counter() - began < 2


@given(st.text(max_size=200))
def test_words_are_in_order_and_have_a_letter(text: str) -> None:
    spans = list(word_spans(text))
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert all(any(letter.isalnum() for letter in text[start:end]) for start, end in spans)


SYLLABLES = {
    "nl": "de:1 huis:1 gemeente:3 vacature:4 solliciteren:5 burgemeester:4 verpleegkundige:5 idee:2 zeeën:2 "
    "coördinatie:5 museum:3 bureau:2 beëindigen:4 geïnteresseerd:5 kwaliteit:3 quotum:2 bijeenkomst:3 leeuw:1 nieuw:1 "
    "fraai:1 groei:1 radio:3 situatie:4 januari:4 België:3 buiten:2 koopkracht:2 "
    "één:1 vóór:1 militair:3 detail:2 station:2 traditioneel:4 sociaal:2 initiatief:4 patiënt:2 team:1 coach:1 "
    "website:2 online:2 service:2 servicedesk:3 software:2 royaal:2 loyaal:2 zoals:2 geacht:2 specialist:4 idealen:4",
    "fr": "le:1 que:1 maison:2 nation:2 question:2 qualité:3 langue:1 guide:1 bien:1 pied:1 lui:1 nuit:1 client:2 "
    "ouvrier:3 étudiant:3 travail:2 travailler:3 famille:2 feuille:1 accueil:2 commune:2 beaucoup:2 oiseau:2 eau:1 "
    "aujourd’hui:3 administration:5 emploi:2 heures:1 parlent:1 moment:2 travaillaient:3 année:2 idée:2 rue:1 "
    "équipe:2 pratique:2 région:2 payer:2 noël:2 monsieur:2 août:1 oui:1 quelque:1 service:2 personne:2 "
    "seulement:2 parfaitement:3 gouvernement:4 actuel:2 situation:3 jouer:1 cruel:2 quelqu’un:2 celle-là:2 week-end:2 "
    "centre-ville:3 prudent:2 aiment:1 commencent:2 œil:1 oeuvre:1 royaume:2 pays:2 essaye:2 alcool:2 coopération:5",
    "en": "the:1 cat:1 table:2 tables:2 people:2 whole:1 rules:1 makes:1 services:3 changes:2 needed:2 worked:1 "
    "available:4 hospital:3 employees:3 employed:2 experience:4 vacancy:3 language:2 area:3 idea:3 every:2 being:2 "
    "municipality:6 you:1 quite:1 united:3 "
    "management:3 completely:3 statement:2 element:3 something:2 didn’t:2 isn’t:2 there’s:1 business:2 unique:2 "
    "league:1 centre:2 tourism:3 society:4 january:4 create:2 reaction:3 union:2 association:5 persuade:2 maybe:2 "
    "hundred:2",
    "de": "die:1 Arbeit:2 Gemeinde:3 Bewerbung:3 Stellenausschreibung:5 Feuer:2 Museum:3 Qualität:3 Quelle:2 Bäume:2 "
    "aktuell:3 Theater:3 Straße:2 beurteilen:4 beenden:3 geehrte:3 geeignet:3 neue:2 bauen:2 Idee:2 Haar:1 Büro:2 "
    "Mitarbeiterin:5 "
    "Ideen:3 Museen:3 Familien:4 Italien:4 schien:1 dienen:2 Wien:1 Team:1 Niveau:2 Beamte:3 beauftragen:4",
}


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        pytest.param(language, word, int(number), id=f"{language} {word}")
        for language, known in SYLLABLES.items()
        for word, _, number in (entry.partition(":") for entry in known.split())
    ],
)
def test_syllables(language: str, word: str, expected: int) -> None:
    assert syllables(word, language) == expected


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
@pytest.mark.parametrize("word", ["", "b", "pst", "123", "日本"])
def test_every_word_has_a_syllable(language: str, word: str) -> None:
    assert syllables(word, language) == 1


def test_soft_hyphens_do_not_count() -> None:
    assert syllables("be\u00adëin\u00addi\u00adgen", "nl") == syllables("beëindigen", "nl")


def test_syllables_of_another_language_are_unknown() -> None:
    with pytest.raises(KeyError):
        syllables("mundo", "es")
