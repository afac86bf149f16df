"""Reports and letters as PDF: tagged, readable in the order of writing, the same each time, and safe."""

import io
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from report_samples import HOSTILE, LONG, bodies, letter, text, trend

from accesscheck.errors import InstallationError
from accesscheck.model.finding import Outcome
from accesscheck.model.rule import LANGUAGES
from accesscheck.monitoring.reports import pdf, pdf_check
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
    Words,
    row,
)
from accesscheck.monitoring.reports.characters import breakable, clean

SITE = "https://reports.example/2026"

TEXTS = {
    "typst code": '#read("/etc/passwd") #panic()',
    "typst markup": "*a* _b_ $x^2$ \\ @ref <label> `raw` [c] // = kop\n- lijst ~ '''",
    "markup": HOSTILE,
    "emoji": "😀👨‍👩‍👧❤️",
    "right to left": "مرحبا بالعالم שלום",
    "scripts without a font": "中文网站 ไทย አማርኛ",
    "half a character": "a\ud800b",
    "nobody's characters": "\ue000\U0010ffff\ufffe",
    "turned direction": "x\u202egnp.exe\u2066",
    "a long word": "w" * 1_000,
    "a long address": "https://example.org/" + "verantwoordelijkheid/" * 60,
    "symbols that one font has": "\u1e51\u2adc \u2b38 \u1e80\u2239",
    "a title of marks alone": "\uabed\u17c9",
    "marks on nothing": "\u0900\u0301",
    "marks on what they do not belong to": "0\u0900 a\u0e31",
    "combining": "Z̸̢̛͔a̶l̵g̷o",
    "nothing": "",
    "only control characters": "\x00\x1b\n",
}


def address_of(report: str) -> str:
    return f"{SITE}/{report.removeprefix('report:')}"


def read(made: bytes) -> str:
    """The text of all pages, with hyphenated words made whole and white space collapsed."""
    with pypdfium2.PdfDocument(made) as opened:
        pages = [opened[number].get_textpage().get_text_range() for number in range(len(opened))]
    return re.sub(r"\s+", " ", " ".join(pages).replace("\ufffe", "")).replace("\u00a0", " ")


def kinds(made: bytes) -> Counter[str]:
    return Counter(kind for kind, _ in pdf_check.elements(made))


def report_of(*blocks: Block, language: str = "nl") -> Text:
    return Text(kind="entity", key="k", language=language, year=2026, title="Titel", facts=(), blocks=blocks)


def every_block(content: str) -> tuple[Block, ...]:
    """The text in every place of every kind of block."""
    words: Words = (
        content,
        Strong(text=content),
        Code(text=content),
        Quote(text=content, language=content[:20]),
        Mark(outcome=Outcome.FAILED, text=content),
        Link(text=content, address=f"https://example.org/{content}"),
        Link(text=content, address=content),
        Link(text=content, address=f"#{content}"),
    )
    chart = Chart(
        key=content,
        kind="bars",
        title=content,
        description=content,
        unit="number",
        labels_title=content,
        labels=(content, "b"),
        series=(ChartSeries(name=content, values=(1, 2)),),
        target=1,
        target_text=content,
    )
    return (
        Paragraph(words=words),
        Paragraph(words=(content,), kind="warning"),
        Bullets(items=(words, (content,)), ordered=True),
        KeyFigures(figures=(KeyFigure(value=content[:200], label=content[:200], comment=(content,)),)),
        Table(
            key=content,
            caption=content,
            columns=(Column(title=content), Column(title=content, numeric=True)),
            rows=(row(content, content),),
            note=words,
        ),
        replace(chart, kind="bars"),
        replace(chart, kind="stacked"),
        replace(chart, kind="lines"),
        Picture(path=Path("/nowhere.png"), alt=content, caption=content),
        Section(key=content, title=content, blocks=(Paragraph(words=(content,)),)),
    )


