"""Verbs by their form, and the clauses that they stand in."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accesscheck.text.clauses import clause_after, ends_subordinate, is_last, is_named, tokens
from accesscheck.text.verbs import (
    all_split_off,
    dutch_finite,
    finite_forms,
    german_infinitive_too,
    infinitive,
    participle,
    separable_verbs,
)

PARTICIPLES = {
    "nl": "gewerkt gezet gemaakt geleefd gereisd gestuurd geregeld geïnformeerd geëist genomen gebracht gezocht "
    "ontvangen onderzocht verwerkt betaald verwacht behandeld verstrekt gebruikt goedgekeurd uitgenodigd ingevuld "
    "toegepast aangeboden nagedacht vormgegeven georganiseerd begonnen verloren ontslagen herzien",
    "fr": "examinée prises envoyés mis mise rendu introduite refusé vérifiée invité·e chargé(e) amené·e·s fait écrites",
    "en": "asked checked made given paid required undertaken written agreed",
    "de": "gearbeitet geprüft ausgefüllt genommen bearbeitet übernommen durchgeführt angeboten organisiert vergütet "
    "eingereicht vorausgesetzt überwiesen erwartet unterstützt erhalten begleitet bereitet verloren gewonnen zerstört",
}
OTHERS = {
    "nl": "werkt krijgt betaalt bedient geeft geldt besloot gebouw gebied geluid gezin gelukkig bestand "
    "bekend gemotiveerd gegevens dienst met het mensen",
    "fr": "situé allés motivée passionné revenu connue été bonté lundi mais",
    "en": "interested located need hundred unpaid bed indeed well-organised given-name",
    "de": "besteht versteht bekommt beginnt beibringt bekannt interessiert geht gut menschen arbeiten einzureichen",
}


@pytest.mark.parametrize("language", PARTICIPLES)
def test_participles(language: str) -> None:
    assert [word for word in PARTICIPLES[language].split() if not participle(word, language)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_participles(language: str) -> None:
    assert [word for word in OTHERS[language].split() if participle(word, language)] == []


@pytest.mark.parametrize(
    ("word", "expected"),
    [("erhalten", True), ("übertragen", True), ("angefangen", False), ("geprüft", False), ("gehalten", False)],
)
def test_german_participles_that_are_infinitives_too(word: str, expected: bool) -> None:
    assert german_infinitive_too(word) is expected


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "indienen krijgen uitvoeren organiseren regelen samenwerken ondersteunen maken vermoeden gaan zijn"),
        ("de", "einreichen arbeiten anbieten unterstützen regeln bewerben übernehmen sein gewinnen"),
    ],
)
def test_infinitives(language: str, words: str) -> None:
    assert [word for word in words.split() if not infinitive(word, language)] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "mensen documenten kansen jaren kinderen talen gehouden gegevens een"),
        ("de", "neuen offenen guten einzureichen gesehen gehalten den"),
    ],
)
def test_no_infinitives(language: str, words: str) -> None:
    assert [word for word in words.split() if infinitive(word, language)] == []


def test_dutch_finite_forms() -> None:
    words = "werkt krijgt kreeg stuurt helpt geeft dienst punt niet post week betaald project"
    finite = [word for word in words.split() if dutch_finite(word)]
    assert finite == ["werkt", "krijgt", "kreeg", "stuurt", "helpt", "geeft"]


@pytest.mark.parametrize(
    ("language", "verb", "expected"),
    [
        ("nl", "vullen", "vul vult vullen vulde vulden"),
        ("nl", "nemen", "neem neemt nemen nam namen"),
        ("nl", "geven", "geef geeft geven gaf gaven"),
        ("nl", "trekken", "trek trekt trekken trok trokken"),
        ("nl", "kiezen", "kies kiest kiezen koos kozen"),
        ("nl", "gaan", "ga gaat gaan ging gingen"),
        ("nl", "houden", "houd hou houdt houden hield hielden"),
        ("nl", "brengen", "breng brengt brengen bracht brachten"),
        ("de", "füllen", "füll fülle füllt füllen füllte füllten"),
        ("de", "nehmen", "nehme nehmt nimm nimmt nehmen nahm nahmen"),
        ("de", "finden", "finde findet finden fand fanden"),
        ("de", "arbeiten", "arbeite arbeitet arbeiten arbeitete arbeiteten"),
        ("de", "erkennen", "erkenne erkennt erkennen erkannte erkannten"),
        ("de", "bereiten", "bereite bereitet bereiten bereitete bereiteten"),
        ("de", "sammeln", "sammelt sammeln sammelte sammelten"),
    ],
)
def test_finite_forms(language: str, verb: str, expected: str) -> None:
    assert set(expected.split()) <= finite_forms(verb, language)


@pytest.mark.parametrize(
    ("language", "form", "split_off", "verb"),
    [
        ("nl", "vult", "in", "invullen"),
        ("nl", "nam", "deel", "deelnemen"),
        ("nl", "brachten", "mee", "meebrengen"),
        ("de", "findet", "statt", "stattfinden"),
        ("de", "nimmt", "an", "annehmen"),
        ("de", "bereitet", "vor", "vorbereiten"),
    ],
)
def test_separable_verbs(language: str, form: str, split_off: str, verb: str) -> None:
    assert separable_verbs(language)[form][split_off] == verb


@pytest.mark.parametrize("language", ["nl", "de"])
def test_the_lists_are_large_and_tidy(language: str) -> None:
    verbs = {verb for by_part in separable_verbs(language).values() for verb in by_part.values()}
    assert len(verbs) >= 250
    assert all(part.isalpha() and part.islower() for part in all_split_off(language))
    assert all(verb.endswith("n") and verb.isalpha() and verb.islower() for verb in verbs)


def test_tokens_tell_what_stands_between() -> None:
    found = tokens("Kom (graag) om 10 uur, of bel.")
    assert [(one.word, one.mark) for one in found] == [
        ("kom", "("), ("graag", ")"), ("om", "#"), ("uur", ","), ("of", ""), ("bel", ".")
    ]  # fmt: skip
    assert [one.capital for one in found] == [True, False, False, False, False, False]


@pytest.mark.parametrize(
    ("language", "text", "verb", "expected"),
    [
        pytest.param("nl", "Je moet het attest dat je kreeg bij ons indienen.", "moet",
                     "het attest bij ons indienen", id="without a relative clause"),
        pytest.param("nl", "Je kan bellen als je vragen hebt.", "kan", "bellen", id="without a condition"),
        pytest.param("nl", "Je moet een pas hebben en je moet op tijd komen.", "moet", "een pas hebben",
                     id="up to en with a subject"),
        pytest.param("nl", "We sturen jou en je ouders een brief.", "sturen", "jou en je ouders een brief",
                     id="je that owns is no subject"),
        pytest.param("nl", "Je kan langskomen om een pas te halen.", "kan", "langskomen", id="without om te"),
        pytest.param("nl", "Je moet een kopie (van je pas) meebrengen.", "moet", "een kopie meebrengen",
                     id="without a bracket"),
        pytest.param("de", "Sie müssen den Antrag, den Sie haben, bei uns abgeben.", "müssen",
                     "den antrag bei uns abgeben", id="without a German relative clause"),
        pytest.param("de", "Sie können kommen, aber Sie müssen nicht.", "können", "kommen", id="up to aber"),
        pytest.param("de", "Sie können Brot, Milch und Eier kaufen.", "können", "brot milch und eier kaufen",
                     id="with a row"),
    ],
)  # fmt: skip
def test_the_words_of_a_clause(language: str, text: str, verb: str, expected: str) -> None:
    words = tokens(text)
    start = next(place for place, one in enumerate(words) if one.word == verb)
    assert " ".join(words[place].word for place in clause_after(words, start, language)) == expected


def test_the_verb_of_a_subordinate_clause() -> None:
    words = tokens("De brief die je van de stad krijgt moet je bewaren.")
    assert [one.word for place, one in enumerate(words) if ends_subordinate(words, place, "nl")][-1] == "krijgt"
    assert not ends_subordinate(words, 8, "nl")


def test_the_last_word_of_a_clause() -> None:
    words = tokens("Het is gesloten omdat er in 2020 een dak viel.")
    assert [one.word for place, one in enumerate(words) if is_last(words, place, "nl")] == ["gesloten", "viel"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Het werken valt mee.", True), ("Je moet bij ons werken.", False), ("Je kan hier werken.", False)],
)
def test_a_dutch_verb_that_is_a_noun(text: str, expected: bool) -> None:
    words = tokens(text)
    place = next(place for place, one in enumerate(words) if one.word == "werken")
    assert is_named(words, place) is expected


@given(st.text(alphabet="abdeghiklmnorstuvwzäëïöüß-·'()", max_size=20), st.sampled_from(["nl", "fr", "en", "de"]))
def test_any_word_has_an_answer(word: str, language: str) -> None:
    participle(word, language)
    if language in ("nl", "de"):
        infinitive(word, language)


@pytest.mark.parametrize("word", ["om", "die", "worden", "kan", "in", "(", "dass,", "werden,"])
@pytest.mark.parametrize("language", ["nl", "de"])
def test_a_row_of_one_word_takes_no_long_time(word: str, language: str) -> None:
    words = tokens(f"{word} " * (4_000 // (len(word) + 1)))
    began = time.process_time()
    for place in range(len(words)):
        list(clause_after(words, place, language))
        ends_subordinate(words, place, language)
    assert time.process_time() - began < 2
