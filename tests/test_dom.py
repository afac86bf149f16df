"""The parsed page: selectors, accessible names, what is hidden, lines and columns."""

import gc
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accesscheck.dom import Dom, parse, snippet, soup, start_tag
from accesscheck.model.document import Document
from accesscheck.model.location import SNIPPET_LENGTH
from accesscheck.model.target import Target


def document(html: str, *, source: str | None = None, probes: dict[str, object] | None = None) -> Document:
    return Document(
        target=Target(address="a.html"),
        address="a.html",
        media_type="text/html",
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        sha256="",
        html=html,
        source=html if source is None else source,
        probes=probes or {},
    )


KEPT: list[Document] = []
"""A DOM does not keep its document alive; the tests do."""


def dom_of(html: str) -> Dom:
    KEPT.append(document(html))
    return parse(KEPT[-1])


@pytest.mark.parametrize(
    ("html", "css", "expected"),
    [
        pytest.param('<p id="a">x</p>', "p", "#a", id="id"),
        pytest.param('<p id="1a">x</p>', "p", '[id="1a"]', id="id that begins with a digit"),
        pytest.param('<p id="a&quot;\\b">x</p>', "p", '[id="a\\22 \\5c b"]', id="id with a quotation mark"),
        pytest.param('<p id="x">a</p><b id="x">b</b>', "b", "html > body > b", id="an id that stands twice"),
        pytest.param("<p>a</p><p>b</p>", "p ~ p", "html > body > p:nth-of-type(2)", id="place among its kind"),
        pytest.param('<div id="d"><i>a</i><p>b</p></div>', "p", "#d > p", id="from the nearest id"),
        pytest.param("<o:p>x</o:p>", "o\\:p", "html > body > o\\:p", id="Word's own element"),
    ],
)
def test_selector(html: str, css: str, expected: str) -> None:
    dom = dom_of(html)
    node = next(dom.select(css))
    assert dom.selector(node) == expected
    assert dom.find(expected) == node


PIECES = st.sampled_from(
    [
        "<div>",
        "</div>",
        "<p id=a>",
        "<p id='b 1'>",
        '<p id="a&quot;\n">',
        "<table><tr><td>",
        "</table>",
        "<o:p>",
        "<svg>",
        "</svg>",
        "<linearGradient>",
        "<template><p id=a></template>",
        "<noscript><p id=c></noscript>",
        "<p id=c>",
        "text",
        "<a href=#>",
        "</a>",
        "<x-y.z>",
        "<!-- c -->",
        "<b",
        "é",
        "<p id=é>",
        "<ul><li>",
        "<math><mi>",
        "<p id=-1>",
        "&amp;",
    ]
)


@given(st.lists(PIECES, max_size=25), st.sampled_from(["", "<!doctype html>"]))
def test_a_selector_finds_its_own_element(pieces: list[str], start: str) -> None:
    page = document(start + "".join(pieces))
    dom = parse(page)
    for node in dom.elements:
        found = dom.find(dom.selector(node))
        assert found is not None
        assert found.mem_id == node.mem_id


@given(st.text(max_size=200))
@settings(max_examples=50)
def test_any_text_can_be_parsed(html: str) -> None:
    page = document(html)
    dom = parse(page)
    for node in dom.elements:
        dom.name(node)
        assert len(dom.location(node).snippet) <= SNIPPET_LENGTH


def test_bad_css_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="is no selector"):
        list(dom_of("<p>").select("p["))
    assert dom_of("<p>").find("p[") is None


_MARKUP = (
    '<svg viewBox="0 0 1 1"><foreignObject><a href="#">x</a></foreignObject><use xlink:href="#a"/>'
    "<title>t</title></svg><h2 id=a>a</h2><noscript><h2 hidden>b</h2></noscript>"
    '<a>c</a><a href=d><img alt=""></a><p role=heading lang=nl>e'
)


@pytest.mark.parametrize(
    ("css", "tags"),
    [
        ("h2, [role], a[href]", ["a", "h2", "a", "p"]),
        ("p, h2", ["h2", "p"]),
        ("a[href] img", ["img"]),
        ("[role=heading]", ["p"]),
        ("[role=HEADING i]", ["p"]),
        ("[role=HEADING]", []),
        ("foreignobject", ["foreignObject"]),
        ("[viewbox]", ["svg"]),
        ("[href]", ["a", "use", "a"]),
        ("title, video", ["title"]),
        ("video, audio[src]", []),
        ("[hidden]", []),
    ],
)
def test_what_is_selected_is_what_the_engine_selects(css: str, tags: list[str]) -> None:
    dom = dom_of(f"<body>{_MARKUP}")
    matching = {node.mem_id for node in dom.tree.css(css)}
    assert [node.tag for node in dom.select(css)] == tags
    assert [node.tag for node in dom.elements if node.mem_id in matching] == tags


