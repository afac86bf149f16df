"""Reports and letters as pages: complete, safe, and open to everybody."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from report_samples import HOSTILE, bodies, letter, text
from selectolax.lexbor import LexborHTMLParser, LexborNode

from accesscheck.audit import AuditOptions, check
from accesscheck.model.finding import Outcome
from accesscheck.model.rule import LANGUAGES
from accesscheck.monitoring.reports import html
from accesscheck.monitoring.reports.blocks import (
    Block,
    Bullets,
    Cell,
    Chart,
    ChartSeries,
    Code,
    Column,
    KeyFigure,
    KeyFigures,
    Letter,
    Link,
    Mark,
    Paragraph,
    Picture,
    Quote,
    Section,
    Strong,
    Table,
    Text,
    Verdict,
    Words,
    row,
)

FOLDER = "{language}/entities/zonnedorp"
NAMES = ("Zonnedorp", "Éénhoven", "Appelberg", "Bosdorp", "Dennehove", "Kerkzele")


def place(language: str, name: str = "index.html") -> html.Place:
    """Where the sample stands in its site."""
    reports = {f"report:entity/{one}": f"{language}/entities/{one.lower()}/index.html" for one in NAMES}
    reports["report:domain/culture"] = f"{language}/domains/culture/index.html"
    return html.Place(
        path=f"{FOLDER.format(language=language)}/{name}",
        reports=reports,
        languages={one: f"{FOLDER.format(language=one)}/{name}" for one in LANGUAGES},
        nav=(
            Link(text="Cultuur en Jeugd", address="report:domain/culture"),
            Link(text="Stad Zonnedorp", address="report:entity/Zonnedorp"),
        ),
        downloads=(("Zonnedorp 2026, PDF", "verslag 2026.pdf"),),
    )


def write(folder: Path) -> list[Path]:
    """A site of the samples in all languages; its pages."""
    pages = []

    def put(path: str, markup: str) -> None:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(markup, encoding="utf-8")
        pages.append(target)

    for language in LANGUAGES:
        report, here = text(language, folder), place(language)
        put(here.path, html.page(report, here))
        put(
            f"{FOLDER.format(language=language)}/letter.html",
            html.letter_page(letter(language), place(language, "letter.html")),
        )
        for path, markup in html.sorted_pages(report, here):
            put(path, markup)
        for name, source in html.pictures(report.blocks).items():
            target = (folder / here.path).parent / name
            target.parent.mkdir(exist_ok=True)
            shutil.copy(source, target)
    return pages


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, in a folder."""
    folder = tmp_path_factory.mktemp("site")
    write(folder)
    return folder


def read(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def page_of(*blocks: Block, language: str = "en", **fields: object) -> LexborHTMLParser:
    """A report of some blocks, as a page."""
    here = html.Place(path="en/index.html", reports={"report:entity/A": "en/entities/a b/index.html"})
    report = Text(kind="entity", key="A", language=language, year=2026, title="Report", facts=(), blocks=blocks)
    return LexborHTMLParser(html.page(replace(report, **fields), here))  # type: ignore[arg-type]


def words_of(*words: object) -> LexborNode:
    """Words, as the page shows them."""
    found = page_of(Paragraph(words=words)).css_first("main > p")  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["index.html", "letter.html", "index--bodies-3.html"])