def letter_of(content: str) -> Letter:
    return Letter(
        key="k",
        language="fr",
        year=2026,
        sender=(content, content),
        recipient=(content,),
        place_and_date=content,
        subject=content,
        salutation=content,
        blocks=every_block(content),
        closing=content,
        signature=(content,),
        online=f"https://example.org/{content}",
        enclosed=(content,),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_has_what_pdf_ua_asks(language: str, tmp_path: Path) -> None:
    made = pdf.report_pdf(text(language, tmp_path), address_of=address_of)
    assert pdf_check.problems(made) == ()
    found = kinds(made)
    assert found["/Table"] == 5, "two of the blocks, and one a chart"
    assert found["/Figure"] == 5, "three charts, a picture, and the QR code"
    assert found["/H1"] >= 4
    assert found["/H2"] == 1
    assert min(found["/L"], found["/LI"], found["/Lbl"], found["/LBody"], found["/Code"], found["/Caption"]) > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_has_what_pdf_ua_asks(language: str) -> None:
    made = pdf.letter_pdf(letter(language))
    assert pdf_check.problems(made) == ()
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert str(opened.Root.Lang).startswith(f"{language}-")
        assert str(opened.docinfo["/Title"]) == letter(language).subject
        assert "/CreationDate" not in opened.docinfo, "the date of a letter is that in its text"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_is_read_in_order(language: str, tmp_path: Path) -> None:
    given = text(language, tmp_path)
    said = read(pdf.report_pdf(given))
    lead, warning, figures, trend_section, *_ = given.blocks
    assert isinstance(lead, Paragraph)
    assert isinstance(warning, Paragraph)
    assert isinstance(figures, KeyFigures)
    assert isinstance(trend_section, Section)
    expected = (
        given.publisher,
        given.title,
        given.facts[0][0],
        "2026",
        given.online,
        str(lead.words[0]),
        str(warning.words[0]),
        figures.figures[0].value,
        figures.figures[0].label,
        trend_section.title,
        trend(language).series[0].name,
    )
    place = 0
    for words in expected:
        place = said.find(words, place)
        assert place >= 0, words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        pytest.param("en", "Page 1 of 1", id="English"),
        pytest.param("nl", " 1 ", id="Dutch"),
    ],
)
def test_pages_are_numbered(language: str, words: str) -> None:
    assert words in read(pdf.letter_pdf(letter(language)))


def test_words_in_another_language_keep_it(tmp_path: Path) -> None:
    made = pdf.report_pdf(text("nl", tmp_path))
    with pikepdf.open(io.BytesIO(made)) as opened:
        streams = b"".join(page.Contents.read_bytes() for page in opened.pages)
    spoken = [lang for _, lang in pdf_check.elements(made) if lang.startswith("fr")]
    assert spoken or re.search(rb"/Lang ?\(fr", streams), "Bienvenue à la bibliothèque"
    assert not re.search(rb"/Lang ?\(en", streams), "code is in the language of the report"
    assert not [lang for _, lang in pdf_check.elements(made) if lang.startswith("en")]


def test_the_first_cell_heads_its_row() -> None:
    made = pdf.report_pdf(report_of(bodies("nl")))
    scopes: Counter[str] = Counter()
    with pikepdf.open(io.BytesIO(made)) as opened:
        for one in pdf_check.walk(opened.Root.StructTreeRoot):
            if one["/S"] == "/TH":
                scopes.update(str(given["/Scope"]) for given in pdf_check.attributes(one) if "/Scope" in given)
    assert scopes == {"/Column": len(bodies("nl").columns), "/Row": len(bodies("nl").rows)}


def test_the_head_of_a_table_is_on_each_page_and_no_row_is_cut() -> None:
    rows = tuple(row(f"rij {number} begint " + "x " * 60 + f"einde {number}.", str(number)) for number in range(200))
    table = Table(key="t", caption="Veel", columns=(Column(title="Kolomkop"), Column(title="N")), rows=rows)
    with pypdfium2.PdfDocument(pdf.report_pdf(report_of(table))) as opened:
        pages = [opened[number].get_textpage().get_text_range() for number in range(len(opened))]
    assert len(pages) > 5
    for page in pages:
        assert "Kolomkop" in page
        assert re.findall(r"rij (\d+) begint", page) == re.findall(r"einde (\d+)\.", page)


def test_a_cell_that_fits_on_no_page_goes_on_at_the_next() -> None:
    long = " ".join(f"woord{number}" for number in range(3000))
    table = Table(key="t", caption="Lang", columns=(Column(title="A"), Column(title="B")), rows=(row(long, "b"),))
    said = read(pdf.report_pdf(report_of(table)))
    assert set(long.split()) <= set(said.split())


def test_each_address_is_written_once() -> None:
    there = "https://example.org/a/b"
    blocks = (
        Paragraph(words=(Link(text="Eerst", address=there), " ", Link(text="Nog eens", address=there))),
        Paragraph(words=(Link(text="example.be", address="https://www.example.be/"),)),
        Paragraph(words=(Link(text="Verslag", address="report:entity/X"),)),
        Paragraph(words=(Link(text="Schrijf", address="mailto:a@example.org"),)),
    )
    report = read(pdf.report_pdf(report_of(*blocks), address_of=address_of))
    assert report.count(there) == 1
    assert "Eerst[1] Nog eens[1]" in report
    assert "mailto:a@example.org" in report
    assert SITE not in report, "who has one report finds the others"
    assert report.count("example.be") == 1
    sent = read(pdf.letter_pdf(replace(letter("nl"), blocks=blocks)))
    assert f"Eerst ({there}) Nog eens" in sent


