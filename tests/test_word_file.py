"""Word files with comments and suggestions: nothing else of them changes."""

import io
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from accesscheck.audit import AuditOptions, audit_target, targets_of
from accesscheck.model.report import PageResult
from accesscheck.word_file import AUTHOR, WordFile, of_text

WHEN = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
WORDS = st.text(alphabet="abcdé ïöU.’-\u00a0", min_size=1, max_size=12)
RUN = st.tuples(WORDS, st.booleans(), st.booleans(), st.sampled_from([None, "Arial", "Georgia"]))
PARAGRAPH = st.lists(RUN, min_size=1, max_size=5)


def made(paragraphs: list[list[tuple[str, bool, bool, str | None]]]) -> bytes:
    """A document of paragraphs with runs of several looks."""
    document = docx.Document()
    for runs in paragraphs:
        paragraph = document.add_paragraph(style="List Bullet" if len(runs) % 2 else None)
        for words, bold, italic, font in runs:
            run = paragraph.add_run(words)
            run.bold, run.italic = bold, italic
            run.font.name = font
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def looks(content: bytes) -> list[list[tuple[str, Any, Any, Any]]]:
    """Every character of every paragraph with its looks; runs that look alike are not told apart."""
    found = []
    for paragraph in docx.Document(io.BytesIO(content)).paragraphs:
        row = [(sign, run.bold, run.italic, run.font.name) for run in paragraph.runs for sign in run.text]
        found.append([(paragraph.style.name, None, None, None), *row])
    return found


def read(tmp_path: Path, content: bytes) -> PageResult:
    path = tmp_path / "text.docx"
    path.write_bytes(content)
    options = AuditOptions(browser=False, rules=("level-sentence-too-long",), text_language="nl", keep_text=True)
    return audit_target(targets_of([str(path)], profile="vacancy")[0], options)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("docx")


@settings(max_examples=8, deadline=None)
@given(paragraphs=st.lists(PARAGRAPH, min_size=1, max_size=5), data=st.data())
def test_comments_change_nothing_else(
    folder: Path, paragraphs: list[list[tuple[str, bool, bool, str | None]]], data: st.DataObject
) -> None:
    content = made(paragraphs)
    page = read(folder, content)
    text = page.text or ""
    opened = WordFile(content, text, page.blocks)
    wanted: list[str] = []
    for block in page.blocks:
        start = data.draw(st.integers(block.start, block.end - 1))
        end = data.draw(st.integers(start + 1, block.end))
        assert opened.comment((start, end), f"about {len(wanted)}")
        wanted.append(text[start:end])
    after = opened.content()
    assert looks(after) == looks(content)
    again = docx.Document(io.BytesIO(after))
    assert [comment.author for comment in again.comments] == [AUTHOR] * len(wanted)
    assert [" ".join(about(again, comment.comment_id).split(" ")) for comment in again.comments] == wanted
    # What a reader of the file sees is what was there before.
    assert read(folder, after).text == text


def about(document: Any, number: int) -> str:
    """The words that a comment is on, with white space collapsed as they are read."""
    inside, found = False, ""
    for element in document.element.body.iter():
        if element.tag == qn("w:commentRangeStart") and element.get(qn("w:id")) == str(number):
            inside = True
        elif element.tag == qn("w:commentRangeEnd") and element.get(qn("w:id")) == str(number):
            return re.sub(r"\s+", " ", found)
        elif inside and element.tag == qn("w:t"):
            found += element.text or ""
    raise AssertionError("the comment has no range")


def test_a_suggestion_can_be_accepted_or_refused(tmp_path: Path) -> None:
    content = made(
        [[("We zoeken ", False, False, None), ("alloch", True, False, "Arial"), ("tonen nu", True, True, None)]]
    )
    page = read(tmp_path, content)
    opened = WordFile(content, page.text or "", page.blocks)
    start = (page.text or "").index("allochtonen")
    assert opened.suggest((start, start + len("allochtonen")), "mensen met een migratieachtergrond", WHEN)
    body = docx.Document(io.BytesIO(opened.content())).element.body
    assert "".join(one.text for one in body.iter(qn("w:delText"))) == "allochtonen"
    (inserted,) = body.iter(qn("w:ins"))
    assert "".join(one.text for one in inserted.iter(qn("w:t"))) == "mensen met een migratieachtergrond"
    assert inserted.get(qn("w:author")) == AUTHOR
    assert inserted.find(qn("w:r")).find(qn("w:rPr")).find(qn("w:b")) is not None  # It looks like what it replaces.
    assert "".join(one.text for one in body.iter(qn("w:t"))) == "We zoeken mensen met een migratieachtergrond nu"


def test_words_in_a_link_a_table_and_a_text_with_a_note_are_found(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Voor de tabel.")
    document.add_table(1, 1).cell(0, 0).text = "Je bent jong en snel."
    out = io.BytesIO()
    document.save(out)
    page = read(tmp_path, out.getvalue())
    opened = WordFile(out.getvalue(), page.text or "", page.blocks)
    start = (page.text or "").index("jong")
    assert opened.comment((start, start + 4), "over jong")
    again = docx.Document(io.BytesIO(opened.content()))
    assert about(again, 0) == "jong"


def test_words_that_are_not_in_the_file_are_told() -> None:
    content = made([[("Iets anders.", False, False, None)]])
    from accesscheck.model.document import Block

    opened = WordFile(content, "Niet te vinden", [Block(kind="paragraph", start=0, end=14)])
    assert not opened.comment((0, 4), "?")
    assert opened.comment(None, "Over het geheel")


def test_a_text_becomes_a_word_file_without_signs_that_xml_lacks() -> None:
    from accesscheck.model.document import Block

    text = "Vacature\nWe \x00zoeken je."
    blocks = [Block(kind="heading", start=0, end=8, level=1), Block(kind="list-item", start=9, end=len(text))]
    paragraphs = docx.Document(io.BytesIO(of_text(text, blocks, "Vacature"))).paragraphs
    assert [(one.style.name, one.text) for one in paragraphs] == [
        ("Heading 1", "Vacature"),
        ("List Bullet", "We zoeken je."),
    ]
