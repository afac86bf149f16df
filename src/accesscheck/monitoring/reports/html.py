"""Reports and letters as pages of a site: no network, no script, and a style that each page carries itself.

`page` and `letter_page` make the markup of one page; `sorted_pages` those of its sortable tables, one for each column
and direction; `pictures` names the files that must stand beside it.
"""

import functools
import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

from markupsafe import Markup, escape

from accesscheck.errors import N_
from accesscheck.messages import QUOTES, labelled, language_name, say
from accesscheck.model.finding import Outcome
from accesscheck.model.rule import LANGUAGES
from accesscheck.monitoring.reports import charts
from accesscheck.monitoring.reports.blocks import (
    Block,
    Cell,
    Chart,
    Code,
    Inline,
    Letter,
    Link,
    Mark,
    Picture,
    Quote,
    Strong,
    Table,
    Text,
    Verdict,
    Words,
    plain,
    walk,
)
from accesscheck.monitoring.reports.characters import clean
from accesscheck.monitoring.reports.drawing import PALETTE, anchor
from accesscheck.monitoring.reports.marks import sign

if TYPE_CHECKING:
    from jinja2 import Environment

MOST_ROWS = 12
"""A longer table of a chart is folded; print unfolds it."""

FEWEST_SORTED = 6
"""A table with fewer rows is seen at a glance: nobody sorts it."""
_CHARACTERS = 74
"""How many characters a table is wide, borders and all."""

_SHORT = 18

_OUTCOMES: Mapping[str, Outcome] = {
    "met": Outcome.PASSED,
    "not met": Outcome.FAILED,
    "not measured": Outcome.UNTESTED,
}
"""A verdict has the look of an outcome."""
_ABROAD = re.compile(r"(https?://|mailto:|tel:)\S+", re.IGNORECASE)
_FILE = re.compile(r"\.(pdf|docx|xlsx|csv|zip)(?:[?#]|$)", re.IGNORECASE)
"""A file that opens in another program: a reader must know."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a page stands in its site. Paths have slashes, and begin at the top of the site.

    `reports`: the path of the page behind each `report:KIND/KEY`; `languages`: the path of the page in each language;
    `nav`: links at the top of the page; `downloads`: what else there is, as words and the name of a file beside it.
    """

    path: str
    reports: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    nav: tuple[Link, ...] = ()
    downloads: tuple[tuple[str, str], ...] = ()


def page(text: Text, place: Place) -> str:
    """A report as a page."""
    view = _View(text.language, place)
    return _render("text.html.jinja", view, text=text)


def letter_page(letter: Letter, place: Place) -> str:
    """A letter as a page that looks like one."""
    return _render("letter.html.jinja", _View(letter.language, place), letter=letter)


def sorted_pages(text: Text, place: Place) -> Iterator[tuple[str, str]]:
    """The path and the markup of each page that the titles of the columns of sortable tables lead to."""
    for table in walk(text.blocks):
        if not isinstance(table, Table) or not _sorts(table):
            continue
        for number, column in enumerate(table.columns):
            usual = _usual(column.numeric)
            for direction in (usual, _OPPOSITE[usual]):
                order = _Order(number, direction)
                path = posixpath.join(posixpath.dirname(place.path), _sorted_name(place.path, table, order))
                view = _View(text.language, replace(place, path=path), main=place.path)
                ordered = replace(table, rows=tuple(_in_order(table, order)))
                yield path, _render("sorted.html.jinja", view, text=text, table=ordered, order=order)


def pictures(blocks: Iterable[Block]) -> Mapping[str, Path]:
    """The files to copy beside a page: by the path that the page knows them by."""
    found = (block for block in walk(blocks) if isinstance(block, Picture))
    return {_picture_name(picture): picture.path for picture in found if _size(picture.path) is not None}


def _sorts(table: Table) -> bool:
    return table.sortable and len(table.rows) >= FEWEST_SORTED


def _render(template: str, view: "_View", **parts: Any) -> str:
    return _environment().get_template(template).render(view=view, t=view.t, **parts)


@functools.cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("accesscheck.monitoring.reports"),
        autoescape=True,
        finalize=lambda value: clean(value) if type(value) is str else value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


@functools.cache
def _style(language: str) -> Markup:
    colon = labelled("", "", language)
    shapes = {outcome.value: sign(Mark(outcome=outcome, text=""))[0] for outcome in Outcome}
    made = _environment().get_template("style.css.jinja").render(palette=PALETTE, shapes=shapes, colon=colon)
    return Markup(re.sub(r"\s*\n\s*", "\n", made))  # noqa: S704 (our own style)


Direction = Literal["ascending", "descending"]
_OPPOSITE: Mapping[Direction, Direction] = {"ascending": "descending", "descending": "ascending"}
_ORDERS: Mapping[tuple[bool, Direction], str] = {
    (False, "ascending"): N_("Sorted by “{column}”, from A to Z."),
    (False, "descending"): N_("Sorted by “{column}”, from Z to A."),
    (True, "ascending"): N_("Sorted by “{column}”, the smallest first."),
    (True, "descending"): N_("Sorted by “{column}”, the largest first."),
}