def test_links_lead_where_they_say() -> None:
    words: Words = (
        Link(text="a", address="https://example.org/a"),
        Link(text="b", address="report:entity/B#deel"),
        Link(text="c", address="#deel"),
        Link(text="d", address="#nergens"),
        Link(text="e", address="javascript:alert(1)"),
        Link(text="f", address="file:///etc/passwd"),
    )
    given = report_of(Paragraph(words=words), Section(key="deel", title="Deel", blocks=()))
    with pikepdf.open(io.BytesIO(pdf.report_pdf(given, address_of=address_of))) as opened:
        links = [note for page in opened.pages for note in page.get("/Annots", [])]
    outside = {str(note.A.URI) for note in links if "/A" in note and "/URI" in note.A}
    assert outside == {"https://example.org/a", f"{SITE}/entity/B#deel"}
    assert sum("/A" not in note or note.A.get("/S") == "/GoTo" for note in links) == 2, "[1], and c to its section"


@pytest.mark.parametrize("content", [pytest.param(words, id=name) for name, words in TEXTS.items()])
def test_hostile_text_stays_text(content: str) -> None:
    for made in (pdf.report_pdf(report_of(*every_block(content), language="de")), pdf.letter_pdf(letter_of(content))):
        assert pdf_check.problems(made) == ()
        assert "root:" not in read(made)


@pytest.mark.parametrize(
    "content",
    [pytest.param(TEXTS[name], id=name) for name in ("typst code", "typst markup", "a long word")],
)
def test_all_of_a_hostile_text_is_there(content: str) -> None:
    said = read(pdf.report_pdf(report_of(Paragraph(words=(content,)))))
    assert re.sub(r"\s", "", clean(content)) in re.sub(r"\s", "", said)


def test_a_word_of_10000_letters_goes_on_over_pages() -> None:
    word = "w" * 10_000
    cells = Table(key="t", caption="T", columns=(Column(title="A"), Column(title="B")), rows=(row(word, word),))
    said = read(pdf.report_pdf(report_of(Paragraph(words=(word,)), Section(key="s", title=word, blocks=(cells,)))))
    assert said.count("w") == 40_000


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("Привет Ελληνικά Türkçe Tiếng", "Привет Ελληνικά Türkçe Tiếng", id="fonts have it"),
        pytest.param("a中文b😀", "a□□b□", id="no font has it"),
        pytest.param("a\u202etxt.exe\x07b", "atxt.exe b", id="what steers is left out"),
    ],
)
def test_what_no_font_has_is_a_box(content: str, said: str) -> None:
    assert said in read(pdf.report_pdf(report_of(Paragraph(words=(content,)))))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60))
def test_any_text_can_be_printed(content: str) -> None:
    assert pdf.report_pdf(report_of(*every_block(content)))


@given(st.text(), st.integers(min_value=0, max_value=200))
def test_places_to_break_add_nothing_else(content: str, length: int) -> None:
    given = clean(content + "/" + "n" * length)
    assert breakable(given).replace("\u200b", "") == given
    assert clean(given) == given


@pytest.mark.parametrize("language", LANGUAGES)
def test_equal_texts_are_equal_files(language: str, tmp_path: Path) -> None:
    first = pdf.report_pdf(text(language, tmp_path)), pdf.letter_pdf(letter(language))
    assert first == (pdf.report_pdf(text(language, tmp_path)), pdf.letter_pdf(letter(language)))


def test_another_process_makes_the_same_file() -> None:
    program = (
        "import hashlib, report_samples; from accesscheck.monitoring.reports import pdf;"
        "print(hashlib.sha256(pdf.letter_pdf(report_samples.letter('nl'))).hexdigest())"
    )
    folder = Path(__file__).parent
    said = {
        subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }
    assert len(said) == 1


