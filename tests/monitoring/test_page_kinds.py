"""What a page is for: by its address, its title, its heading and the links to it. And the steps of a process."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accesscheck import standards
from accesscheck.model.page_list import KINDS, ListedPage
from accesscheck.model.rule import LANGUAGES
from accesscheck.monitoring.page_kinds import PageFacts, is_document, is_paging, kinds_of, language_in, type_of_service
from accesscheck.monitoring.steps import processes, step_of

SITE = "https://stad.example"


def kinds(path: str, **facts: Any) -> tuple[str, ...]:
    return kinds_of(PageFacts(address=SITE + path, **facts))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("/contact", ("contact",), id="nl contact"),
        pytest.param("/contacteer-ons.html", ("contact",), id="nl contact with an ending"),
        pytest.param("/fr/contactez-nous", ("contact",), id="fr contact, after the language"),
        pytest.param("/en-gb/ContactUs.aspx", ("contact",), id="en contact, words run together"),
        pytest.param("/de/kontakt/", ("contact",), id="de contact"),
        pytest.param("/diensten/burgerzaken/contact", ("contact", "service"), id="contact of a service"),
        pytest.param("/index.php?page=contact", ("contact",), id="the page is in the query"),
        pytest.param("/contactlens", (), id="contact lens"),
        pytest.param("/contact-met-dieren", (), id="contact with animals"),
        pytest.param("/nieuws/contact", ("news",), id="news about contact"),
        pytest.param("/nieuws/2026/nieuwe-contactpagina", ("news",), id="news about the contact page"),
        pytest.param("/a/b/c/d/e/contact", (), id="too deep to be that of the site"),
        pytest.param("/fr/plan-du-site", ("sitemap",), id="fr sitemap"),
        pytest.param("/sitemap", ("sitemap",), id="sitemap"),
        pytest.param("/aanmelden?terug=/mijn", ("login",), id="nl login"),
        pytest.param("/user/login", ("login",), id="en login"),
        pytest.param("/fr/se-connecter", ("login",), id="fr login"),
        pytest.param("/aanmelden-voor-de-nieuwsbrief", (), id="to sign up is not to log in"),
        pytest.param("/veelgestelde-vragen", ("help",), id="nl help"),
        pytest.param("/aide", ("help",), id="fr help"),
        pytest.param("/hulp-aan-huis", (), id="help at home is no help page"),
        pytest.param("/fr/mentions-l%C3%A9gales", ("legal",), id="fr legal, escaped"),
        pytest.param("/privacyverklaring-stad", ("legal",), id="nl legal, begins with it"),
        pytest.param("/impressum", ("legal",), id="de legal"),
        pytest.param("/zoeken?q=bus", ("search",), id="nl search"),
        pytest.param("/search/node", ("search",), id="in the folder of search"),
        pytest.param("/?s=bus", ("search",), id="a query at the root"),
        pytest.param("/toegankelijkheidsverklaring", ("statement",), id="nl statement"),
        pytest.param("/fr/declaration-d-accessibilite", ("statement",), id="fr statement"),
        pytest.param("/accessibility-statement", ("statement",), id="en statement"),
        pytest.param("/erklaerung", (), id="a statement of something"),
        pytest.param("/de/erkl%C3%A4rung-zur-barrierefreiheit", ("statement",), id="de statement"),
        pytest.param("/toegankelijkheid-stadhuis", (), id="a building that is accessible"),
        pytest.param("/klacht-indienen", ("feedback",), id="nl feedback"),
        pytest.param("/fr/signaler-un-probl%C3%A8me", ("feedback",), id="fr feedback"),
        pytest.param("/diensten", (), id="the list of services is no service"),
        pytest.param("/diensten/rijbewijs", ("service",), id="nl service"),
        pytest.param("/fr/demarches/passeport", ("service",), id="fr service"),
        pytest.param("/de/dienstleistungen/reisepass.html", ("service",), id="de service"),
        pytest.param("/vacatures", (), id="the list of vacancies is no vacancy"),
        pytest.param("/vacatures/page/2", (), id="nor is a further page of it"),
        pytest.param("/vacatures?page=2", (), id="nor with a query"),
        pytest.param("/vacatures/hoe-solliciteren", (), id="nor is how to apply"),
        pytest.param("/vacatures/10234", ("vacancy",), id="a vacancy with a number"),
        pytest.param("/fr/offres-d-emploi/jardinier", ("vacancy",), id="fr vacancy"),
        pytest.param("/jobs/gardener", ("vacancy",), id="en vacancy"),
        pytest.param("/stellenangebote/gaertner", ("vacancy",), id="de vacancy"),
        pytest.param("/nieuws", ("news",), id="nl news"),
        pytest.param("/fr/actualites/2026/travaux", ("news",), id="fr news"),
        pytest.param("/fr", ("home",), id="home of a language"),
        pytest.param("/de-be/index.html", ("home",), id="home of a language with a region"),
        pytest.param("/xx", (), id="two letters that are no language of ours"),
        pytest.param("/aanvraag/stap-2", ("process",), id="a step"),
        pytest.param("/files/plan.pdf", ("document",), id="a document by its suffix"),
        pytest.param("/", (), id="the root without more"),
    ],
)
def test_an_address_tells(path: str, expected: tuple[str, ...]) -> None:
    assert kinds(path) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({"title": "Contact | Stad Brugge"}, ("contact",), id="title before the site"),
        pytest.param({"title": "Contacteer ons – Stad"}, ("contact",), id="title with a dash"),
        pytest.param({"title": "Toegankelijkheidsverklaring van de stad"}, ("statement",), id="title begins with it"),
        pytest.param({"title": "Wat leert de burger uit contact met de stad?"}, (), id="a sentence"),
        pytest.param({"title": "Rijbewijs | Contact"}, (), id="the second part of a title may be the site"),
        pytest.param({"title": "Stad | Contact", "headings": ("Contact",)}, ("contact",), id="heading and title agree"),
        pytest.param({"title": "Rijbewijs", "headings": ("Contact",)}, (), id="a box with a heading"),
        pytest.param({"headings": ("Déclaration d’accessibilité",)}, ("statement",), id="a heading without a title"),
        pytest.param({"link_texts": ("Contact", "Contacteer ons", "hier")}, ("contact",), id="most links call it so"),
        pytest.param({"link_texts": ("Rijbewijs", "Contact")}, (), id="one link of two is to a part of it"),
        pytest.param({"link_texts": ("lees meer", "", "hier")}, (), id="links that say nothing"),
        pytest.param(
            {"link_texts": ("Accessibilité : non conforme",)}, ("statement",), id="the link that France asks for"
        ),
        pytest.param({"title": "Afspraak maken"}, (), id="a form without a form"),
        pytest.param({"title": "Afspraak maken", "features": ("form",)}, ("form",), id="a form"),
        pytest.param({"title": "Rijbewijs", "features": ("form",)}, (), id="a form for the newsletter"),
        pytest.param({"title": "Contact", "features": ("form",)}, ("contact", "form"), id="contact with a form"),
        pytest.param({"title": "Vacature: tuinier (m/v/x)"}, ("vacancy",), id="title of a vacancy"),
        pytest.param({"title": "Hoe reageer je op een vacature"}, (), id="advice on vacancies"),
        pytest.param({"job_posting": True, "title": "Contact"}, ("vacancy",), id="its data say that it is a vacancy"),
        pytest.param({"home": True, "title": "Aanmelden"}, ("home", "login"), id="home that asks to log in"),
        pytest.param({"title": "Stap 2 van 4: uw gegevens"}, ("process",), id="a step in the title"),
        pytest.param({"media_type": "image/png", "title": "Contact"}, (), id="a picture"),
        pytest.param({"media_type": "text/html; charset=utf-8", "title": "Contact"}, ("contact",), id="with charset"),
        pytest.param({"media_type": "application/pdf", "title": "Contact"}, ("document",), id="a PDF"),
        pytest.param({}, (), id="nothing tells"),
    ],
)
def test_other_facts_tell(facts: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert kinds("/a1b2", **facts) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["login", "sitemap", "contact", "help", "legal", "search", "statement", "feedback"])
def test_each_name_of_the_data_is_known_in_a_title(kind: str, language: str) -> None:
    row = standards.page_kinds()["kinds"][kind][language]
    for name in (*row["whole"], *row.get("inside", ())):
        assert kind in kinds("/a1b2", title=f"{name.capitalize()} | Stad"), name


def test_the_data_hold_every_kind_in_four_languages() -> None:
    facts = standards.page_kinds()
    # Of a home page, a process and a document, no words tell.
    assert set(facts["kinds"]) == set(KINDS) - {"home", "process", "document"}
    assert all(set(rows) == set(LANGUAGES) for rows in facts["kinds"].values())
    forms = {form for rows in facts["kinds"].values() for row in rows.values() for form in row}
    assert forms == {"whole", "inside", "folder"}
    assert all(row["title"] and row["address"].startswith("https://") for row in facts["sources"].values())


text = st.text(max_size=40)


@given(
    st.builds(
        PageFacts,
        address=text | text.map(f"{SITE}/".__add__),
        home=st.booleans(),
        title=st.none() | text,
        headings=st.tuples(text),
        link_texts=st.tuples(text, text),
        media_type=st.none() | text,
        features=st.tuples(st.sampled_from(("form", "search"))),
        job_posting=st.booleans(),
    ).filter(lambda facts: _parses(facts.address))
)
def test_any_page_has_kinds_in_their_order(facts: PageFacts) -> None:
    found = kinds_of(facts)
    assert list(found) == sorted(set(found), key=KINDS.index)


def _parses(address: str) -> bool:
    try:
        return urlsplit(address) is not None
    except ValueError:
        return False


@pytest.mark.parametrize(
    ("path", "media_type", "expected"),
    [
        ("/a.pdf", None, True),
        ("/a.pdf", "text/html", False),
        ("/a", "application/pdf", True),
        ("/a", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", True),
        ("/a.docx", "application/octet-stream", True),
        ("/a.zip", "application/zip", False),
        ("/a.html", None, False),
    ],
)
def test_documents(path: str, media_type: str | None, expected: bool) -> None:
    assert is_document(SITE + path, media_type) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/nieuws/page/2", True),
        ("/nieuws/page-2", True),
        ("/nieuws?page=2", True),
        ("/nieuws/2", False),
        ("/nieuws?id=2", False),
        ("/pagina/over", False),
    ],
)
def test_further_pages_of_a_list(path: str, expected: bool) -> None:
    assert is_paging(SITE + path) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/fr/contact", "fr"), ("/de_be", "de-BE"), ("/french/contact", None), ("/", None), ("/it/help", None)],
)
def test_the_language_that_an_address_begins_with(path: str, expected: str | None) -> None:
    assert language_in(SITE + path) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/diensten/wonen/premie", "wonen"),
        ("/diensten/rijbewijs.html", "rijbewijs"),
        ("/diensten", None),
        ("/contact", None),
    ],
)
def test_types_of_services(path: str, expected: str | None) -> None:
    assert type_of_service(SITE + path) == expected


# Steps


@pytest.mark.parametrize(
    ("path", "title", "expected"),
    [
        pytest.param("/aanvraag/stap-2", None, (2, "/aanvraag"), id="nl"),
        pytest.param("/aanvraag/stap/3/", None, (3, "/aanvraag"), id="a folder of its own"),
        pytest.param("/demande-etape-2.html", None, (2, "/demande.html"), id="fr, inside a name"),
        pytest.param("/apply?lang=en&step=4", None, (4, "/apply?lang=en"), id="en, in a query"),
        pytest.param("/antrag/schritt2", None, (2, "/antrag"), id="de, run together"),
        pytest.param("/x", "Étape 2 sur 4 | Ville", (2, ""), id="in the title"),
        pytest.param("/x", "Step 2/4", (2, ""), id="in the title with a stroke"),
        pytest.param("/x", "Stap 2: vraag een kaart aan", None, id="one of a list of advice"),
        pytest.param("/misstap-2", None, None, id="part of another word"),
        pytest.param("/stap-2026", None, None, id="a year"),
        pytest.param("/werken/fase-2", None, None, id="a stage of works"),
    ],
)
def test_steps(path: str, title: str | None, expected: tuple[int, str] | None) -> None:
    found = step_of(SITE + path, title)
    assert (found and (found.number, found.before.removeprefix(SITE))) == expected


def listed(*paths: str, **facts: Any) -> list[ListedPage]:
    return [ListedPage(address=SITE + path, status=200, **facts) for path in paths]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        pytest.param(
            listed("/a/stap-2", "/a", "/a/stap-3", "/b"), ["/a", "/a/stap-2", "/a/stap-3"], id="with the page above"
        ),
        pytest.param(listed("/a/2", "/a/1", features=("form",)), ["/a/1", "/a/2"], id="bare numbers with forms"),
        pytest.param(listed("/a/1", "/a/2"), None, id="bare numbers without forms are pages of a list"),
        pytest.param(listed("/a/1", "/a/3", features=("form",)), None, id="a number is missing"),
        pytest.param(listed("/a/stap-1"), ["/a/stap-1"], id="one step"),
    ],
)
def test_processes(pages: list[ListedPage], expected: list[str] | None) -> None:
    found = processes(pages)
    if expected is None:
        assert found == {}
    else:
        assert set(found) == {SITE + path for path in expected}
        assert all([page.address for page in steps] == [SITE + path for path in expected] for steps in found.values())
