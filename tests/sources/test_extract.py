"""HTML -> main text and its blocks."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accesscheck.dom import parse
from accesscheck.model.document import Block, Document
from accesscheck.model.target import Target
from accesscheck.sources.extract import extract


def document(html: str) -> Document:
    return Document(
        target=Target(address="a.html"),
        address="a.html",
        media_type="text/html",
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        sha256="",
        html=html,
    )


def blocks_of(html: str) -> list[tuple[str, str]]:
    page = document(html)
    text, blocks = extract(parse(page))
    return [(block.kind, text[block.start : block.end]) for block in blocks]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(
            "<p>Een <b>twee</b>\n drie&nbsp;vier</p>", [("paragraph", "Een twee drie vier")], id="white space"
        ),
        pytest.param("<p>fo<i>to</i></p>", [("paragraph", "foto")], id="inline elements join"),
        pytest.param("<h2>A</h2><p>B</p>", [("heading", "A"), ("paragraph", "B")], id="heading"),
        pytest.param("<ul><li>A<li>B</ul>", [("list-item", "A"), ("list-item", "B")], id="list"),
        pytest.param("<ul><li><p>A</p></ul>", [("list-item", "A")], id="paragraph in a list item"),
        pytest.param("<dl><dt>A<dd>B</dl>", [("list-item", "A"), ("list-item", "B")], id="definition list"),
        pytest.param(
            "<table><caption>C</caption><tr><th>A<td>B</table>",
            [("caption", "C"), ("table-cell", "A"), ("table-cell", "B")],
            id="table",
        ),
        pytest.param("<p>A<br>B</p>", [("paragraph", "A"), ("paragraph", "B")], id="line break"),
        pytest.param(
            "<div>A<p>B</p>C</div>",
            [("paragraph", "A"), ("paragraph", "B"), ("paragraph", "C")],
            id="text around a block",
        ),
        pytest.param("<blockquote><p>A</p></blockquote>", [("quote", "A")], id="quotation"),
        pytest.param("<div role=heading aria-level=3>A</div>", [("heading", "A")], id="heading by role"),
        pytest.param(
            "<nav>N</nav><header>H</header><p>A</p><aside>S</aside><footer>F</footer>",
            [("paragraph", "A")],
            id="what stands around the content",
        ),
        pytest.param(
            "<p>X</p><main><header>H</header><p>A</p><nav>N</nav></main><p>Y</p>",
            [("paragraph", "H"), ("paragraph", "A")],
            id="main alone",
        ),
        pytest.param("<p>X</p><article><p>A</p></article>", [("paragraph", "A")], id="the only article"),
        pytest.param(
            "<article>A</article><article>B</article>", [("paragraph", "A"), ("paragraph", "B")], id="two articles"
        ),
        pytest.param("<main hidden>X</main><p>A</p>", [("paragraph", "A")], id="a hidden main"),
        pytest.param("<section><header>H</header></section>", [("paragraph", "H")], id="header of a section"),
        pytest.param("<div role=navigation>N</div><p>A</p>", [("paragraph", "A")], id="navigation by role"),
        pytest.param(
            "<p>A</p><script>x</script><style>y</style><template>z</template><noscript>n</noscript>",
            [("paragraph", "A")],
            id="what is no text",
        ),
        pytest.param("<p hidden>X</p><p style='display:none'>Y</p><p>A</p>", [("paragraph", "A")], id="hidden"),
        pytest.param(
            "<p>A</p><form><label>L</label><select><option>O</select><textarea>T</textarea></form>",
            [("paragraph", "A"), ("paragraph", "L")],
            id="fields",
        ),
        pytest.param("<p>A<!-- x --></p>", [("paragraph", "A")], id="comment"),
        pytest.param("", [], id="nothing"),
        pytest.param("<p> </p><p>&nbsp;</p>", [], id="white space alone"),
    ],
)
def test_blocks(html: str, expected: list[tuple[str, str]]) -> None:
    assert blocks_of(html) == expected


@pytest.mark.parametrize(
    ("html", "level"),
    [
        *(pytest.param(f"<h{level}>A</h{level}>", level, id=f"h{level}") for level in range(1, 7)),
        pytest.param("<div role=heading aria-level=4>A</div>", 4, id="aria-level"),
        pytest.param("<h2 role=heading aria-level=5>A</h2>", 5, id="aria-level goes before the element's own"),
        pytest.param("<div role=heading>A</div>", 2, id="without a level"),
        pytest.param("<div role=heading aria-level=²>A</div>", 2, id="a digit that is no number"),
        pytest.param("<div role=heading aria-level=0>A</div>", 2, id="no level"),
        pytest.param("<p>A</p>", None, id="no heading"),
    ],
)
def test_level(html: str, level: int | None) -> None:
    page = document(html)
    assert [block.level for block in extract(parse(page))[1]] == [level]


@pytest.mark.parametrize(
    ("html", "languages"),
    [
        pytest.param("<html lang=nl><p>A</p><p lang=fr>B</p><p>C</p>", [None, "fr", None], id="of a block"),
        pytest.param("<html lang=nl><div lang=fr><p>A</p><p lang=nl>B</p></div>", ["fr", None], id="inherited"),
        pytest.param("<html lang=nl-BE><p lang=nl-NL>A</p>", [None], id="another region is the same language"),
        pytest.param("<p lang=fr-BE>A</p>", ["fr"], id="the page has none"),
        pytest.param("<html lang=nl><p lang=''>A</p>", [None], id="an empty one"),
    ],
)
def test_language(html: str, languages: list[str | None]) -> None:
    page = document(html)
    assert [block.language for block in extract(parse(page))[1]] == languages


def test_each_block_knows_its_element() -> None:
    page = document("<main id=m><p>A</p><ul><li>B</li></ul>C</main>")
    assert [block.selector for block in extract(parse(page))[1]] == ["#m > p", "#m > ul > li", "#m"]


@pytest.mark.parametrize(
    ("html", "quoted"),
    [
        pytest.param("<p>Not <q>young</q>, but", ["young"], id="in a sentence"),
        pytest.param("<p> <q>\n young  and <b>keen</b> </q> X", ["young and ", "keen", " "], id="with white space"),
        pytest.param("<p>A <cite><a href=b>B</a></cite>", ["B"], id="title of a work"),
        pytest.param("<p><q>A</q> <q> </q><q></q>", ["A"], id="empty"),
        pytest.param("<q><p>A</p>B</q>C", ["A", "B"], id="around blocks"),
        pytest.param("<p>A “B”", [], id="marks alone"),
    ],
)
def test_the_words_of_another(html: str, quoted: list[str]) -> None:
    page = document(html)
    text, blocks = extract(parse(page))
    assert [text[start:end] for block in blocks for start, end in block.quoted] == quoted


def consistent(text: str, blocks: tuple[Block, ...]) -> bool:
    """Whether the blocks are the lines of the text."""
    return [text[block.start : block.end] for block in blocks] == (text.split("\n") if text else [])


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<li>",
        "<br>",
        "<main>",
        "</main>",
        "<span lang=fr>",
        "</span>",
        "<h2>",
        "<pre>",
        "<table>",
        "<td>",
        "tekst ",
        "é\u00ad",
        "\n",
        "&nbsp;",
        "👍🏽",
        "<b>",
        "</b>",
        "<nav>",
        "</nav>",
        "<q>",
        "</q>",
        "<p hidden>",
    ]
)


@given(st.lists(PIECES | st.text(max_size=5), max_size=30))
def test_blocks_divide_the_text(pieces: list[str]) -> None:
    page = document("".join(pieces))
    text, blocks = extract(parse(page))
    assert consistent(text, blocks)
    for block in blocks:
        places = [block.start, *(place for span in block.quoted for place in span), block.end]
        assert places == sorted(places)


def test_a_deep_page() -> None:
    assert blocks_of("<div>" * 5000 + "diep") == [("paragraph", "diep")]