@dataclass(frozen=True, slots=True)
class _Order:
    """By which column, counted from 0, and in which direction a table is sorted."""

    column: int
    direction: Direction


def _usual(numeric: bool) -> Direction:
    """What a reader looks for first: the largest number, or the first letter."""
    return "descending" if numeric else "ascending"


def _in_order(table: Table, order: _Order) -> list[tuple[Cell, ...]]:
    """The rows in an order; those without a value come last, whatever the direction."""
    known = [row for row in table.rows if row[order.column].value is not None]
    empty = [row for row in table.rows if row[order.column].value is None]
    known.sort(key=lambda row: _worth(row[order.column].value), reverse=order.direction == "descending")
    return known + empty


def _worth(value: float | str | None) -> tuple[bool, float, str]:
    """Numbers before words; words without regard to capitals and accents."""
    if not isinstance(value, str):
        return False, value or 0, ""
    letters = unicodedata.normalize("NFKD", value.casefold())
    return True, 0, "".join(letter for letter in letters if not unicodedata.combining(letter))


def _sorted_name(main: str, table: Table, order: _Order) -> str:
    stem = posixpath.basename(main).removesuffix(".html")
    turned = "" if order.direction == _usual(table.columns[order.column].numeric) else "-turned"
    return f"{stem}--{anchor(table.key)}-{order.column + 1}{turned}.html"


def _picture_name(picture: Picture) -> str:
    """Its own name, with a part that tells it from others of that name."""
    path = picture.path
    mark = hashlib.sha256(str(path).encode(errors="replace")).hexdigest()[:8]
    return f"pictures/{anchor(path.stem)[:40]}-{mark}.{anchor(path.suffix[1:])}"


def _size(path: Path) -> tuple[int, int] | None:
    """Width and height in pixels; None if there is no such picture."""
    from PIL import Image

    try:
        with Image.open(path) as image:
            return image.size
    except (OSError, ValueError, Image.DecompressionBombError):
        return None


@dataclass(frozen=True, slots=True)
class _Version:
    """A page in a language, as the switch of languages needs it."""

    code: str
    name: str
    address: str
    current: bool


