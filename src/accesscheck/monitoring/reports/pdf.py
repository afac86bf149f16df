"""Reports and letters as PDF: tagged as PDF/UA asks, with fonts of their own, the same bytes for the same text.

Typst sets them. What a reader sees goes to it as JSON, and pictures as files in memory: the templates never hold it, so
no text can be taken for markup.
"""

import base64
import functools
import io
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any, Literal, assert_never
from xml.sax.saxutils import escape

from accesscheck.errors import N_, InstallationError
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
    Text,
    Verdict,
    Words,
    plain,
    walk,
)
from accesscheck.monitoring.reports.characters import BREAK, breakable, clean, clusters
from accesscheck.monitoring.reports.marks import sign
from accesscheck.monitoring.reports.paper import REGIONS, online_words, page_of, qr_alt, references
from accesscheck.monitoring.reports.pdf_structure import with_row_heads
from accesscheck.monitoring.reports.qr_codes import qr_code
from accesscheck.monitoring.reports.written_links import AddressOf, WrittenLinks, nowhere

_CONTENTS_FROM = 4
"""Sections from which a report begins with a list of them."""
_LONG_ROW = 1200
"""Characters in a cell from which its row may go on at the next page, as it might not fit on one."""
_LONG_HEAD = 200
"""Characters in the title of a column from which its table has its head once: it might leave no room for rows."""
_MANY_ROWS = 200
"""A table with more rows gets its widths from us: Typst would set each cell twice to find them."""
_CHARACTERS = 88
"""How many characters a row of a table has room for, about."""
_LARGEST_PICTURE = 1600
"""In pixels, its longer side; and of a picture on paper in millimetres, its height."""
_HIGHEST_PICTURE = 110
_WIDEST_PICTURE = 132
_DRAWN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) | frozenset(
    "–—‘’‚“”„…•‹›€−□■▲●○\u202f\n" + BREAK
)

_Data = dict[str, Any]


def report_pdf(text: Text, *, address_of: AddressOf = nowhere) -> bytes:
    """A report; `address_of` says where another report of the year can be read, by its `report:KIND/KEY`.

    InstallationError without the packages of the extra `monitor`.
    """
    _require_installed()
    page = _Page(text.language, WrittenLinks(address_of, _keys(text.blocks)), written="at the end")
    first = next((at for at, block in enumerate(text.blocks) if isinstance(block, Section)), len(text.blocks))
    sections = text.sections()
    say_ = functools.partial(say, text.language)
    data = {
        **_about(clean(text.title).strip() or text.key, text.publisher, text.language),
        "publisher": _shown(text.publisher),
        "facts": [{"name": _shown(name), "words": page.words(words)} for name, words in text.facts],
        "opening": page.blocks(text.blocks[:first]),
        "contents": _shown(say_(N_("In this report"))) if len(sections) >= _CONTENTS_FROM else "",
        "blocks": page.blocks(text.blocks[first:]),
        **page.online(text.online, say_(N_("You can read this report online:"))),
        "addresses-title": _shown(say_(N_("Addresses of the links"))),
        "addresses": [{"target": one, "shown": _shown(one)} for one in page.links.addresses()],
    }
    return _compiled("report.typ", data, page.files)


def letter_pdf(letter: Letter, *, address_of: AddressOf = nowhere) -> bytes:
    """A letter for the window of a Belgian envelope, at the right. Otherwise as `report_pdf`."""
    _require_installed()
    page = _Page(letter.language, WrittenLinks(address_of, _keys(letter.blocks)), written="in the text")
    data = {
        **_about(clean(letter.subject).strip() or letter.key, "".join(letter.sender[:1]), letter.language),
        "sender": [_shown(line) for line in letter.sender],
        "recipient": [_shown(line) for line in letter.recipient],
        "references": [{"name": _shown(name), "words": [_shown(words)]} for name, words in references(letter)],
        "salutation": _shown(letter.salutation),
        "blocks": page.blocks(letter.blocks),
        "closing": _shown(letter.closing),
        "signature": [_shown(line) for line in letter.signature],
        **page.online(letter.online, online_words(letter)),
    }
    return _compiled("letter.typ", data, page.files)


