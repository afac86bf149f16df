"""The sections of a vacancy, told by headings and by the words of each block."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accesscheck.model.document import Block
from accesscheck.sources.plain_text import text_blocks
from accesscheck.text.sections import LANGUAGES, SectionKind, sections

WITH_HEADINGS = {
    "nl": """Groendienst: tuinier (m/v/x)

Wat ga je doen?

- Je snoeit hagen en bomen in de parken.
- Je bent verantwoordelijk voor het materiaal.

Jouw profiel

- Je hebt een rijbewijs B.
- Je werkt graag in team.

Ons aanbod

- Een contract van onbepaalde duur en maaltijdcheques.
- 26 vakantiedagen.

Solliciteren?

Stuur je cv voor 1 maart naar het onthaal.
""",
    "fr": """Bibliothécaire (H/F/X)

Qui sommes-nous ?

La bibliothèque communale prête des livres depuis 1950.

Vos missions

- Accueillir les lecteurs et les conseiller.
- Gérer les achats de livres.

Votre profil

- Vous avez un diplôme de bachelier.
- Vous aimez lire.

Nous offrons

- Un contrat à durée indéterminée et des chèques-repas.

Comment postuler ?

Envoyez votre CV et une lettre de motivation.
""",
    "en": """Lifeguard

About us

Our pool is open every day.

What you'll do

- Watch the swimmers and give first aid.
- Test the water each morning.

About you

- You have a lifeguard certificate.

What we offer

- A permanent contract and 25 days of holiday.

How to apply

Send us your CV by 1 March.
""",
    "de": """Gärtnerin oder Gärtner (m/w/d)

Über uns

Die Stadt pflegt zwanzig Parks.

Ihre Aufgaben

- Pflege der Beete und Wege
- Betreuung der Auszubildenden

Ihr Profil

- Abgeschlossene Ausbildung im Gartenbau
- Führerschein der Klasse B

Wir bieten

- 30 Tage Urlaub und einen unbefristeten Vertrag

Bewerbung

Senden Sie uns Ihren Lebenslauf bis zum 1. März.
""",
}
BODY = ["tasks", "profile", "offer", "procedure"]

WITHOUT_HEADINGS = {
    "nl": """Onthaalmedewerker

Je staat in voor het onthaal van bezoekers. Je beantwoordt de telefoon en je zorgt voor de post.
Je bent ook verantwoordelijk voor de planning van de vergaderzalen.

Je hebt een diploma secundair onderwijs en ervaring aan een balie. Je spreekt vlot Nederlands en Frans.

We bieden je een contract van onbepaalde duur, maaltijdcheques en een fietsvergoeding.

Stuur je cv en je motivatiebrief voor 1 maart. Na een gesprek krijg je snel antwoord over je sollicitatie.
""",
    "fr": """Agent d’accueil

Vous serez responsable de l’accueil des visiteurs. Vous gérez les appels et vous assurez le suivi du courrier.

Vous avez un diplôme du secondaire et une expérience à un guichet. Vous parlez français et néerlandais.

Nous offrons un contrat à durée indéterminée, des chèques-repas et des horaires souples.

Envoyez votre CV et votre lettre de motivation avant le 1er mars. Un entretien suivra votre candidature.
""",
    "en": """Receptionist

You will be responsible for the front desk. You will manage the calls and you will support the office team.

You have a school certificate and two years of experience in a similar job. You must have good knowledge of French.

We offer a permanent contract, a pension scheme and 25 days of annual leave. Your salary is paid each month.

Apply now: send your CV and cover letter. The closing date is 1 March and interviews are a week later.
""",
    "de": """Mitarbeit am Empfang

Sie übernehmen den Empfang der Gäste. Sie koordinieren die Termine und sind zuständig für die Post.

Sie haben eine abgeschlossene Ausbildung und Berufserfahrung an einem Schalter. Gute Deutschkenntnisse sind wichtig.

Wir bieten Ihnen einen unbefristeten Vertrag, 30 Tage Urlaub, flexible Arbeitszeiten und ein Jobticket.