def test_what_is_in_noscript_or_template_is_not_on_the_page() -> None:
    dom = dom_of("<body><noscript><p>a</p></noscript><template><p>b</p></template><p>c</p>")
    assert [node.text() for node in dom.select("p")] == ["c"]


NAMES = [
    pytest.param("<a href=#>Alle <b>vacatures</b></a>", "Alle vacatures", id="content"),
    pytest.param("<a href=#><div>Een</div><div>Twee</div></a>", "Een Twee", id="blocks are parted"),
    pytest.param("<a href=#>foto<b>’s</b></a>", "foto’s", id="inline parts are joined"),
    pytest.param("<a href=#><img src=a alt='Stad'></a>", "Stad", id="alternative of an image"),
    pytest.param("<a href=#><img src=a></a>", "", id="image without an alternative"),
    pytest.param("<a href=#><span hidden>x</span></a>", "", id="hidden content"),
    pytest.param("<a href=#><span aria-hidden=true>x</span>y</a>", "y", id="aria-hidden content"),
    pytest.param("<a href=#><span style='display: none'>x</span>y</a>", "y", id="content that a style hides"),
    pytest.param("<a href=# aria-label='Naam'>x</a>", "Naam", id="aria-label"),
    pytest.param("<a href=# aria-label=' '>x</a>", "x", id="empty aria-label"),
    pytest.param(
        "<a href=# aria-labelledby='l1 l2'>x</a><i id=l1>Een</i><i id=l2>Twee</i>", "Een Twee", id="two labels"
    ),
    pytest.param("<a href=# aria-labelledby=l>x</a><p id=l hidden>Verborgen</p>", "Verborgen", id="a hidden label"),
    pytest.param("<a href=# aria-labelledby=none>x</a>", "x", id="a label that is not there"),
    pytest.param("<a href=# id=s aria-labelledby=s>x</a>", "x", id="a label that is itself"),
    pytest.param("<a href=# title=Titel></a>", "Titel", id="title"),
    pytest.param("<a href=#><svg><title>Zoek</title></svg></a>", "Zoek", id="svg title"),
    pytest.param("<a href=#><!-- x --></a>", "", id="comment"),
    pytest.param("<input type=submit>", "Submit", id="submit button"),
    pytest.param("<input type=SUBMIT value=Zoek>", "Zoek", id="type in capitals"),
    pytest.param("<input type=button value=''>", "", id="button without value"),
    pytest.param("<input type=IMAGE alt=Zoek>", "Zoek", id="image button"),
    pytest.param("<input id=f><label for=f>Naam</label>", "Naam", id="label for"),
    pytest.param("<label>Naam <input></label>", "Naam", id="label around"),
    pytest.param("<label for=g>Naam <input></label>", "", id="a label around that is for another"),
    pytest.param("<input placeholder=Naam>", "Naam", id="placeholder"),
    pytest.param("<fieldset><legend>Adres</legend><p>x</p></fieldset>", "Adres", id="legend"),
    pytest.param("<table><caption>Prijs</caption><tr><td>x</table>", "Prijs", id="caption"),
    pytest.param("<figure><img src=a><figcaption>Plan</figcaption></figure>", "Plan", id="figcaption"),
    pytest.param("<iframe title=Kaart></iframe>", "Kaart", id="iframe"),
    pytest.param("<button><style>x</style></button>", "", id="style is no name"),
]


@pytest.mark.parametrize(("html", "expected"), NAMES)
def test_name(html: str, expected: str) -> None:
    dom = dom_of(html)
    node = next(dom.select("a, input, fieldset, table, figure, iframe, button"))
    assert dom.name(node) == expected


@pytest.mark.parametrize(
    ("html", "hidden", "exposed"),
    [
        pytest.param("<p>x</p>", False, True, id="shown"),
        pytest.param("<p hidden>x</p>", True, False, id="hidden"),
        pytest.param("<p hidden=until-found>x</p>", False, True, id="hidden until found"),
        pytest.param("<div hidden><p>x</p></div>", True, False, id="within something hidden"),
        pytest.param("<p aria-hidden=true>x</p>", False, False, id="aria-hidden"),
        pytest.param("<div aria-hidden=true><p>x</p></div>", False, False, id="within aria-hidden"),
        pytest.param("<p aria-hidden=false>x</p>", False, True, id="aria-hidden is false"),
        pytest.param("<p style='color: red; visibility:hidden'>x</p>", True, False, id="visibility"),
        pytest.param("<p style='DISPLAY:NONE'>x</p>", True, False, id="display in capitals"),
        pytest.param("<p style='--display:none'>x</p>", False, True, id="a property of another name"),
        pytest.param("<dialog><p>x</p></dialog>", True, False, id="closed dialog"),
        pytest.param("<dialog open><p>x</p></dialog>", False, True, id="open dialog"),
    ],
)
def test_hidden(html: str, hidden: bool, exposed: bool) -> None:
    dom = dom_of(html)
    node = next(dom.select("p"))
    assert dom.is_hidden(node) is hidden
    assert dom.is_exposed(node) is exposed
    assert (node in list(dom.shown("p"))) is exposed


