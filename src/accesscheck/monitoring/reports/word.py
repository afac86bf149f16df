"""A letter as a Word file that can be edited: real styles, headings, lists and tables, and no boxes of text."""

import functools
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any, assert_never

from accesscheck.errors import N_
from accesscheck.messages import labelled, say
from accesscheck.monitoring.reports import charts
from accesscheck.monitoring.reports.blocks import (
    Block,
    Bullets,
    Chart,
    Code,
    Inline,
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
    Verdict,
    Words,
    plain,
)
from accesscheck.monitoring.reports.characters import clean
from accesscheck.monitoring.reports.marks import sign
from accesscheck.monitoring.reports.paper import REGIONS, online_words, page_of, qr_alt, references
from accesscheck.monitoring.reports.qr_codes import qr_code
from accesscheck.monitoring.reports.written_links import AddressOf, WrittenLinks, nowhere

_INK, _SOFT, _ACCENT = "1B1F27", "44546A", "0B4A99"
_FONT, _FONT_OF_CODE = "Calibri", "Consolas"
_WIDTH, _NUMBER_WIDTH = 160, 24
"""Of a table and of a column of numbers, in mm."""
_LINE = 14
"""Points from one line of an address to the next."""
_TOP, _WINDOW, _BELOW_WINDOW = 20, 50, 94
"""Millimetres from the top of the sheet: the first line, the address in the window, and what comes below it."""
_BUILT_IN = ("Closing", "Signature")
"""Styles that Word knows by name, and python-docx does not have."""
_KINDS = {"plain": None, "lead": "Lead", "small": "SmallPrint"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SAME_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip file knows: the letter has its own date, and equal letters are equal files."""


def letter_docx(letter: Letter, *, address_of: AddressOf = nowhere) -> bytes:
    """The letter; `address_of` says where a report of the year can be read, by its `report:KIND/KEY`.

    A chart becomes its table. InstallationError without segno, if the letter says where the report is online.
    """
    import docx

    document = docx.Document(io.BytesIO(_sheet(letter.language)))
    _describe(document.core_properties, letter)
    writer = _Writer(document, letter.language, WrittenLinks(address_of))
    _begin(writer, letter)
    writer.blocks(letter.blocks, 2)
    _end(writer, letter)
    made = io.BytesIO()
    document.save(made)
    return _without_clock(made.getvalue())


def _begin(writer: "_Writer", letter: Letter) -> None:
    """Sender, recipient in the window of a Belgian envelope, references, subject and salutation."""
    from docx.shared import Mm, Pt

    sender, recipient = _filled(letter.sender), _filled(letter.recipient)
    if sender:
        writer.lines(sender, "Sender")
    if recipient:
        space = writer.lines(recipient, "Recipient").paragraph_format
        space.space_before = max(Pt(12), Mm(_WINDOW - _TOP) - Pt(_LINE) * len(sender))
        space.space_after = max(Pt(12), Mm(_BELOW_WINDOW - _WINDOW) - Pt(_LINE) * len(recipient))
    for label, words in references(letter):
        writer.paragraph((Strong(text=labelled(label, "", letter.language)), words), "References")
    if letter.subject.strip():
        writer.heading(letter.subject, 1)
    if letter.salutation.strip():
        writer.paragraph((letter.salutation,))


def _end(writer: "_Writer", letter: Letter) -> None:
    if letter.closing.strip():
        writer.paragraph((letter.closing,), "Closing")
    if signature := _filled(letter.signature):
        writer.lines(signature, "Signature")
    target = writer.links.target(Link(text="", address=letter.online))
    code = qr_code(target, "png") if target else None
    if code is not None:
        link = Link(text=target, address=target)
        writer.paragraph((online_words(letter), " ", link)).paragraph_format.keep_with_next = True
        writer.picture(io.BytesIO(code), qr_alt(target, letter.language), height=26)


def _filled(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if clean(line).strip()]


class _Writer:
    """Writes blocks at the end of a document, in a language."""

    def __init__(self, document: Any, language: str, links: WrittenLinks) -> None:
        self._document = document
        self._language = language
        self.links = links

    def blocks(self, blocks: Iterable[Block], level: int) -> None:
        for block in blocks:
            self._block(block, level)

    def paragraph(self, words: Words, style: str | None = None) -> Any:
        made = self._fresh(style)
        self._words(made, words)
        return made

    def lines(self, lines: Sequence[str], style: str) -> Any:
        """Lines that belong together."""
        made = self._fresh(style)
        for number, line in enumerate(lines):
            if number:
                made.add_run().add_break()
            made.add_run(clean(line))
        return made

    def heading(self, text: str, level: int) -> None:
        self._fresh(f"Heading{min(level, 9)}").add_run(clean(text))

    def picture(self, file: io.BytesIO, alt: str, *, height: int | None = None, width: int | None = None) -> None:
        """A picture of its own paragraph; its height or width is in mm."""
        from docx.shared import Mm

        shape = (
            self._fresh()
            .add_run()
            .add_picture(file, height=Mm(height) if height else None, width=Mm(width) if width else None)
        )
        shape._inline.docPr.set("descr", clean(alt))

    def _fresh(self, style: str | None = None) -> Any:
        """A paragraph at the end; with space above it after a table, that has none of its own.

        `style` is the id of one: to look it up by its name takes most of the time of a letter.
        """
        from docx.shared import Pt

        made = self._document.add_paragraph()
        if style:
            made._p.style = style
        before = made._p.getprevious()
        if before is not None and before.tag == _name("w:tbl") and style is None:
            made.paragraph_format.space_before = Pt(8)
        return made

    def _block(self, block: Block, level: int) -> None:
        match block:
            case Paragraph():
                self._paragraph(block)
            case Bullets():
                self._bullets(block)
            case KeyFigures():
                self._bullets(Bullets(items=tuple(_sentence(one) for one in block.figures)))
            case Table():
                self._table(block)
            case Chart():
                self._table(charts.table(block, self._language))
            case Picture():
                self._picture(block)
            case Section():
                if clean(block.title).strip():
                    self.heading(block.title, level)
                self.blocks(block.blocks, level + 1)
            case _:
                assert_never(block)

    def _paragraph(self, paragraph: Paragraph) -> None:
        if not plain(paragraph.words).strip():
            return
        if paragraph.kind == "warning":
            note = labelled(say(self._language, N_("Please note")), "", self._language)
            self.paragraph((Strong(text=note), *paragraph.words), "Warning")
        else:
            self.paragraph(paragraph.words, _KINDS[paragraph.kind])

    def _bullets(self, bullets: Bullets) -> None:
        number = _new_numbering(self._document) if bullets.ordered else None
        for item in bullets.items:
            made = self.paragraph(item, "ListNumber" if bullets.ordered else "ListBullet")
            if number is not None:
                numbered = made._p.get_or_add_pPr().get_or_add_numPr()
                numbered.get_or_add_ilvl().val = 0
                numbered.get_or_add_numId().val = number

    def _table(self, table: Table) -> None:
        if not table.columns:
            return
        self.paragraph((table.caption,), "Caption")
        made = self._document.add_table(rows=0, cols=len(table.columns), style="Table Grid")
        numeric = [column.numeric for column in table.columns]
        _frame(made, clean(table.caption), numeric)
        head = made.add_row()
        self._row(head, [(Strong(text=column.title),) for column in table.columns], numeric)
        _repeat(head)
        for row in table.rows:
            self._row(made.add_row(), [cell.words for cell in row], numeric)
        note: Words = table.note if table.rows else (say(self._language, N_("There is nothing to list.")),)
        if note:
            self.paragraph(note, "SmallPrint")

    def _row(self, row: Any, cells: Sequence[Words], numeric: Sequence[bool]) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        _keep_whole(row)
        for cell, words, right in zip(row.cells, cells, numeric, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph._p.style = "TableText"
            if right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            self._words(paragraph, words)

    def _picture(self, picture: Picture) -> None:
        alt = picture.alt.strip() or picture.caption.strip() or picture.path.stem
        content = _png(picture)
        if content is None:
            missing = labelled(say(self._language, N_("This picture is missing")), alt, self._language)
            self.paragraph((missing,), "SmallPrint")
            return
        if picture.caption:
            self.paragraph((picture.caption,), "Caption")
        self.picture(content, alt, width=132)

    def _words(self, paragraph: Any, words: Words) -> None:
        for one in words:
            self._inline(paragraph, one)

    def _inline(self, paragraph: Any, one: Inline) -> None:
        match one:
            case str():
                paragraph.add_run(clean(one))
            case Strong():
                _styled(paragraph.add_run(clean(one.text)), "Strong")
            case Code():
                _styled(paragraph.add_run(clean(one.text)), "Code")
            case Quote():
                _speak(paragraph.add_run(clean(one.text)), one.language)
            case Mark() | Verdict():
                _marked(paragraph, one)
            case Link():
                self._link(paragraph, one)
            case _:
                assert_never(one)

    def _link(self, paragraph: Any, link: Link) -> None:
        target = self.links.target(link)
        if not target:
            paragraph.add_run(clean(link.text))
            return
        run = paragraph.add_run(clean(link.text))
        _styled(run, "Hyperlink")
        _lead_to(paragraph, run, target)
        if self.links.number(link)[1]:
            paragraph.add_run(" (")
            _styled(paragraph.add_run(target), "Code")
            paragraph.add_run(")")


def _sentence(figure: Any) -> Words:
    """A figure that stands out, as an item of a list."""
    return (Strong(text=f"{figure.value} {figure.label}"), *((". ", *figure.comment) if figure.comment else ()))


def _styled(run: Any, style: str) -> None:
    run._r.style = style


def _marked(paragraph: Any, one: Mark | Verdict) -> None:
    from docx.shared import RGBColor

    shape, colour = sign(one)
    run = paragraph.add_run(f"{shape}\u00a0{clean(one.text)}")
    run.font.color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())


def _speak(run: Any, language: str) -> None:
    """Have a run in a language of its own, if that is a language."""
    from docx.oxml import OxmlElement

    if _LANGUAGE.fullmatch(language):
        spoken = OxmlElement("w:lang")
        spoken.set(_name("w:val"), language)
        run._r.get_or_add_rPr().append(spoken)


def _lead_to(paragraph: Any, run: Any, target: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement

    link = OxmlElement("w:hyperlink")
    link.set(_name("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    link.append(run._r)


def _new_numbering(document: Any) -> int:
    """A numbering like that of the style for numbered lists, which begins at 1."""
    style = document.styles["List Number"].element
    numbering = document.part.numbering_part.element
    used = numbering.num_having_numId(style.pPr.numPr.numId.val).abstractNumId.val
    fresh = numbering.add_num(used)
    fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(fresh.numId)


def _frame(table: Any, caption: str, numeric: Sequence[bool]) -> None:
    """Give the columns their widths, say what the table is about, and that its first row and column are heads."""
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    narrow = min(_NUMBER_WIDTH, _WIDTH / len(numeric))
    wide = (_WIDTH - narrow * sum(numeric)) / max(1, len(numeric) - sum(numeric))
    for column, right in zip(table.columns, numeric, strict=True):
        column.width = Mm(narrow if right else wide)
    properties = table._tbl.tblPr
    for look in properties.findall(_name("w:tblLook")):
        properties.remove(look)
    look, told = OxmlElement("w:tblLook"), OxmlElement("w:tblCaption")
    for name, value in {"val": "00A0", "firstRow": "1", "lastRow": "0", "firstColumn": "1", "lastColumn": "0"}.items():
        look.set(_name(f"w:{name}"), value)
    told.set(_name("w:val"), caption)
    properties.extend((look, told))


def _repeat(row: Any) -> None:
    """Have a row at the head of each page that its table goes on at."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_whole(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _png(picture: Picture) -> io.BytesIO | None:
    """A picture in a kind that Word shows; None if it cannot be read."""
    from PIL import Image

    made = io.BytesIO()
    try:
        with Image.open(picture.path) as opened:
            opened.convert("RGB").save(made, "PNG")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    made.seek(0)
    return made


@functools.cache
def _sheet(language: str) -> bytes:
    """An empty letter: the size of the sheet, the language, the styles and the foot of the page."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(_TOP), Mm(22)
    section.left_margin = section.right_margin = Mm(25)
    for spoken in document.styles.element.xpath("w:docDefaults//w:lang"):
        spoken.set(_name("w:val"), f"{language}-{REGIONS[language]}")
    _style(document.styles)
    _number_pages(section.footer.paragraphs[0], language)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _describe(properties: Any, letter: Letter) -> None:
    """What the file says of itself; no time at which it was made."""
    properties.title = clean(letter.subject)[:255] or letter.key
    properties.author = "".join(map(clean, letter.sender[:1]))[:255]
    properties.language = f"{letter.language}-{REGIONS[letter.language]}"
    properties.comments, properties.keywords = "", ""
    for child in list(properties._element):
        if child.tag.endswith(("}created", "}modified")):
            properties._element.remove(child)


def _style(styles: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm, Pt

    _looks(styles["Normal"], size=11, after=8, line=1.15)
    for level, size in enumerate((14, 13, 12, 11, 11, 11, 11, 11, 11), start=1):
        _looks(styles[f"Heading {level}"], size=size, bold=True, before=14, after=6)
    styles["Heading 1"].paragraph_format.space_before = Pt(20)
    _looks(styles["Caption"], size=10, bold=True, before=8, after=4)
    styles["Caption"].paragraph_format.keep_with_next = True
    for name in ("List Bullet", "List Number"):
        _looks(styles[name], size=11, after=4)
    ours = ("Lead", "Small Print", "Warning", "Sender", "Recipient", "References", "Table Text")
    for name in (*ours, *_BUILT_IN):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name in _BUILT_IN)
        made.base_style = styles["Normal"]
        made.quick_style = True
    _looks(styles["Lead"], size=13, after=8)
    _looks(styles["Small Print"], size=9.5, colour=_SOFT, before=4, after=8)
    _looks(styles["Warning"], size=11, after=8)
    _line_at_left(styles["Warning"])
    _looks(styles["Table Text"], size=10, before=2, after=2)
    _looks(styles["References"], size=11, after=0)
    for name in ("Sender", "Recipient"):
        _looks(styles[name], size=11, after=0)
        styles[name].paragraph_format.line_spacing = Pt(_LINE)
    styles["Recipient"].paragraph_format.left_indent = Mm(85)
    _looks(styles["Closing"], size=11, before=14, after=0)
    styles["Closing"].paragraph_format.keep_with_next = True
    _looks(styles["Signature"], size=11, before=48, after=20)
    styles["Signature"].paragraph_format.keep_together = True
    _character_styles(styles)
    _rule_rows(styles["Table Grid"])


def _character_styles(styles: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb, link.font.underline = RGBColor.from_string(_ACCENT), True
    code = styles.add_style("Code", WD_STYLE_TYPE.CHARACTER)
    code.font.name, code.font.size, code.font.no_proof = _FONT_OF_CODE, Pt(10), True


def _looks(
    style: Any,
    *,
    size: float,
    bold: bool = False,
    colour: str = _INK,
    before: float = 0,
    after: float = 0,
    line: float = 0,
) -> None:
    """The font of a style, in points, and the space around its paragraphs; `line` is a factor."""
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.rPr.rFonts
    for name in [name for name in fonts.attrib if "Theme" in name or "theme" in name]:
        del fonts.attrib[name]
    space = style.paragraph_format
    space.space_before, space.space_after = Pt(before), Pt(after)
    if line:
        space.line_spacing = line


def _line_at_left(style: Any) -> None:
    properties = style.element.get_or_add_pPr()
    # In a file of Word, what a paragraph looks like has an order: lines before spaces.
    properties.find(_name("w:spacing")).addprevious(_borders("w:pBdr", {"left": ("24", _ACCENT)}))


def _rule_rows(style: Any) -> None:
    """Lines between the rows of a table, and none between its columns."""
    properties = style.element.find(_name("w:tblPr"))
    for old in properties.findall(_name("w:tblBorders")):
        properties.replace(
            old, _borders("w:tblBorders", {"top": ("8", _INK), "bottom": ("4", _SOFT), "insideH": ("4", _SOFT)})
        )


def _borders(name: str, sides: dict[str, tuple[str, str]]) -> Any:
    """Lines at some sides: each with its width, in eighths of a point, and its colour."""
    from docx.oxml import OxmlElement

    made = OxmlElement(name)
    for side, (width, colour) in sides.items():
        line = OxmlElement(f"w:{side}")
        for key, value in {
            "val": "single",
            "sz": width,
            "space": "8" if side == "left" else "0",
            "color": colour,
        }.items():
            line.set(_name(f"w:{key}"), value)
        made.append(line)
    return made


def _number_pages(paragraph: Any, language: str) -> None:
    """Page numbers, which Word counts itself."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for part in re.split(r"(\{\w+\})", page_of(language, "{PAGE}", "{NUMPAGES}")):
        if not part.startswith("{"):
            paragraph.add_run(part)
            continue
        field = OxmlElement("w:fldSimple")
        field.set(_name("w:instr"), part.strip("{}"))
        paragraph._p.append(field)
        run = paragraph.add_run("1")
        field.append(run._r)


def _without_clock(content: bytes) -> bytes:
    """The same zip file, with no time of day in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as fresh:
        for part in given.infolist():
            same = zipfile.ZipInfo(part.filename, _SAME_DAY)
            same.compress_type = zipfile.ZIP_DEFLATED
            fresh.writestr(same, given.read(part))
    return made.getvalue()


def _name(prefixed: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(prefixed))
