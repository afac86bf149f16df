"""A Word file that remarks and changes are written in: at the words they are about, with all else left as it is."""

import copy
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accesscheck.model.document import Block

AUTHOR, INITIALS = "accesscheck", "ac"

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Letter:
    """Where a character of a paragraph comes from: the child of a run, and the place in that child's text."""

    run: Any
    child: Any
    place: int


class WordFile:
    """A docx, and where the text that was read from it stands in it.

    `text` and `blocks` are what `sources` made of the file: spans of the methods are in that text.
    """

    def __init__(self, content: bytes, text: str, blocks: Sequence[Block]) -> None:
        import docx

        self._document = docx.Document(io.BytesIO(content))
        self._text = text
        self._blocks = tuple(blocks)
        self._paragraphs = [_Paragraph(element) for element in self._document.element.body.iter(_name("w:p"))]
        self._places = dict(self._aligned())

    def comment(self, span: tuple[int, int] | None, words: str) -> bool:
        """Add a comment on a span, or on the whole text. False if the words are not in the file as they were read."""
        from docx.text.run import Run

        runs = self._first_runs() if span is None else self._cut_out(*span)
        if not runs:
            return False
        wrapped = [Run(run, self._document) for run in runs]
        self._document.add_comment(wrapped, text=words, author=AUTHOR, initials=INITIALS)
        return True

    def suggest(self, span: tuple[int, int], words: str, when: datetime) -> bool:
        """Put other words in the place of a span, as a change that can be accepted or refused. False: see `comment`."""
        from docx.oxml import OxmlElement

        runs = self._cut_out(*span)
        if not runs:
            return False
        marks = {"w:author": AUTHOR, "w:date": when.strftime("%Y-%m-%dT%H:%M:%SZ")}
        inserted, deleted = OxmlElement("w:ins"), OxmlElement("w:del")
        for number, change in enumerate((deleted, inserted)):
            for name, value in {"w:id": str(self._next_change() + number), **marks}.items():
                change.set(_name(name), value)
        fresh = copy.deepcopy(runs[0])
        for child in list(fresh):
            if child.tag != _name("w:rPr"):
                fresh.remove(child)
        said = OxmlElement("w:t")
        said.text = words
        fresh.append(said)
        inserted.append(fresh)
        runs[0].addprevious(deleted)
        for run in runs:
            for child in run.iter(_name("w:t")):
                child.tag = _name("w:delText")
                child.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            deleted.append(run)
        deleted.addnext(inserted)
        return True

    def content(self) -> bytes:
        """The file as it is now."""
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _next_change(self) -> int:
        ids = [int(found) for found in self._document.element.xpath("//w:ins/@w:id | //w:del/@w:id") if found.isdigit()]
        return max(ids, default=900_000) + 1

    def _aligned(self) -> Iterator[tuple[int, tuple["_Paragraph", int]]]:
        """By number of the block, its paragraph and where it begins in there: both are in the same order."""
        at, offset = 0, 0
        for number, block in enumerate(self._blocks):
            words = self._text[block.start : block.end]
            for place in range(at, len(self._paragraphs)):
                paragraph = self._paragraphs[place]
                found = paragraph.text.find(words, offset if place == at else 0)
                if found >= 0:
                    yield number, (paragraph, found)
                    at, offset = place, found + len(words)
                    break

    def _cut_out(self, start: int, end: int) -> list[Any]:
        """The runs that hold a span and nothing else, cut where they must be."""
        for number, block in enumerate(self._blocks):
            if block.start <= start and end <= block.end and number in self._places:
                paragraph, begins = self._places[number]
                return paragraph.cut_out(begins + start - block.start, begins + end - block.start)
        # A span over several blocks: its first is what is marked.
        for number, block in enumerate(self._blocks):
            if block.start <= start < block.end and number in self._places:
                paragraph, begins = self._places[number]
                return paragraph.cut_out(begins + start - block.start, begins + block.end - block.start)
        # The words of a block that the file holds otherwise, with the mark of a note in it: where they stand once.
        words = " ".join(self._text[start:end].split())
        holding = [paragraph for paragraph in self._paragraphs if paragraph.text.count(words) == 1]
        if len(holding) == 1:
            begins = holding[0].text.index(words)
            return holding[0].cut_out(begins, begins + len(words))
        return []

    def _first_runs(self) -> list[Any]:
        for paragraph in self._paragraphs:
            if paragraph.text:
                return paragraph.cut_out(0, len(paragraph.text))
        return []


