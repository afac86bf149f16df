"""A Document out of markup: title, language, vacancies."""

import json
from datetime import UTC, datetime

import pytest

from accesscheck.dom import parse
from accesscheck.model.document import Document
from accesscheck.model.target import Target
from accesscheck.sources import job_posting, markup
from accesscheck.sources.markup import text_language

NL = "Wij zoeken een medewerker voor het loket van de gemeente. Je helpt inwoners met al hun vragen over de stad."
FR = "Nous cherchons une personne pour le guichet de la commune. Vous aidez les habitants avec toutes leurs questions."
ES = "Buscamos a una persona para la oficina del ayuntamiento. Usted ayuda a los vecinos con todas sus preguntas."


def made(html: str, *, profile: str = "auto", language: str | None = None, declared: str | None = None) -> Document:
    return markup.document(
        target=Target(address="a.html", profile=profile),
        address="a.html",
        content=html.encode(),
        html=html,
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        language=language,
        declared=declared,
    )


@pytest.mark.parametrize(
    ("html", "title"),
    [
        pytest.param("<title> Loket \n van Waterdam </title><h1>X</h1>", "Loket van Waterdam", id="title"),
        pytest.param("<title> </title><h1>Loket</h1>", "Loket", id="empty title: the first heading"),
        pytest.param("<p>X</p>", None, id="none"),
        pytest.param("<body><svg><title>Plan</title></svg>", None, id="the title of a picture"),
    ],
)
def test_title(html: str, title: str | None) -> None:
    assert made(html).title == title


@pytest.mark.parametrize(
    ("text", "given", "declared", "expected"),
    [
        pytest.param(NL, None, None, ("nl", "detected"), id="detected"),
        pytest.param(NL, "fr", "de", ("fr", "given"), id="what the user says"),
        pytest.param(NL, None, "nl", ("nl", "declared"), id="declared and true"),
        pytest.param(FR, None, "nl", ("fr", "detected"), id="a certain guess goes before what is declared"),
        pytest.param("Contact", None, "nl", ("nl", "declared"), id="too short to tell"),
        pytest.param("Contact", None, None, (None, None), id="nothing known"),
        pytest.param("", None, None, (None, None), id="nothing"),
    ],
)
def test_language(text: str, given: str | None, declared: str | None, expected: tuple[object, object]) -> None:
    assert text_language(text, given=given, declared=declared) == expected


@pytest.mark.parametrize(
    ("html", "keys"),
    [
        pytest.param(f"<p>{NL}", [], id="a language that we read"),
        pytest.param(f"<p>{ES}", ["language-unsupported"], id="another"),
        pytest.param("<p>Contact", ["language-unknown"], id="not clear"),
        pytest.param("", [], id="no text"),
    ],
)
def test_notes(html: str, keys: list[str]) -> None:
    assert [note.key for note in made(html).notes] == keys


@pytest.mark.parametrize(
    ("html", "profile", "expected"),
    [
        pytest.param("<p>Welkom", "auto", ("web-page",), id="page"),
        pytest.param(
            "<h2>Je profiel</h2><p>x</p><h2>Wij bieden</h2><p>y</p>", "auto", ("web-page", "vacancy"), id="nl"
        ),
        pytest.param("<h2>Vos missions</h2><h2>Offre d’emploi</h2>", "auto", ("web-page", "vacancy"), id="fr"),
        pytest.param("<h2>Ihr Profil</h2><h2>Wir bieten</h2>", "auto", ("web-page", "vacancy"), id="de"),
        pytest.param("<h2>What we offer</h2><p>Our products", "auto", ("web-page",), id="one phrase counts once"),
        pytest.param("<h2>Je profiel</h2><h2>Wij bieden</h2>", "web-page", ("web-page",), id="the user says page"),
        pytest.param("<p>Welkom", "vacancy", ("vacancy",), id="the user says vacancy"),
    ],
)
def test_profiles(html: str, profile: str, expected: tuple[str, ...]) -> None:
    assert made(html, profile=profile).profiles == expected


def with_posting(data: object) -> str:
    raw = data if isinstance(data, str) else json.dumps(data)
    return f'<html lang=nl><body><p>Laden</p><script type="application/ld+json">{raw}</script></body>'


POSTING = {"@type": "JobPosting", "title": "Kok", "description": f"<p>{NL}</p><ul><li>Loon</li></ul>"}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(POSTING, id="alone"),
        pytest.param([{"@type": "Organization"}, POSTING], id="in a list"),
        pytest.param({"@graph": [POSTING]}, id="in a graph"),
        pytest.param({"@type": "WebPage", "mainEntity": POSTING}, id="main entity"),
        pytest.param({**POSTING, "@type": ["JobPosting", "Thing"]}, id="two types"),
        pytest.param({**POSTING, "@type": "http://schema.org/JobPosting"}, id="the type in full"),
        pytest.param({**POSTING, "description": "&lt;p&gt;" + NL + "&lt;/p&gt;&lt;li&gt;Loon"}, id="escaped markup"),
        pytest.param({**POSTING, "description": NL + "\nLoon"}, id="plain text"),
    ],
)
def test_a_vacancy_for_search_engines_is_read(data: object) -> None:
    page = made(with_posting(data))
    assert page.text == f"Kok\n{NL}\nLoon"
    assert page.profiles == ("web-page", "vacancy")
    assert {block.selector for block in page.blocks} == {"html > body > script"}
    assert [page.text[block.start : block.end] for block in page.blocks] == ["Kok", NL, "Loon"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("{", id="broken"),
        pytest.param("[" * 10_000, id="too deep"),
        pytest.param("null", id="null"),
        pytest.param({"@type": "Article", "description": NL}, id="another type"),
        pytest.param({**POSTING, "description": " "}, id="without a description"),
        pytest.param({**POSTING, "description": 5}, id="a description that is no text"),
        pytest.param({**POSTING, "@type": {"a": "JobPosting"}}, id="a type that is no text"),
    ],
)
def test_what_is_no_vacancy(data: object) -> None:
    page = made(with_posting(data))
    assert job_posting.find(parse(page)) is None
    assert page.text == "Laden"


def test_what_the_page_shows_goes_before_what_it_tells_search_engines() -> None:
    page = made(with_posting(POSTING).replace("Laden", NL))
    assert page.text == NL