def test_what_the_browser_rendered_goes_before_the_markup() -> None:
    # Of html, head, body, p and i, the browser did not show head and i.
    page = document("<p hidden>a</p><i>b</i>", probes={"layout": {"count": 5, "hidden": [[1, 2], [4, 5]]}})
    dom = parse(page)
    assert [dom.is_hidden(node) for node in dom.elements] == [False, True, False, False, True]


def test_a_layout_in_which_all_is_shown_is_believed() -> None:
    page = document("<p hidden>a</p>", probes={"layout": {"count": 4, "hidden": []}})
    assert not parse(page).is_hidden(next(parse(page).select("p")))


def test_a_layout_of_another_tree_is_not_used() -> None:
    page = document("<p hidden>a</p>", probes={"layout": {"count": 99, "hidden": []}})
    assert parse(page).is_hidden(next(parse(page).select("p")))


@pytest.mark.parametrize(
    ("source", "css", "place"),
    [
        pytest.param("<p>a</p>", "p", (1, 1), id="first"),
        pytest.param("<html>\n<body>\n  <p>a</p>\n\n <p>b</p>", "p + p", (5, 2), id="later line"),
        pytest.param("<p>é</p><i>x</i>", "i", (1, 9), id="columns count letters"),
        pytest.param("<p class=a>a</p>\n<p class=b>b</p>", ".b", (2, 1), id="by its attributes"),
        pytest.param("<p>a", "body", (None, None), id="an element that the parser added"),
        pytest.param("<!-- <p> --><p>a</p>", "p", (1, 13), id="a comment is no tag"),
        pytest.param("<script>'<p>'</script><p>a</p>", "p", (1, 23), id="a script is no tag"),
        pytest.param("<IMG SRC=a>", "img", (1, 1), id="capitals"),
        pytest.param("<textarea><i></textarea><i>x</i>", "i", (1, 25), id="a text in a field is no tag"),
        pytest.param("<!--><i>x</i>", "i", (1, 6), id="an empty comment"),
        pytest.param("<!-- --!><i>x</i>", "i", (1, 10), id="a comment that ends in an error"),
        pytest.param("<p title='<i>'><i>x</i>", "i", (1, 16), id="a value is no tag"),
        pytest.param("<p title=a'b><i>x</i>", "i", (1, 14), id="a quote within a value"),
        pytest.param("<p title = 'a'class=b/>x", "p", (1, 1), id="attributes without a space between"),
        pytest.param("<p title='é &amp; e'>x", "p", (1, 1), id="a reference in a value"),
        pytest.param("<i>x</i><p title='>", "i", (1, 1), id="before a tag that has no end"),
    ],
)
def test_line_and_column(source: str, css: str, place: tuple[int | None, int | None]) -> None:
    page = document(source)
    dom = parse(page)
    location = dom.location(next(dom.select(css)))
    assert (location.line, location.column) == place


def test_what_a_script_added_has_no_line() -> None:
    page = document("<p>a</p><p>b</p>", source="<p>a</p>")
    dom = parse(page)
    assert dom.location(next(dom.select("p + p"))).line is None


def test_a_long_tag_is_shortened() -> None:
    dom = dom_of(f'<a href="{"x" * 500}" title="{"y" * 500}">{"z" * 500}</a>')
    node = next(dom.select("a"))
    assert len(start_tag(node)) <= 60
    assert len(snippet(node)) <= SNIPPET_LENGTH
    assert snippet(node).endswith("…</a>")


def test_a_page_is_parsed_once_and_forgotten_with_its_document() -> None:
    page = document("<p>a</p>")
    dom = parse(page)
    assert parse(page) is dom
    assert dom.document is page
    del page
    gc.collect()
    with pytest.raises(ReferenceError):
        _ = dom.document


def test_soup_says_lines_to_plugin_authors() -> None:
    tag = soup(document("<html>\n<p>a</p>")).p
    assert tag is not None
    assert (tag.sourceline, tag.string) == (2, "a")


@pytest.mark.parametrize("tag", ["div", "span", "ul><li", "table><tr><td"])
def test_a_deep_page_is_no_problem(tag: str) -> None:
    dom = dom_of(f"<button>{f'<{tag}>' * 3000}diep</button>")
    node = next(dom.select("button"))
    assert dom.name(node) == "diep"
    assert dom.selector(dom.elements[-1])
