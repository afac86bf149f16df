"""Letters as Word files: real styles and structure, in the language of the reader, the same each time."""

import io
import re
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from report_samples import bodies, letter, picture, trend
from test_reports_pdf import TEXTS, every_block, letter_of

from accesscheck.audit import AuditOptions, audit_target
from accesscheck.errors import InstallationError
from accesscheck.model.finding import Outcome
from accesscheck.model.rule import LANGUAGES
from accesscheck.model.target import Target
from accesscheck.monitoring.reports import charts
from accesscheck.monitoring.reports.blocks import (
    Bullets,
    KeyFigure,
    KeyFigures,
    Letter,
    Link,
    Mark,
    Paragraph,
    Picture,
    Quote,
    Section,
    Table,
    plain,
)
from accesscheck.monitoring.reports.characters import clean
from accesscheck.monitoring.reports.word import letter_docx


def opened(made: bytes) -> Any:
    return docx.Document(io.BytesIO(made))


def full(language: str, folder: Path) -> Letter:
    """A letter with every kind of block."""
    lists = (
        Bullets(items=(("a",), ("b",)), ordered=True),
        Bullets(items=(("c",),)),
        Bullets(items=(("d",),), ordered=True),
    )
    return replace(
        letter(language),
        blocks=(
            *letter(language).blocks,
            Paragraph(words=("Samengevat.",), kind="lead"),
            Paragraph(words=("Let op dit.",), kind="warning"),
            Paragraph(words=("Gemeten in maart.",), kind="small"),
            KeyFigures(figures=(KeyFigure(value="14 / 55", label="criteria", comment=("2025: 12",)),)),
            *lists,
            Section(key="s", title="Cijfers", blocks=(bodies(language), trend(language))),
            Picture(path=picture(folder), alt="Het menu", caption="Zo was het"),
            Paragraph(
                words=(Quote(text="Bienvenue", language="fr"), " ", Mark(outcome=Outcome.FAILED, text="mislukt"))
            ),
        ),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_says_what_it_is(language: str, tmp_path: Path) -> None:
    given = full(language, tmp_path)
    made = opened(letter_docx(given))
    assert made.core_properties.title == given.subject
    assert made.core_properties.author == given.sender[0]
    assert made.core_properties.language.startswith(f"{language}-")
    (spoken,) = made.styles.element.xpath("w:docDefaults//w:lang")
    assert spoken.get(qn("w:val")) == made.core_properties.language
    section = made.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_is_there_in_order(language: str, tmp_path: Path) -> None:
    given = full(language, tmp_path)
    made = opened(letter_docx(given))
    said = "\n".join("".join(one.itertext()) for one in made.element.body.iter(qn("w:p")))
    table = charts.table(trend(language), language)
    expected = (
        *given.sender,
        *given.recipient,
        given.place_and_date,
        *given.enclosed,
        given.subject,
        given.salutation,
        "Samengevat.",
        "14 / 55",
        "Cijfers",
        bodies(language).caption,
        plain(bodies(language).rows[0][0].words),
        table.caption,
        plain(table.rows[-1][1].words),
        given.closing,
        *given.signature,
        given.online,
    )
    place = 0
    for words in expected:
        place = said.find(words, place)
        assert place >= 0, words


def test_structure_is_in_styles(tmp_path: Path) -> None:
    made = opened(letter_docx(full("nl", tmp_path)))
    styles = {paragraph.text: paragraph.style.name for paragraph in made.paragraphs}
    assert styles[letter("nl").subject] == "Heading 1"
    assert styles["Cijfers"] == "Heading 2"
    assert styles["a"] == "List Number"
    assert styles["c"] == "List Bullet"
    assert styles[bodies("nl").caption] == "Caption"
    assert styles["Samengevat."] == "Lead"
    body = made.element.body
    assert not body.findall(f".//{qn('w:txbxContent')}"), "no boxes of text"
    shown = [one for one in made.paragraphs if not one.text.strip() and not one._p.findall(f".//{qn('w:drawing')}")]
    assert not shown, "no empty paragraphs to make room"


def test_numbered_lists_begin_at_1(tmp_path: Path) -> None:
    made = opened(letter_docx(full("nl", tmp_path)))
    numbers = {one.text: one._p.pPr.numPr.numId.val for one in made.paragraphs if one.style.name == "List Number"}
    assert numbers["a"] == numbers["b"]
    assert numbers["a"] != numbers["d"]
    starts = made.part.numbering_part.element.xpath("w:num/w:lvlOverride/w:startOverride/@w:val")
    assert starts == ["1", "1"]


def test_tables_have_heads_and_whole_rows(tmp_path: Path) -> None:
    made = opened(letter_docx(full("nl", tmp_path)))
    assert [len(table.rows) for table in made.tables] == [len(bodies("nl").rows) + 1, 6]
    for table in made.tables:
        heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert heads == [True] + [False] * (len(heads) - 1)
        assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_pictures_say_what_is_on_them(tmp_path: Path) -> None:
    made = opened(letter_docx(full("en", tmp_path)))
    told = [one.get("descr") for one in made.element.body.iter(qn("wp:docPr"))]
    assert told == ["Het menu", f"QR code for {letter('en').online}"]


def test_links_lead_where_they_say_and_are_written_out_once() -> None:
    words = (
        Link(text="Eerst", address="https://example.org/a"),
        Link(text="Nog eens", address="https://example.org/a"),
        Link(text="Verslag", address="report:entity/X"),
        Link(text="Kwaad", address="javascript:alert(1)"),
    )
    given = replace(letter("nl"), blocks=(Paragraph(words=words),))
    made = opened(letter_docx(given, address_of=lambda report: f"https://reports.example/{report[7:]}"))
    to = [made.part.rels[one.get(qn("r:id"))].target_ref for one in made.element.body.iter(qn("w:hyperlink"))]
    assert to == ["https://example.org/a"] * 2 + ["https://reports.example/entity/X", given.online]
    (line,) = [one.text for one in made.paragraphs if one.text.startswith("Eerst")]
    assert line == "Eerst (https://example.org/a)Nog eensVerslagKwaad"


def test_words_in_another_language_keep_it(tmp_path: Path) -> None:
    made = opened(letter_docx(full("nl", tmp_path)))
    spoken = {one.text: one._r.xpath("w:rPr/w:lang/@w:val") for paragraph in made.paragraphs for one in paragraph.runs}
    assert spoken["Bienvenue"] == ["fr"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_check_finds_no_failure(language: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(letter_docx(full(language, tmp_path)))
    page = audit_target(Target(address=str(path)), AuditOptions())
    failed = [result.rule_id for result in page.results if result.outcome is Outcome.FAILED]
    assert failed == []
    assert page.language == language


@pytest.mark.parametrize("content", [pytest.param(words, id=name) for name, words in TEXTS.items()])
def test_hostile_text_stays_text(content: str) -> None:
    made = opened(letter_docx(letter_of(content)))
    first = made.paragraphs[0].text
    assert not clean(content).strip() or clean(content) in first
    for part in ("word/document.xml", "docProps/core.xml"):
        with zipfile.ZipFile(io.BytesIO(letter_docx(letter_of(content)))) as archive:
            assert b"<script>" not in archive.read(part)


def test_equal_letters_are_equal_files(tmp_path: Path) -> None:
    made = letter_docx(full("fr", tmp_path))
    assert made == letter_docx(full("fr", tmp_path))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {one.date_time[0] for one in archive.infolist()} == {1980}
        assert not re.search(rb"dcterms:(created|modified)", archive.read("docProps/core.xml"))


def test_a_letter_of_almost_nothing_is_a_letter() -> None:
    given = Letter(
        key="k",
        language="nl",
        year=2026,
        sender=(),
        recipient=(),
        place_and_date="",
        subject="",
        salutation="",
        blocks=(Table(key="t", caption="", columns=(), rows=()), Bullets(items=()), KeyFigures(figures=())),
        closing="",
        signature=(),
    )
    made = opened(letter_docx(given))
    assert [paragraph.style.name for paragraph in made.paragraphs] == ["References"]


def test_a_missing_picture_is_told() -> None:
    blocks = (Picture(path=Path("/nowhere.png"), alt="Het menu"),)
    made = opened(letter_docx(replace(letter("en"), blocks=blocks)))
    assert any("Het menu" in paragraph.text for paragraph in made.paragraphs)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "segno", None)
    with pytest.raises(InstallationError, match=r"pip install accesscheck\[monitor\]"):
        letter_docx(letter("nl"))


def test_every_block_is_written() -> None:
    assert opened(letter_docx(replace(letter("nl"), blocks=every_block("woord"))))