def test_a_page_needs_nothing_from_outside(site: Path, language: str, name: str) -> None:
    tree = read(site / FOLDER.format(language=language) / name)
    assert tree.css("script, iframe, object, embed, link[rel=stylesheet]") == []
    assert [one for one in tree.css("[src]") if "://" in (one.attributes["src"] or "")] == []
    assert tree.css_first("html").attributes["lang"] == language
    assert len(tree.css("h1")) == len(tree.css("main")) == 1
    ids = [one.attributes["id"] for one in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    for one in tree.css("[aria-labelledby]"):
        assert set((one.attributes["aria-labelledby"] or "").split()) <= set(ids)


def links(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every relative link of a folder, with the page that it stands on."""
    for page in sorted(folder.rglob("*.html")):
        for one in read(page).css("[href], [src]"):
            address = one.attributes.get("href") or one.attributes.get("src") or ""
            if "://" not in address:
                yield page, address


def test_links_within_the_site_lead_somewhere(site: Path) -> None:
    elsewhere = {"index.html", "verslag 2026.pdf"}  # Other reports, and files that another part of the program makes.
    seen = 0
    for page, address in links(site):
        path, _, part = unquote(address).partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists():
            assert target.name in elsewhere
            assert "zonnedorp" not in target.parts or target.suffix == ".pdf"
            continue
        seen += 1
        if part:
            assert read(target).css_first(f'[id="{part}"]') is not None, address
    assert seen > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_leads_to_itself_in_the_other_languages(site: Path, language: str) -> None:
    tree = read(site / FOLDER.format(language=language) / "letter.html")
    found = {one.attributes["hreflang"]: one for one in tree.css("header a[hreflang]")}
    assert set(found) == set(LANGUAGES) - {language}
    for code, one in found.items():
        assert one.attributes["lang"] == code
        assert one.attributes["href"] == f"../../../{code}/entities/zonnedorp/letter.html"
    assert len(tree.css("link[rel=alternate]")) == 3


def test_a_page_in_one_language_has_no_switch() -> None:
    assert page_of().css("[hreflang]") == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(("a < b & c",), "a &lt; b &amp; c", id="text"),
        pytest.param((Strong(text="now"),), "<strong>now</strong>", id="strong"),
        pytest.param((Code(text="<p>"),), "<code>&lt;p&gt;</code>", id="code"),
        pytest.param((Quote(text="Bonjour", language="fr"),), '<q dir="auto" lang="fr">Bonjour</q>', id="quote"),
        pytest.param(("Write “<x>”, not “y.",), "Write <q>“&lt;x&gt;”</q>, not “y.", id="in quotation marks"),
        pytest.param(
            (Link(text="A page", address="https://a.example/", title=True),),
            '<cite><a href="https://a.example/" class="written">A page</a></cite>',
            id="title of a page",
        ),
        pytest.param((Quote(text="x", language='"> y'),), '<q dir="auto">x</q>', id="no language"),
        pytest.param(
            (Mark(outcome=Outcome.FAILED, text="failed"),),
            '<span class="failed">failed</span>',
            id="mark",
        ),
        pytest.param(
            (Verdict(standing="not met", text="not met"),),
            '<span class="failed">not met</span>',
            id="verdict",
        ),
        pytest.param(
            (Link(text="A", address="report:entity/A"),), '<a href="entities/a%20b/index.html">A</a>', id="report"
        ),
        pytest.param(
            (Link(text="A", address="report:entity/A#more than"),),
            '<a href="entities/a%20b/index.html#more-than">A</a>',
            id="part of a report",
        ),
        pytest.param((Link(text="B", address="report:entity/B"),), "B", id="unknown report"),
        pytest.param((Link(text="x", address="javascript:alert(1)"),), "x", id="script"),
        pytest.param((Link(text="x", address="data:text/html,x"),), "x", id="data"),
        pytest.param((Link(text="x", address="https://a.example/\u202e"),), "x", id="turned address"),
        pytest.param(
            (Link(text="Mail", address="mailto:a@b.example"),), '<a href="mailto:a@b.example">Mail</a>', id="mail"
        ),
        pytest.param((Link(text="Down", address="#the end"),), '<a href="#the-end">Down</a>', id="here"),
        pytest.param(
            (Link(text="W", address="https://w3.org/?a=1&b=2"), Link(text="W", address="https://w3.org/?a=1&b=2")),
            '<a href="https://w3.org/?a=1&amp;b=2" class="written">W</a><a href="https://w3.org/?a=1&amp;b=2">W</a>',
            id="address written once",
        ),
        pytest.param(
            (Link(text="EN 301 549", address="https://a.example/en.pdf#page=3"),),
            '<a href="https://a.example/en.pdf#page=3" class="written">EN 301 549 (PDF)</a>',
            id="file of another program",
        ),
        pytest.param(
            (Link(text="https://w3.org", address="https://w3.org"),),
            '<a href="https://w3.org">https://w3.org</a>',
            id="address that is its own text",
        ),
    ],
)
def test_words(words: Words, expected: str) -> None:
    assert (words_of(*words).html or "").removeprefix("<p>").removesuffix("</p>") == expected


def test_each_outcome_has_a_shape_that_is_not_read_out() -> None:
    style = page_of().css_first("style").text()
    for outcome, shape in (
        ("failed", "■"),
        ("cantTell", "▲"),
        ("passed", "●"),
        ("untested", "○"),
        ("inapplicable", "–"),
    ):
        assert f'.{outcome}::before {{ content: "{shape} "; content: "{shape} " / ""; }}' in style


def hostile(folder: Path) -> tuple[Text, Letter]:
    """A report and a letter in which every text tries to break out."""
    words: Words = (
        HOSTILE,
        Link(text=HOSTILE, address=f"https://a.example/{HOSTILE}"),
        Link(text=HOSTILE, address=f"report:{HOSTILE}"),
        Code(text=HOSTILE),
        Strong(text=HOSTILE),
        Quote(text=HOSTILE, language=HOSTILE),
        Mark(outcome=Outcome.INAPPLICABLE, text=HOSTILE),
        Verdict(standing="met", text=HOSTILE),
    )
    blocks: tuple[Block, ...] = (
        *(Paragraph(words=words, kind=kind) for kind in ("plain", "lead", "small", "warning")),  # type: ignore[arg-type]
        Bullets(items=(words,)),
        KeyFigures(figures=(KeyFigure(value=HOSTILE, label=HOSTILE, comment=words),)),
        Table(
            key=HOSTILE,
            caption=HOSTILE,
            columns=(Column(title=HOSTILE), Column(title=HOSTILE, numeric=True)),
            rows=(row(HOSTILE, Cell(words=words, value=1)),) * html.FEWEST_SORTED,
            sortable=True,
            note=words,
        ),
        Chart(
            key=f"{HOSTILE}2",
            kind="bars",
            title=HOSTILE,
            description=HOSTILE,
            unit="share",
            labels_title=HOSTILE,
            labels=(HOSTILE,),
            series=(ChartSeries(name=HOSTILE, values=(0.5,)),),
        ),
        Picture(path=folder / "none.png", alt=HOSTILE, caption=HOSTILE),
    )
    inside = tuple(
        Section(key=f"{HOSTILE}{number}", title=HOSTILE, blocks=blocks if not number else (), folded=bool(number % 2))
        for number in range(3)
    )
    lines = (HOSTILE,)
    report = Text(
        kind="entity",
        key=HOSTILE,
        language="nl",
        year=2026,
        title=HOSTILE,
        facts=((HOSTILE, words),),
        blocks=inside,
        publisher=HOSTILE,
        online=HOSTILE,
    )
    return report, Letter(
        key=HOSTILE,
        language="nl",
        year=2026,
        sender=lines,
        recipient=lines,
        place_and_date=HOSTILE,
        subject=HOSTILE,
        salutation=HOSTILE,
        blocks=blocks[:5],
        closing=HOSTILE,
        signature=lines,
        online=HOSTILE,
        online_text=HOSTILE,
        enclosed=lines,
    )


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    report, sent = hostile(tmp_path)
    here = replace(place("nl"), downloads=((HOSTILE, HOSTILE),), nav=(Link(text=HOSTILE, address=HOSTILE),))
    made = [html.page(report, here), html.letter_page(sent, here), *(one for _, one in html.sorted_pages(report, here))]
    assert len(made) == 6
    for markup in made:
        tree = LexborHTMLParser(markup)
        assert tree.css("script") == []
        assert not any(name.startswith("on") for one in tree.css("*") for name in one.attributes)
        assert all(
            (one.attributes["href"] or "").startswith(("#", "../", "index", "%22", "mailto:"))
            for one in tree.css("[href]")
        )
        assert "\u202e" not in markup
        assert "\x00" not in markup
        assert "{{7*7}}" in (tree.body.text() if tree.body else "")


@pytest.mark.parametrize(
    ("column", "direction", "names"),
    [
        pytest.param("1", "ascending", "A B D É K Z", id="names, accents aside"),
        pytest.param("1-turned", "descending", "Z K É D B A", id="names, turned"),
        pytest.param("3", "descending", "A D K B Z É", id="numbers, nothing last"),
        pytest.param("3-turned", "ascending", "Z B K D A É", id="turned, nothing last"),
        pytest.param("4", "descending", "É Z B D K A", id="decimal numbers"),
    ],
)
def test_a_table_is_sorted_by_a_column(site: Path, column: str, direction: str, names: str) -> None:
    tree = read(site / f"nl/entities/zonnedorp/index--bodies-{column}.html")
    assert [one.text()[0] for one in tree.css("tbody th")] == names.split()
    sorted_by = [one for one in tree.css("thead th") if "aria-sort" in one.attributes]
    assert [one.attributes["aria-sort"] for one in sorted_by] == [direction]
    assert tree.css_first("caption .order").text()
    link = sorted_by[0].css_first("a")
    other = column.removesuffix("-turned") if column.endswith("-turned") else f"{column}-turned"
    assert link is not None
    assert link.attributes["href"] == f"index--bodies-{other}.html"


def test_only_sortable_tables_with_enough_rows_are_sorted(tmp_path: Path) -> None:
    table = bodies("en")
    report = text("en", tmp_path)
    for blocks in ((replace(table, sortable=False),), (replace(table, rows=table.rows[:3]),), ()):
        assert list(html.sorted_pages(replace(report, blocks=blocks), place("en"))) == []
    empty = page_of(replace(table, rows=()))
    assert empty.css("thead a") == []
    assert empty.css_first(".note").text() == "There is nothing to list."


def test_every_cell_says_its_column() -> None:
    tree = page_of(bodies("nl"))
    for line in tree.css("tbody tr"):
        assert [one.attributes["data-label"] for one in line.css("td")] == [
            column.title for column in bodies("nl").columns[1:]
        ]
        assert [one.attributes.get("class") for one in line.css("td")][1:3] == ["number whole", "number whole"]
    assert {one.attributes["scope"] for one in tree.css("thead th")} == {"col"}
    assert {one.attributes["scope"] for one in tree.css("tbody th")} == {"row"}


def test_a_picture_stands_beside_the_page_or_is_told(tmp_path: Path) -> None:
    report = text("en", tmp_path)
    (name,) = html.pictures(report.blocks)
    image = LexborHTMLParser(html.page(report, place("en"))).css_first("img")
    assert image.attributes["src"] == name
    assert (image.attributes["width"], image.attributes["loading"]) == ("800", "lazy")
    lost = Picture(path=tmp_path / "lost.png", alt="The menu.")
    assert html.pictures((lost,)) == {}
    assert page_of(lost).css_first("figure p").text() == "This picture is missing: The menu."


def test_pictures_of_one_name_do_not_take_each_others_place(tmp_path: Path) -> None:
    from PIL import Image

    found = []
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        Image.new("RGB", (4, 4)).save(tmp_path / folder / "1.png")
        found.append(Picture(path=tmp_path / folder / "1.png", alt=folder))
    assert len(html.pictures(found)) == 2


def test_sections_nest_and_fold() -> None:
    deep = Section(key="c", title="Third", blocks=(Paragraph(words=("x",)),))
    tree = page_of(
        Section(key="a", title="First", blocks=(Section(key="b", title="Second", blocks=(deep,)),)),
        Section(key="d", title="Folded", blocks=(Paragraph(words=("y",)),), folded=True),
    )
    assert [tree.css_first(f"h{level}").text() for level in (2, 3, 4)] == ["First", "Second", "Third"]
    assert tree.css_first("details#d > summary > h2").text() == "Folded"
    assert tree.css(".contents") == []  # Two sections need none.


@pytest.mark.parametrize(("rows", "opened"), [(html.MOST_ROWS, True), (html.MOST_ROWS + 1, False)])
def test_the_numbers_of_a_chart_can_be_reached_without_a_script(rows: int, opened: bool) -> None:
    tree = page_of(
        Chart(
            key="c",
            kind="lines",
            title="T",
            description="D",
            unit="number",
            labels_title="Year",
            labels=tuple(map(str, range(rows))),
            series=(ChartSeries(name="S", values=(1.0,) * rows),),
        )
    )
    details = tree.css_first("figure.chart details")
    assert ("open" in details.attributes) is opened
    assert len(details.css("tbody tr")) == rows


def test_an_empty_report_and_letter_are_pages() -> None:
    assert page_of().css_first("h1").text() == "Report"
    empty = Letter(
        key="",
        language="fr",
        year=2026,
        sender=(),
        recipient=(),
        place_and_date="",
        subject="Vos résultats",
        salutation="",
        blocks=(),
        closing="",
        signature=(),
    )
    tree = LexborHTMLParser(html.letter_page(empty, html.Place(path="letter.html")))
    assert tree.css_first("h1").text() == "Vos résultats"
    assert tree.css(".sheet p, .sheet ul") == []


def in_scheme(site: Path, folder: Path, scheme: str) -> Path:
    """The site as a reader of a colour scheme sees it, whatever the browser prefers."""
    shutil.copytree(site, folder)
    if scheme == "dark":
        for page in folder.rglob("*.html"):
            markup = page.read_text(encoding="utf-8").replace("screen and (prefers-color-scheme: dark)", "screen")
            page.write_text(markup, encoding="utf-8")
    return folder


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("nl", 1280, "light"), ("de", 320, "dark")],
)
def test_pages_pass_our_own_thorough_audit(site: Path, tmp_path: Path, language: str, width: int, scheme: str) -> None:
    folder = in_scheme(site, tmp_path / "site", scheme) / FOLDER.format(language=language)
    names = ("index.html", "letter.html", "index--bodies-3.html")
    options = AuditOptions(depth="thorough", width=width, strict=True)
    report = check([str(folder / name) for name in names], profile="web-page", options=options)
    assert len(report.pages) == 3
    for page in report.pages:
        assert page.browser
        assert [one for one in page.findings if one.outcome == "failed"] == []
        assert [one for one in page.findings if one.rule_id.startswith("axe-")] == []


@pytest.mark.browser
@pytest.mark.slow
def test_pages_in_the_browser(site: Path) -> None:
    from playwright.sync_api import sync_playwright

    folder = site / FOLDER.format(language="de")
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"]) as browser,
    ):
        asked: list[str] = []
        tab = browser.new_page(viewport={"width": 320, "height": 640})
        tab.on("request", lambda request: asked.append(request.url))
        for name in ("index.html", "letter.html", "index--bodies-1.html"):
            for width in (320, 400, 641, 800, 1000, 1280):
                tab.set_viewport_size({"width": width, "height": 640})
                tab.goto((folder / name).as_uri())
                tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
                assert tab.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
        assert all(address.startswith("file:") for address in asked)

        tab.set_viewport_size({"width": 320, "height": 640})
        tab.goto((folder / "index.html").as_uri())
        # Letters of a chart keep their size on a telephone, and one chart of the two is there.
        sizes = tab.evaluate(
            "[...document.querySelectorAll('.chart svg')].filter(one => one.checkVisibility())"
            ".map(one => 15 * one.getBoundingClientRect().width / one.viewBox.baseVal.width)"
        )
        assert len(sizes) == 3
        assert min(sizes) >= 14
        tab.locator("img").scroll_into_view_if_needed()
        shown = "(async image => { await image.decode(); return image.naturalWidth })(document.querySelector('img'))"
        assert tab.evaluate(shown) == 800

        tab.emulate_media(media="print")
        assert tab.evaluate("document.querySelector('details.folded table').checkVisibility()")
        assert not tab.evaluate("document.querySelector('header').checkVisibility()")