def test_a_report_of_nothing_is_a_report() -> None:
    empty = (
        Paragraph(words=()),
        Bullets(items=()),
        KeyFigures(figures=()),
        Table(key="t", caption="", columns=(), rows=()),
    )
    assert pdf_check.problems(pdf.report_pdf(report_of(*empty))) == ()
    no_rows = Table(key="t", caption="Leeg", columns=(Column(title="A"),), rows=())
    assert pdf_check.problems(pdf.report_pdf(report_of(no_rows))) == ()


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        pytest.param(None, False, id="no file"),
        pytest.param(b"no picture", False, id="no picture"),
        pytest.param("tall", True, id="a tall page"),
    ],
)
def test_a_picture_or_what_was_on_it(content: bytes | str | None, shown: bool, tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "shot.png"
    if content == "tall":
        Image.new("RGBA", (900, 9000), "#0b4a99").save(path)
    elif isinstance(content, bytes):
        path.write_bytes(content)
    made = pdf.report_pdf(report_of(Picture(path=path, alt="Het menu", caption="Zo was het")))
    assert pdf_check.problems(made) == ()
    assert kinds(made)["/Figure"] == int(shown)
    assert ("Het menu" in read(made)) is not shown


def test_an_address_too_long_for_a_code_is_left_out() -> None:
    given = replace(report_of(Paragraph(words=("a",))), online="https://example.org/" + "a" * 5000)
    assert kinds(pdf.report_pdf(given))["/Figure"] == 0


def test_a_long_word_does_not_leave_its_table() -> None:
    rows = tuple(row(Cell(words=(Code(text=LONG * 3),)), LONG) for _ in range(2))
    given = report_of(Table(key="t", caption="t", columns=(Column(title=LONG), Column(title=LONG)), rows=rows))
    with pypdfium2.PdfDocument(pdf.report_pdf(given)) as opened:
        page = opened[0].get_textpage()
        rights = [page.get_charbox(number)[2] for number in range(page.count_chars())]
    assert max(rights) < (210 - 20) * 72 / 25.4


def broken(made: bytes, how: str) -> bytes:
    """A PDF without one of the things that it must have."""
    with pikepdf.open(io.BytesIO(made)) as opened:
        root = opened.Root
        elements = list(pdf_check.walk(root.StructTreeRoot))
        match how:
            case "mark":
                del root.MarkInfo
            case "language":
                del root.Lang
            case "title":
                del opened.docinfo["/Title"]
            case "display":
                del root.ViewerPreferences
            case "metadata":
                del root.Metadata
            case "structure":
                del root.StructTreeRoot
            case "alt":
                del next(one for one in elements if one["/S"] == "/Figure")["/Alt"]
            case "scope":
                for one in elements:
                    if one["/S"] == "/TH":
                        del one["/A"]
            case "heads":
                for one in elements:
                    if one["/S"] == "/TH":
                        one["/S"] = pikepdf.Name.TD
            case "headings":
                for one in elements:
                    if one["/S"] == "/H1":
                        one["/S"] = pikepdf.Name.H3
            case "tabs":
                for page in opened.pages:
                    if "/Tabs" in page:
                        del page["/Tabs"]
            case "untagged":
                opened.pages[0].contents_add(b"BT (loose) Tj ET")
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("mark", "not marked as tagged"),
        ("language", "no language"),
        ("title", "has no title"),
        ("display", "does not show the title"),
        ("metadata", "does not say PDF/UA-1"),
        ("structure", "no structure"),
        ("alt", "no alternative text"),
        ("scope", "does not say what it heads"),
        ("heads", "no header cells"),
        ("headings", "The first heading is of level 3"),
        ("tabs", "tab key"),
        ("untagged", "neither tagged nor marked"),
    ],
)
def test_what_is_missing_is_seen(how: str, said: str, tmp_path: Path) -> None:
    made = pdf.report_pdf(text("nl", tmp_path))
    assert any(said in problem for problem in pdf_check.problems(broken(made, how)))


@pytest.mark.parametrize(
    ("script", "said"),
    [
        pytest.param("exit 0", (), id="it passes"),
        pytest.param('echo "FAIL 7.1-1 report.pdf"; exit 1', ("veraPDF: FAIL 7.1-1 report.pdf",), id="it fails"),
        pytest.param('echo "no Java" >&2; exit 2', ("veraPDF: no Java",), id="it does not run"),
    ],
)
def test_verapdf_is_heard(script: str, said: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "verapdf"
    program.write_text(f"#!{shutil.which('sh')}\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pdf_check.problems(pdf.letter_pdf(letter("nl"))) == said


@pytest.mark.parametrize("package", ["typst", "segno", "pikepdf"])
def test_a_missing_package_is_named(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(InstallationError, match=r"pip install accesscheck\[monitor\]"):
        pdf.letter_pdf(letter("nl"))