class _Paragraph:
    """A paragraph: its text with white space collapsed, and where each character comes from."""

    def __init__(self, element: Any) -> None:
        self._element = element
        self._read()

    def _read(self) -> None:
        raw: list[tuple[str, _Letter]] = []
        for run in self._element.iter(_name("w:r")):
            if _owner(run) is not self._element:
                continue  # Of a text box within: a paragraph of its own.
            for child in run:
                raw += [(sign, _Letter(run, child, place)) for place, sign in enumerate(_said(child))]
        self._letters: list[_Letter] = []
        signs: list[str] = []
        for sign, letter in raw:
            if sign.isspace():
                if not signs or signs[-1] == " ":
                    continue
                sign = " "
            signs.append(sign)
            self._letters.append(letter)
        self.text = "".join(signs)

    def cut_out(self, start: int, end: int) -> list[Any]:
        """The runs of `text[start:end]`, cut loose from what stands before and after in the same run."""
        if not 0 <= start < end <= len(self.text):
            return []
        last = self._letters[end - 1]
        _cut(last.run, last.child, last.place + 1)
        self._read()
        first = self._letters[start]
        _cut(first.run, first.child, first.place)
        self._read()
        runs: list[Any] = []
        for letter in self._letters[start:end]:
            if not runs or runs[-1] is not letter.run:
                runs.append(letter.run)
        return runs


def _cut(run: Any, child: Any, place: int) -> None:
    """Make two runs of one: what comes from `place` in a child's text on goes to the second, with the same looks."""
    children = [one for one in run if one.tag != _name("w:rPr")]
    before = children[: children.index(child)]
    after = children[children.index(child) + 1 :]
    said = _said(child)
    if (place == 0 and not before) or (place >= len(said) and not after):
        return
    second = copy.deepcopy(run)
    for one in [one for one in second if one.tag != _name("w:rPr")]:
        second.remove(one)
    if place == 0:
        second.append(child)
    elif place < len(said):
        rest = copy.deepcopy(child)
        rest.text, child.text = said[place:], said[:place]
        for part in (rest, child):
            part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        second.append(rest)
    for one in after:
        second.append(one)
    run.addnext(second)


def _said(child: Any) -> str:
    """What a child of a run adds to the text."""
    if child.tag == _name("w:t"):
        return child.text or ""
    if child.tag in (_name("w:tab"), _name("w:br"), _name("w:cr")):
        return " "
    return "-" if child.tag == _name("w:noBreakHyphen") else ""


def _owner(run: Any) -> Any:
    """The paragraph that a run belongs to."""
    above = run.getparent()
    while above is not None and above.tag != _name("w:p"):
        above = above.getparent()
    return above


def _name(prefixed: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(prefixed))


def of_text(text: str, blocks: Sequence[Block], title: str | None) -> bytes:
    """A new Word file with a text: its headings, paragraphs and list items."""
    import docx

    made = docx.Document()
    if title:
        made.core_properties.title = title
    for block in blocks:
        words = _SPACE.sub(" ", text[block.start : block.end]).strip()
        # XML 1.0 has no control characters.
        words = "".join(sign for sign in words if sign.isprintable())
        if block.kind == "heading":
            made.add_heading(words, level=min(9, max(1, block.level or 1)))
        else:
            made.add_paragraph(words, style="List Bullet" if block.kind == "list-item" else None)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