class _Page:
    """What is gathered while blocks become data: the addresses that are written out, and the files of pictures."""

    def __init__(self, language: str, links: WrittenLinks, *, written: Literal["at the end", "in the text"]) -> None:
        self._language = language
        self._written = written
        self.links = links
        self.files: dict[str, bytes] = {}

    def blocks(self, blocks: Iterable[Block]) -> list[_Data]:
        return [self._block(block) for block in blocks if not _empty(block)]

    def words(self, words: Words) -> list[str | _Data]:
        return [self._inline(one) for one in words]

    def online(self, address: str, text: str) -> _Data:
        """Where it can be read, with its QR code; nothing if it is nowhere."""
        target = self.links.target(Link(text="", address=address))
        code = qr_code(target, "svg") if target else None
        if code is None:
            return {}
        return {
            "online": {
                "target": target,
                "shown": _shown(target),
                "text": _shown(text),
                "alt": clean(qr_alt(target, self._language)),
                "file": self._file(code),
            }
        }

    def _block(self, block: Block) -> _Data:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Bullets():
                return {"kind": "bullets", "ordered": block.ordered, "items": [self.words(one) for one in block.items]}
            case KeyFigures():
                figures = [
                    {"value": _shown(one.value), "label": _shown(one.label), "comment": self.words(one.comment)}
                    for one in block.figures
                ]
                return {"kind": "figures", "figures": figures}
            case Table():
                return self._table(block)
            case Chart():
                return self._chart(block)
            case Picture():
                return self._picture(block)
            case Section():
                return {
                    "kind": "section",
                    "key": clean(block.key),
                    "title": _shown(block.title),
                    "blocks": self.blocks(block.blocks),
                }
            case _:
                assert_never(block)

    def _paragraph(self, paragraph: Paragraph) -> _Data:
        words = paragraph.words
        if paragraph.kind == "warning":
            words = (Strong(text=labelled(say(self._language, N_("Please note")), "", self._language)), *words)
        return {"kind": "paragraph", "look": paragraph.kind, "words": self.words(words)}

    def _table(self, table: Table) -> _Data:
        rows = [
            {
                "cells": [self.words(cell.words) for cell in row],
                "long": any(len(plain(cell.words)) > _LONG_ROW for cell in row),
            }
            for row in table.rows
        ]
        return {
            "kind": "table",
            "caption": _shown(table.caption),
            "columns": [{"title": _shown(column.title), "numeric": column.numeric} for column in table.columns],
            "widths": _widths(table) if len(table.rows) > _MANY_ROWS else [],
            "long": any(len(column.title) > _LONG_HEAD for column in table.columns),
            "rows": rows,
            "note": self.words(table.note if table.rows else (say(self._language, N_("There is nothing to list.")),)),
        }

    def _chart(self, chart: Chart) -> _Data:
        drawn = _paper_chart(chart)
        numbers = charts.table(chart, self._language)
        title = _shown(drawn.title)
        return {
            "kind": "chart",
            "title": title,
            "alt": " ".join(filter(None, (clean(chart.title).rstrip(".") + ".", clean(chart.description)))),
            "file": self._file(charts.svg(drawn, self._language).encode()),
            "table": {
                **self._table(numbers),
                "caption": labelled(title, say(self._language, N_("The same numbers as a table")), self._language),
            },
        }

    def _picture(self, picture: Picture) -> _Data:
        alt = clean(picture.alt).strip() or clean(picture.caption).strip() or picture.path.stem
        opened = _embedded(picture)
        if opened is None:
            missing = labelled(say(self._language, N_("This picture is missing")), alt, self._language)
            return {"kind": "paragraph", "look": "small", "words": [_shown(missing)]}
        content, height = opened
        return {
            "kind": "picture",
            "file": self._file(content),
            "alt": alt,
            "caption": _shown(picture.caption),
            "height": height,
        }

    def _inline(self, one: Inline) -> str | _Data:
        match one:
            case str():
                return _shown(one)
            case Strong():
                return {"kind": "strong", "text": _shown(one.text)}
            case Code():
                return {"kind": "code", "text": _shown(one.text)}
            case Quote():
                return {"kind": "quote", "text": _shown(one.text), "language": _language(one.language)}
            case Mark() | Verdict():
                shape, colour = sign(one)
                return {"kind": "mark", "shape": shape, "colour": colour, "text": _shown(one.text)}
            case Link():
                return self._link(one)
            case _:
                assert_never(one)

    def _link(self, link: Link) -> _Data:
        target = self.links.target(link)
        number, fresh = self.links.number(link)
        at_the_end = self._written == "at the end"
        return {
            "kind": "link",
            "text": _shown(link.text),
            "target": target,
            "note": number if at_the_end else 0,
            "written": _shown(target) if fresh and not at_the_end else "",
        }

    def _file(self, content: bytes) -> str:
        name = f"picture-{len(self.files)}.svg"
        self.files[name] = content
        return name


def _keys(blocks: Iterable[Block]) -> Iterator[str]:
    return (clean(block.key) for block in walk(blocks) if isinstance(block, Section) and _shown(block.title).strip())


def _empty(block: Block) -> bool:
    """Whether there is nothing to see of a block."""
    match block:
        case Paragraph():
            return not plain(block.words).strip()
        case Bullets():
            return not block.items
        case KeyFigures():
            return not block.figures
        case Table():
            return not block.columns
        case _:
            return False


def _about(title: str, author: str, language: str) -> _Data:
    """What a document says of itself."""
    return {
        "title": clean(title),
        "title-shown": _shown(title),
        "author": [clean(author)] if author else [],
        "language": {"code": language, "region": REGIONS[language]},
        # The template puts the numbers in.
        "page": page_of(language, "{number}", "{total}"),
    }


def _shown(text: str) -> str:
    return breakable(_drawable(clean(text)))


def _drawable(text: str) -> str:
    """The text with a box for each character that the fonts lack; marks that they cannot draw are left out."""
    if _DRAWN.issuperset(text):
        return text
    return "".join(map(_drawn, clusters(text)))


