"""A report in words: sections of blocks, in one language. What it looks like is for `html`, `pdf` and `word`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from accesscheck.model.finding import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`address` is absolute, or `report:KIND/KEY` for another report of the same year: `report:entity/OVO000001`.

    A `title` is what others called their page.
    """

    text: str
    address: str
    title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Markup, an address or a name that is written exactly so."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strong:
    """Words that matter more."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words of a page, in its language by its BCP 47 tag; empty if that is not known."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An outcome: its shape and colour, before its word."""

    outcome: Outcome
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a target was met: a shape and a colour, before its word."""

    standing: Literal["met", "not met", "not measured"]
    text: str


Inline = str | Link | Code | Strong | Quote | Mark | Verdict
Words = tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """`lead` is the answer in one sentence; `small` is how it was measured; `warning` is what a reader must know."""

    words: Words
    kind: Literal["plain", "lead", "small", "warning"] = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list; `ordered` if its order matters."""

    items: tuple[Words, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """A figure that stands out: “14 of 55”, what it counts, and what to compare it with."""

    value: str
    label: str
    comment: Words = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigures:
    """A few figures side by side."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`words` as shown; `value` is what it is worth: for sorting, and for data. None is empty, and sorts last."""

    words: Words
    value: float | str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`numeric` cells stand at the right."""

    title: str
    numeric: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The first cell of a row heads it. A reader may sort a `sortable` table by each of its columns.

    ValueError if a row has another number of cells than there are columns.
    """

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sortable: bool = False
    note: Words = ()

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"{self.key}: {len(row)} cells in {len(self.columns)} columns")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSeries:
    """`values` pair with the labels of the chart; None where nothing was measured. `low` and `high`: an interval."""

    name: str
    values: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Numbers that are drawn, with the same numbers as a table.

    `lines` go over the years, `bars` compare things, `stacked` bars divide a whole. `unit` “share” holds values from 0
    to 1, that are shown as a percentage. `breaks` are places of labels whose values cannot be compared with those
    before; `target` is a line at a value. ValueError if a series does not pair with the labels.
    """

    key: str
    kind: Literal["lines", "bars", "stacked"]
    title: str
    description: str
    unit: Literal["share", "per page", "number"]
    labels_title: str
    labels: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    breaks: tuple[int, ...] = ()
    break_text: str = ""
    target: float | None = None
    target_text: str = ""

    def __post_init__(self) -> None:
        for one in self.series:
            if len(one.values) != len(self.labels):
                raise ValueError(f"{self.key}: {one.name} does not pair with the labels")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image file, such as a screenshot. `alt` says what is on it."""

    path: Path
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """`key` is its anchor, unique in a report. A `folded` section is shown on demand where that can be."""

    key: str
    title: str
    blocks: "tuple[Block, ...]"
    folded: bool = False


Block = Paragraph | Bullets | KeyFigures | Table | Chart | Picture | Section

ReportKind = Literal["entity", "domain", "government", "theme", "handbook"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A report. `key` tells it from others of its kind; `online` is where it can be read, empty if nowhere.

    `facts` are its first lines: what it is about, over which year, from which day.
    """

    kind: ReportKind
    key: str
    language: str
    year: int
    title: str
    facts: tuple[tuple[str, Words], ...]
    blocks: tuple[Block, ...]
    publisher: str = ""
    online: str = ""

    @property
    def address(self) -> str:
        """What other reports of the year link to it by."""
        return f"report:{self.kind}/{self.key}"

    def sections(self) -> tuple[Section, ...]:
        """The sections of the first order."""
        return tuple(block for block in self.blocks if isinstance(block, Section))


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter to a body, which goes with its report.

    `sender` and `recipient` are lines of an address; `online` is where the report can be read, empty if nowhere.
    """

    key: str
    language: str
    year: int
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    place_and_date: str
    subject: str
    salutation: str
    blocks: tuple[Block, ...]
    closing: str
    signature: tuple[str, ...]
    online: str = ""
    online_text: str = ""
    enclosed: tuple[str, ...] = ()


def plain(words: Words) -> str:
    """Words without what sets them apart."""
    return "".join(one if isinstance(one, str) else one.text for one in words)


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, also those inside of sections, in the order of reading."""
    for block in blocks:
        yield block
        if isinstance(block, Section):
            yield from walk(block.blocks)


def cell(text: str | Words, value: float | str | None = None) -> Cell:
    """A cell of some words; it is worth what it says, unless a value is given."""
    words: Words = (text,) if isinstance(text, str) else text
    return Cell(words=words, value=plain(words) if value is None and words else value)


def row(*cells: Cell | str) -> tuple[Cell, ...]:
    """Cells, of which texts are cells of their own words."""
    return tuple(one if isinstance(one, Cell) else cell(one) for one in cells)


def table_of(chart: Chart, shown: Sequence[Sequence[str]]) -> Table:
    """The numbers of a chart as a table; `shown` holds, for each series, its values as text."""
    rows = tuple(
        row(
            label,
            *(
                Cell(words=(texts[place],), value=one.values[place])
                for one, texts in zip(chart.series, shown, strict=True)
            ),
        )
        for place, label in enumerate(chart.labels)
    )
    columns = (Column(title=chart.labels_title), *(Column(title=one.name, numeric=True) for one in chart.series))
    return Table(key=f"{chart.key}-table", caption=chart.title, columns=columns, rows=rows)
