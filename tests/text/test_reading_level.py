"""The reading level: what it says, what it is made of, and where it says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accesscheck.text.cefr_words import LEVELS, english_level
from accesscheck.text.frequency import compound, familiarity, lexicon
from accesscheck.text.reading_level import LANGUAGES, _models, model, reading_level

EASY = {
    "nl": "Kom langs aan het loket. We helpen je graag. Breng je pas mee en een foto. Het kost niets. Heb je "
    "een vraag? Bel ons of mail ons. We zijn elke dag open van negen tot twaalf uur. Tot snel!",
    "fr": "Venez au guichet. Nous vous aidons. Prenez votre carte et une photo. C’est gratuit. Vous avez une "
    "question ? Appelez-nous. Nous sommes ouverts tous les jours de neuf à douze heures. À bientôt !",
    "en": "Come to our desk. We will help you. Bring your pass and a photo. It is free. Do you have a "
    "question? Call us or send us a mail. We are open every day from nine to twelve. See you soon!",
    "de": "Kommen Sie zu uns. Wir helfen Ihnen gern. Bringen Sie Ihren Pass und ein Foto mit. Das kostet "
    "nichts. Haben Sie eine Frage? Rufen Sie uns an. Wir sind jeden Tag von neun bis zwölf Uhr da. Bis "
    "bald!",
}
HARD = {
    "nl": "Overeenkomstig de bepalingen van het gemeentelijke subsidiereglement kunnen verenigingen die "
    "aantoonbaar activiteiten organiseren ten behoeve van kwetsbare doelgroepen een "
    "ondersteuningsaanvraag indienen, teneinde de administratieve afhandeling van de voorgenomen "
    "werkzaamheden te bespoedigen.",
    "fr": "Conformément aux dispositions du règlement communal relatif aux subventions facultatives, les "
    "associations organisant régulièrement des activités destinées aux publics fragilisés introduisent "
    "annuellement une demande de soutien accompagnée d’une justification circonstanciée.",
    "en": "In accordance with the provisions of the municipal regulation concerning discretionary subsidies, "
    "associations that demonstrably organise activities benefiting vulnerable populations may annually "
    "submit an application accompanied by a substantive justification of the envisaged expenditure.",
    "de": "Gemäß den Bestimmungen der kommunalen Förderrichtlinie können gemeinnützige Vereinigungen, die "
    "nachweislich Veranstaltungen zugunsten benachteiligter Bevölkerungsgruppen durchführen, jährlich "
    "einen Unterstützungsantrag einschließlich einer detaillierten Kostenaufstellung und einer "
    "inhaltlichen Begründung der beabsichtigten Maßnahmen an die zuständige Verwaltungsstelle "
    "übermitteln.",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", ["document", "sentence"])
def test_official_language_is_harder_than_plain_language(language: str, unit: str) -> None:
    easy = reading_level(EASY[language], language, unit)  # type: ignore[arg-type]
    hard = reading_level(HARD[language], language, unit)  # type: ignore[arg-type]
    assert (hard.score or 0) > (easy.score or 9) + 1
    assert easy.cefr in ("A1", "A2", "B1")
    assert hard.cefr in ("B2", "C1", "C2")
    for found in (easy, hard):
        assert LEVELS.index(found.low or "") <= LEVELS.index(found.cefr or "") <= LEVELS.index(found.high or "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contributions_make_the_score(language: str) -> None:
    found = reading_level(HARD[language], language)
    own = model(language, "document")
    assert found.score == pytest.approx(own.offset + sum(found.contributions.values()), abs=0.01)
    assert set(found.contributions) == set(own.weights)


@pytest.mark.parametrize("name", sorted(_models()))
def test_no_weight_is_below_zero_and_the_features_are_few(name: str) -> None:
    weights = _models()[name]["weights"]
    assert 0 < len(weights) <= 15
    assert all(weight > 0 for _, _, weight in weights.values())
    assert all(one["licence"] for one in _models()[name]["sets"].values())


def test_sentences_and_words_are_where_they_stand() -> None:
    text = f"{EASY['nl']}\n{HARD['nl']}"
    found = reading_level(text, "nl")
    assert text[found.sentences[0].start : found.sentences[0].end] == HARD["nl"]
    assert found.sentences[0].contribution > 0 > found.sentences[-1].contribution
    assert all(text[word.start : word.end].lower() == word.word.lower() for word in found.words)
    [first] = [word for word in found.words if word.word == "teneinde"]
    assert (first.alternatives[:1], first.count) == (("om",), 1)


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [
        pytest.param("Kom langs.", "nl", "text-too-short", id="too short"),
        pytest.param("", "nl", "text-too-short", id="empty"),
        pytest.param("12 34 56", "fr", "text-too-short", id="no words"),
        pytest.param("La oficina está abierta todos los días", "es", "language-unsupported", id="Spanish"),
        pytest.param("12 34", None, "language-unsupported", id="no language to be told"),
    ],
)
def test_without_a_level_it_says_why(text: str, language: str | None, reason: str) -> None:
    found = reading_level(text, language)
    assert (found.score, found.cefr, found.reason) == (None, None, reason)


def test_the_language_is_told_by_the_text() -> None:
    assert reading_level(HARD["de"]).language == "de"


@pytest.mark.parametrize(
    ("easy", "hard", "language"),
    [
        pytest.param("fiets", "bekrachtiging", "nl", id="nl"),
        pytest.param("maison", "récépissé", "fr", id="fr"),
        pytest.param("house", "remuneration", "en", id="en"),
        pytest.param("Haus", "Inanspruchnahme", "de", id="de"),
    ],
)
def test_words(easy: str, hard: str, language: str) -> None:
    one, other = reading_level(easy, language, "word"), reading_level(hard, language, "word")
    assert (one.score or 9) < (other.score or 0)


@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
def test_any_text_has_a_level_or_a_reason(text: str, language: str) -> None:
    found = reading_level(text, language)
    assert (found.score is None) == (found.reason is not None)
    assert all(0 <= word.start < word.end <= len(text) for word in found.words)


def test_familiarity() -> None:
    assert familiarity("dag", "nl") > familiarity("loket", "nl") > familiarity("xyzzy", "nl") == 1.0
    assert compound("aanvraagformulier", "nl") == ("aanvraag", "formulier")
    assert compound("fiets", "nl") is None
    assert (
        lexicon("nl").frequencies["aanvraagformulier"] < familiarity("aanvraagformulier", "nl")
        if ("aanvraagformulier" in lexicon("nl").frequencies)
        else familiarity("aanvraagformulier", "nl") > 2
    )
    with pytest.raises(KeyError):
        lexicon("es")


@pytest.mark.parametrize(
    ("word", "level"),
    [
        pytest.param("house", 1, id="as it is"),
        pytest.param("houses", 1, id="plural"),
        pytest.param("stopped", 1, id="doubled letter"),
        pytest.param("making", 1, id="silent e"),
        pytest.param("qwertyish", None, id="unknown"),
    ],
)
def test_english_levels(word: str, level: int | None) -> None:
    assert english_level(word) == level
