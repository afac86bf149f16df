"""What tells the purpose of a link besides its name."""

from datetime import UTC, datetime

import pytest

from accesscheck import link_context
from accesscheck.dom import Dom, parse
from accesscheck.model.document import Document
from accesscheck.model.target import Target
from accesscheck.testing import page_of

ADDRESS = "https://town.example/nl/page.html"


def _document(body: str) -> Document:
    html = page_of(body)
    return Document(
        target=Target(address=ADDRESS, media_type="text/html", profile="web-page"),
        address=ADDRESS,
        media_type="text/html",
        fetched_at=datetime.now(UTC),
        sha256="",
        source=html,
        html=html,
        language="en",
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("agenda/", "//town.example/nl/agenda"),
        ("/nl/agenda/index.html#may", "//town.example/nl/agenda"),
        ("http://www.Town.example:80/A?b=2&a=1&utm_source=mail", "//town.example/A?a=1&b=2"),
        ("https://town.example:8443/", "//town.example:8443"),
        ("#/agenda", "//town.example/nl/page.html#/agenda"),
        ("#may", "//town.example/nl/page.html"),
        ("mailto:Info@town.example?subject=Pool", "mailto:info@town.example"),
        ("#", None),
        ("javascript:void(0)", None),
        ("javascript:location.href='/a'", "//town.example/a"),
        ("http://[broken", None),
        ("http://town.example:port/", None),
    ],
)
def test_two_addresses_of_one_page_are_one_target(address: str, expected: str | None) -> None:
    document = _document(f'<a href="{address}">Agenda</a>')
    dom = parse(document)
    assert link_context.target(dom, link_context.links(dom)[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("READ MORE »", "read more"),
        ("Plus d’infos…", "plus d'infos"),
        ("  'Info' ", "info"),
        ("e-mail", "e-mail"),
        ("→", ""),
    ],
)
def test_names_are_compared_without_case_and_signs(text: str, expected: str) -> None:
    assert link_context.plain(text) == expected


def test_a_definition_has_its_term_as_context() -> None:
    document = _document("<dl><dt>Pool</dt><dd><div><a href='/a'>More</a></div></dd></dl>")
    dom = parse(document)
    assert _context(dom) == "Pool"


def test_a_cell_has_the_headers_that_it_names_as_context() -> None:
    cells = "<tr><th id='h'>Pool</th></tr><tr><td headers='h'><a href='/a'>More</a></td></tr>"
    document = _document(f"<table>{cells}</table>")
    assert "Pool" in _context(parse(document))


def test_an_empty_line_ends_a_paragraph_without_p() -> None:
    document = _document("<div>The pool opens.<br><br><a href='/a'>More</a></div>")
    assert _context(parse(document)) == ""


def test_the_first_link_has_none_before_it() -> None:
    document = _document("<a href='/a'>One</a> <a href='/b'>Two</a>")
    dom = parse(document)
    first, second = link_context.links(dom)
    assert link_context.before(dom, first) is None
    assert link_context.before(dom, second) == first


def test_the_ending_of_an_address_is_that_of_its_file() -> None:
    assert link_context.file_endings("/files/plan.PDF?v=2#p3") == ["pdf"]
    assert link_context.file_endings("/files.pdf/plan") == []
    assert link_context.file_endings("http://[broken") == []


def _context(dom: Dom) -> str:
    return link_context.context(dom, link_context.links(dom)[0], lambda other: False)