class _View:
    """What the templates ask, for one page."""

    most_rows = MOST_ROWS
    broad = charts.WIDE
    slim = charts.NARROW

    def __init__(self, language: str, place: Place, *, main: str = "") -> None:
        self.language = language
        self.place = place
        self.main = posixpath.basename(main or place.path)
        self.colon = labelled("", "", language)
        self.style = _style(language)
        self._written: set[str] = set()

    @property
    def languages(self) -> Sequence[_Version]:
        """The versions of this page, in the usual order of languages; none if there is but one."""
        there = {self.language: self.place.path, **self.place.languages}
        return [
            _Version(code, _own_name(code), self._to(there[code]), code == self.language)
            for code in LANGUAGES
            if code in there and len(there) > 1
        ]

    def t(self, message: str, **params: str | int) -> str:
        return say(self.language, message, **params)

    def labelled(self, label: str, text: str) -> str:
        return labelled(label, text, self.language)

    @staticmethod
    def kind(block: Block) -> str:
        return type(block).__name__

    @staticmethod
    def anchor(key: str) -> str:
        return anchor(key)

    def words(self, words: Words) -> Markup:
        return Markup("".join(map(self._inline, words)))  # noqa: S704 (each part is escaped)

    def _inline(self, one: Inline) -> Markup:
        match one:
            case str():
                return self._quoting(clean(one))
            case Link():
                return self._link(one)
            case Code():
                return Markup("<code>{}</code>").format(clean(one.text))
            case Strong():
                return Markup("<strong>{}</strong>").format(clean(one.text))
            case Quote() if _LANGUAGE.fullmatch(one.language):
                return Markup('<q dir="auto" lang="{}">{}</q>').format(one.language, clean(one.text))
            case Quote():
                return Markup('<q dir="auto">{}</q>').format(clean(one.text))
            case Mark() | Verdict():
                return _marked(one)

    def _link(self, link: Link) -> Markup:
        address = self._address(link.address)
        if address is None:
            return Markup("<cite>{}</cite>").format(clean(link.text)) if link.title else escape(clean(link.text))
        words = clean(link.text)
        kind = _FILE.search(address)
        if kind is not None and kind[1].lower() not in words.lower():
            words = f"{words} ({kind[1].upper()})"
        written = ""
        if link.text != address and address.startswith("http") and address not in self._written:
            self._written.add(address)
            written = ' class="written"'
        made = Markup(f'<a href="{escape(address)}"{written}>{escape(words)}</a>')  # noqa: S704 (each part is escaped)
        return Markup("<cite>{}</cite>").format(made) if link.title else made

    def _quoting(self, text: str) -> Markup:
        """What stands between quotation marks are words that the report speaks about, not its own."""
        opening, closing = QUOTES[self.language]
        if opening not in text:
            return escape(text)
        made = Markup("")
        for number, part in enumerate(text.split(opening)):
            quoted, mark, after = part.partition(closing) if number else ("", "", part)
            if number:
                made += Markup("<q>{}</q>").format(f"{opening}{quoted}{mark}") if mark else f"{opening}{part}"
            made += after
        return made

    def _address(self, address: str) -> str | None:
        """Where a link leads from this page; None if that is nowhere."""
        if address.startswith("#"):
            # A page of one sorted table has no sections of its own.
            page = "" if self.main == posixpath.basename(self.place.path) else quote(self.main)
            return f"{page}#{anchor(address[1:])}"
        if _ABROAD.fullmatch(address) and clean(address) == address:
            return address
        path = self.place.reports.get(address)
        if path is not None:
            return self._to(path)
        report, _, part = address.rpartition("#")
        path = self.place.reports.get(report)
        return f"{self._to(path)}#{anchor(part)}" if path is not None else None

    def _to(self, path: str) -> str:
        return _relative(path, posixpath.dirname(self.place.path) or ".")

    def beside(self, name: str) -> str:
        """The address of a file beside this page."""
        return quote(name)

    def nav(self, link: Link) -> Markup:
        address = self._address(link.address)
        if address is None:
            return escape(clean(link.text))
        here = self.place.reports.get(link.address) == self.place.path
        current = Markup(' aria-current="page"') if here else Markup("")
        return Markup('<a href="{}"{}>{}</a>').format(address, current, clean(link.text))

    def online(self, address: str) -> Markup:
        """An address that is read as it is written."""
        return self._link(Link(text=address, address=address))

    def address(self, lines: Sequence[str]) -> Markup:
        return Markup("<br>").join(map(clean, lines))

    def room(self, table: Table) -> list[float]:
        """How wide each column should be at least, in characters, so that no word of its title is broken."""
        needs = [1.15 * max(map(len, column.title.split()), default=0) + 1 for column in table.columns]
        most = max(needs, default=0)
        while most > 5 and sum(min(need, most) for need in needs) > _CHARACTERS - 1.7 * len(needs):
            most -= 0.5
        return [round(min(need, most), 1) for need in needs]

    def rows(self, table: Table) -> Markup:
        titles = [
            Markup('<td{} data-label="{}">').format(self._alignment(table, number), clean(column.title))
            for number, column in enumerate(table.columns)
        ]
        made = []
        for first, *others in table.rows:
            cells = [f'<tr><th scope="row">{self.words(first.words)}</th>']
            for begin, cell in zip(titles[1:], others, strict=True):
                cells.append(f"{begin}{self.words(cell.words)}</td>")
            made.append(f"{''.join(cells)}</tr>")
        return Markup("\n".join(made))  # noqa: S704 (each part is escaped above)

    @staticmethod
    def _alignment(table: Table, number: int) -> Markup:
        """Numbers stand at the right, and short ones on one line where the columns are few."""
        if not table.columns[number].numeric:
            return Markup("")
        longest = max((len(plain(row[number].words)) for row in table.rows), default=0)
        if longest <= _SHORT and len(table.columns) < 6:
            return Markup(' class="number whole"')
        return Markup(' class="number"')

    def sort_link(self, table: Table, column: int, order: _Order | None) -> str:
        direction = _usual(table.columns[column].numeric)
        if order is not None and order.column == column:
            direction = _OPPOSITE[order.direction]
        return quote(_sorted_name(self.main, table, _Order(column, direction)))

    def order_told(self, table: Table, order: _Order) -> str:
        column = table.columns[order.column]
        return say(self.language, _ORDERS[column.numeric, order.direction], column=column.title)

    @staticmethod
    def sorts(table: Table) -> bool:
        return _sorts(table)

    def numbers(self, chart: Chart) -> Table:
        return charts.table(chart, self.language)

    def svg(self, chart: Chart, width: int) -> Markup:
        return Markup(charts.svg(chart, self.language, width=width))  # noqa: S704 (drawing escapes)

    def size(self, picture: Picture) -> tuple[int, int] | None:
        return _size(picture.path)

    def source(self, picture: Picture) -> str:
        return quote(_picture_name(picture))


@functools.lru_cache(maxsize=10_000)
def _relative(path: str, folder: str) -> str:
    """The address of a path, from a folder."""
    return quote(posixpath.relpath(path, folder))


def _own_name(code: str) -> str:
    """The name of a language in that language."""
    name = language_name(code, code)
    return name[:1].upper() + name[1:]


def _marked(mark: Mark | Verdict) -> Markup:
    """A word whose shape and colour the style adds; the shape is not read out, as the word says the same."""
    outcome = mark.outcome if isinstance(mark, Mark) else _OUTCOMES[mark.standing]
    return Markup(f'<span class="{outcome.value}">{escape(clean(mark.text))}</span>')  # noqa: S704 (escaped)