Senden Sie Ihre Bewerbung mit Lebenslauf bis zum 1. März. Wir freuen uns auf ein Vorstellungsgespräch mit Ihnen.
""",
}


def _kinds(text: str, language: str) -> list[SectionKind]:
    return [section.kind for section in sections(text, text_blocks(text), language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_tell_the_sections(language: str) -> None:
    text = WITH_HEADINGS[language]
    found = sections(text, text_blocks(text), language)
    before = ["title"] if language == "nl" else ["title", "about"]
    assert [section.kind for section in found] == [*before, *BODY]
    assert found[0].heading is None
    for section in found[1:]:
        assert section.heading
        assert text[section.start :].startswith(section.heading)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_tell_the_sections_without_headings(language: str) -> None:
    text = WITHOUT_HEADINGS[language]
    found = sections(text, text_blocks(text), language)
    assert [section.kind for section in found] == ["title", *BODY]
    assert all(section.heading is None for section in found)


def test_block_without_cues_belongs_to_the_section_before() -> None:
    text = "Tuinier\n\nJouw profiel\n\n- Je hebt een rijbewijs.\n- Geen hoogtevrees.\n\nOns aanbod\n\n- Loon: 15 euro."
    assert _kinds(text, "nl") == ["title", "profile", "offer"]


def test_unknown_heading_goes_with_what_follows() -> None:
    text = (
        "Our pool is open all year.\n\nLast but not least:\n\n- We offer a competitive salary.\n- We offer a pension."
    )
    found = sections(text, text_blocks(text), "en")
    assert [section.kind for section in found] == ["about", "offer"]
    assert found[1].heading == "Last but not least:"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("## **Functie-eisen**", "profile"),
        ("WAT BIEDEN WIJ:", "offer"),
        ("Wat breng jij als kok mee?", "profile"),
        ("Diversiteit en inclusie", "equal-opportunity"),
        ("Contactpersoon", "contact"),
    ],
)
def test_a_heading_may_be_written_in_many_ways(heading: str, kind: SectionKind) -> None:
    text = (
        f"Kok\n\nWij koken elke dag voor honderd gasten in het woonzorgcentrum.\n\n{heading}\n\nLees verder hieronder."
    )
    assert _kinds(text, "nl") == ["title", "about", kind]


def test_apostrophes_and_tags_do_not_hide_a_heading() -> None:
    text = "Cook\n\nWe cook each day.\n\n<p><strong>What you’ll do</strong></p>\n<p>Soup.</p>"
    assert _kinds(text, "en") == ["title", "about", "tasks"]


def test_first_line_with_a_word_of_headings_is_a_title() -> None:
    assert _kinds("Senior benefits adviser\n\nOur office is in the town hall.", "en") == ["title", "about"]


def test_text_that_is_no_vacancy_is_one_section() -> None:
    text = "De zon scheen op het dak. Een kat liep over de muur.\n\nHet begon te regenen, en de kat ging naar binnen."
    assert _kinds(text, "nl") == ["about"]


def test_language_without_phrases_is_one_section() -> None:
    text = "Oferta de trabajo\n\nBuscamos un jardinero."
    assert [(one.kind, one.start, one.end) for one in sections(text, text_blocks(text), "es")] == [
        ("other", 0, len(text))
    ]


@pytest.mark.parametrize("language", [*LANGUAGES, "es", ""])
def test_no_blocks_no_sections(language: str) -> None:
    assert sections("", (), language) == ()


_WORDS = st.sampled_from(
    [
        "Profil",
        "## Aufgaben",
        "What we offer",
        "Ons aanbod:",
        "je hebt",
        "vous avez",
        "\n",
        "\n\n",
        "- ",
        "<p>",
        "İ",
        ".",
    ]
)


@given(st.lists(st.one_of(_WORDS, st.text(max_size=20)), max_size=30).map(" ".join), st.sampled_from(LANGUAGES))
def test_sections_cover_all_blocks_in_order(text: str, language: str) -> None:
    blocks: tuple[Block, ...] = text_blocks(text)
    found = sections(text, blocks, language)
    assert [one.start for one in found] == sorted({one.start for one in found})
    assert all(before.kind != after.kind for before, after in itertools.pairwise(found))
    starts = {block.start: number for number, block in enumerate(blocks)}
    next_block = 0
    for section in found:
        assert starts[section.start] == next_block
        next_block = next(number for number, block in enumerate(blocks) if block.end == section.end) + 1
    assert next_block == len(blocks)