@functools.cache
def _drawn(cluster: str) -> str:
    """A character with its marks, as far as the fonts that come with Typst can draw it."""
    if unicodedata.category(cluster[0])[0] in "MC":
        return ""
    if _is_drawn(cluster):
        return cluster
    return cluster[0] if _is_drawn(cluster[0]) else "□"


def _is_drawn(text: str) -> bool:
    """Whether Typst can draw it in each of the fonts of a report: of text, strong, of code and of a chart."""
    import typst

    if _DRAWN.issuperset(text):
        return True
    words = f'<text font-weight="600">{escape(text)}</text>'
    chart = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{words}</svg>'
    try:
        _typeset({"main.typ": _template("probe.typ"), "text": text.encode(), "chart.svg": chart.encode()})
    except typst.TypstError:
        return False
    return True


def _language(tag: str) -> dict[str, str | None]:
    """A BCP 47 tag as Typst takes it; nothing if it is none."""
    code, *others = tag.split("-")
    if not (code.isascii() and code.isalpha() and len(code) in (2, 3)):
        return {}
    region = next((one.upper() for one in others if one.isascii() and one.isalpha() and len(one) == 2), None)
    return {"code": code.lower(), "region": region}


def _paper_chart(chart: Chart) -> Chart:
    """The chart with words that can be drawn."""
    from dataclasses import replace

    return replace(
        chart,
        title=_drawable(clean(chart.title)),
        labels_title=_drawable(clean(chart.labels_title)),
        labels=tuple(_drawable(clean(label)) for label in chart.labels),
        series=tuple(replace(one, name=_drawable(clean(one.name))) for one in chart.series),
        break_text=_drawable(clean(chart.break_text)),
        target_text=_drawable(clean(chart.target_text)),
    )


def _widths(table: Table) -> list[float]:
    """How columns share the width of the page: by their longest cell, but none has less than its longest word needs."""
    texts = [
        [column.title, *(plain(cell.words) for cell in cells)]
        for column, cells in zip(table.columns, zip(*table.rows, strict=True), strict=True)
    ]
    words = [max(len(word) for text in column for word in text.split() or [""]) for column in texts]
    whole = [max(map(len, column[1:])) for column in texts]
    spare = max(0, _CHARACTERS - sum(words) - 2 * len(words))
    wanted = [max(0, most - word) for most, word in zip(whole, words, strict=True)]
    share = min(1.0, spare / max(1, sum(wanted)))
    return [round(word + 2 + share * more, 1) for word, more in zip(words, wanted, strict=True)]


def _embedded(picture: Picture) -> tuple[bytes, float] | None:
    """A picture, no larger than paper needs, in an SVG, and its height on paper in mm; None if it cannot be read.

    In an SVG because files in memory are text to Typst's binding.
    """
    from PIL import Image

    try:
        with Image.open(picture.path) as opened:
            opened.thumbnail((_LARGEST_PICTURE, _LARGEST_PICTURE))
            made = io.BytesIO()
            opened.convert("RGB").save(made, "PNG")
            width, height = opened.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    data = base64.b64encode(made.getvalue()).decode()
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{data}"/></svg>'
    )
    return svg.encode(), min(_HIGHEST_PICTURE, _WIDEST_PICTURE * height / width)


def _compiled(template: str, data: _Data, pictures: Mapping[str, bytes]) -> bytes:
    import typst

    templates = {"main.typ": _template(template), "blocks.typ": _template("blocks.typ")}
    try:
        made = _typeset({**templates, **pictures, "data.json": json.dumps(data).encode()})
    except typst.TypstError:
        # Letters that can be drawn one by one need not be so together: then only those of our languages stay.
        pictures = {name: _plain(content.decode()).encode() for name, content in pictures.items()}
        made = _typeset({**templates, **pictures, "data.json": json.dumps(_plain(data)).encode()})
    return with_row_heads(made)


def _plain(value: Any) -> Any:
    """The data with a box for each character that is not surely drawn; what is not drawn at all is left as it is."""
    match value:
        case str():
            return "".join(one if one in _DRAWN else "□" for one in value)
        case list():
            return [_plain(one) for one in value]
        case dict():
            return {key: one if key in ("alt", "key", "target") else _plain(one) for key, one in value.items()}
        case _:
            return value


def _typeset(given: Mapping[str, bytes]) -> bytes:
    """The PDF of `main.typ`. It says no day, so that equal texts are equal files."""
    compiled = _compiler().compile(dict(given), format="pdf", pdf_standards=["ua-1"])
    return bytes(compiled)


@functools.cache
def _compiler() -> Any:
    import typst

    return typst.Compiler(ignore_system_fonts=True)


def _require_installed() -> None:
    try:
        import pikepdf  # noqa: F401
        import segno  # noqa: F401
        import typst  # noqa: F401
    except ModuleNotFoundError:
        raise InstallationError(
            N_("Reports in PDF need more packages. Install them: pip install accesscheck[monitor]")
        ) from None


@functools.cache
def _template(name: str) -> bytes:
    return (files("accesscheck.monitoring.reports") / "templates" / name).read_bytes()
