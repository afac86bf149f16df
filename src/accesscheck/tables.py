"""The table model of the HTML standard: which cells a header cell is assigned to.

Forming a table and forming relationships are two algorithms of the standard (4.9.12). Where it leaves a header
without scope to nothing, because data stands both in its row and in its column, browsers and axe-core still take it
for a header of both; so do we. A header with the scope of a column group is one of the columns that it stands over.
"""

import re
import weakref
from collections.abc import Iterator
from dataclasses import dataclass

from accesscheck.dom import Dom, Node
from accesscheck.roles import has_any, integer, role, self_and_ancestors, stated_role

_MOST_COLUMNS = 1_000
_MOST_SLOTS = 200_000
_HEADER_ROLES = ("columnheader", "rowheader")

_STRUCTURE = (
    "h1, h2, h3, h4, h5, h6, ul, ol, dl, form, fieldset, input, select, textarea, nav, section, article, main, header, "
    "footer, iframe, video, pre, figure, blockquote, hr, p + p"
)
"""What the parts of a page are made of; in a cell of data it is rare."""

_NUMBER = re.compile(r"[€$£]?\s?[-+−]?\d[\d\s.,:/%–-]*(?:[€$£%]|[^\W\d_]{1,4})?\Z")
_SHORT = 60

_tables: "weakref.WeakKeyDictionary[Dom, dict[int, Table]]" = weakref.WeakKeyDictionary()


# Not frozen: a page can have thousands, and a frozen one takes three times as long to make.
@dataclass(slots=True, eq=False)
class Cell:
    """A cell and the slots that it covers; `group` is the number of its row group."""

    node: Node
    row: int
    column: int
    height: int
    width: int
    group: int
    is_header: bool

    @property
    def rows(self) -> range:
        return range(self.row, self.row + self.height)

    @property
    def columns(self) -> range:
        return range(self.column, self.column + self.width)


class Table:
    """A table as a grid of slots. Get it with `of` or `around`. One of more than 200,000 slots has no cells here."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self._cells: dict[int, Cell] = {}
        self._slots: dict[tuple[int, int], Cell | None] = {}
        self._form(node)
        cells = self._cells.values()
        data = [cell for cell in cells if not cell.is_header]
        self._rows_with_data = {row for cell in data for row in cell.rows}
        self._columns_with_data = {column for cell in data for column in cell.columns}
        self.height = max((cell.rows.stop for cell in cells), default=0)
        self.width = max((cell.columns.stop for cell in cells), default=0)
        self._by_id = {cell.node.id: cell for cell in reversed(cells) if cell.node.id}
        self._named = {cell: self._headers_attribute(cell) for cell in cells if "headers" in cell.node.attributes}
        self._referred_to = {header for named in self._named.values() for header in named}

    def headers(self) -> list[Node]:
        """Its header cells."""
        return [cell.node for cell in self._cells.values() if cell.is_header]

    def has_data(self) -> bool:
        """Whether it has a cell that is no header."""
        return bool(self._rows_with_data)

    @property
    def cells(self) -> list[Cell]:
        """Its cells, in order of the rows; those of a foot come last."""
        return list(self._cells.values())

    def rows(self) -> list[list[Cell | None]]:
        """What covers each slot, row by row: None where nothing does, or two cells do."""
        return [[self._slots.get((row, column)) for column in range(self.width)] for row in range(self.height)]

    def states_headers(self) -> bool:
        """Whether it has header cells, or data cells that name or are named as their headers."""
        return any(cell.is_header or has_any(cell.node, ("scope", "headers")) for cell in self._cells.values())

    def has_rows_and_columns_with_headers(self) -> bool:
        """Whether some headers are of columns and some of rows, or headers of columns stand in several rows."""
        headers = [cell for cell in self._cells.values() if cell.is_header]
        scopes = {header: self._scope(header) for header in headers}
        of_columns = [header for header in headers if scopes[header] in ("col", "colgroup", "auto")]
        beside_data = any(
            scopes[header] in ("row", "rowgroup", "auto") and self._rows_with_data.intersection(header.rows)
            for header in headers
        )
        return bool(of_columns) and (beside_data or len({header.row for header in of_columns}) > 1)

    def without_header(self) -> list[Cell]:
        """Data cells with text that no header cell is assigned to."""
        headers = [(cell, self._scope(cell)) for cell in self._cells.values() if cell.is_header]
        first: dict[int, int] = {}
        left: dict[int, int] = {}
        for header, scope in headers:
            for column in header.columns if scope in ("col", "colgroup", "auto") else ():
                first[column] = min(header.row, first.get(column, header.row))
            for row in header.rows if scope in ("row", "auto") else ():
                left[row] = min(header.column, left.get(row, header.column))
        groups = [header for header, scope in headers if scope == "rowgroup"]
        return [
            cell
            for cell in self._cells.values()
            if not cell.is_header
            and not self._named.get(cell)
            and not any(first.get(column, cell.row) < cell.row for column in cell.columns)
            and not any(left.get(row, cell.column) < cell.column for row in cell.rows)
            and not any(self._is_in_row_group_of(group, cell) for group in groups)
            and not is_empty(cell)
        ]

    def has_data_marks(self) -> bool:
        """Whether its markup says that it holds data, with headers, a name, a summary, a caption or a head."""
        return (
            self.states_headers()
            or has_any(self.node, ("summary", "aria-label", "aria-labelledby"))
            or self.says_data()
        )

    def says_data(self) -> bool:
        """Whether it has a caption, or a head apart from its body."""
        parts = {child.tag: child for child in self.node.iter()}
        if "caption" in parts and parts["caption"].text().strip():
            return True
        groups = {cell.group for cell in self._cells.values()}
        return "thead" in parts and len(groups) > 1 and parts["thead"].css_first("td") is not None

    def holds_structure(self) -> bool:
        """Whether a cell holds what the parts of a page are made of: headings, lists, forms, other tables."""
        inner = any(table.mem_id != self.node.mem_id for table in self.node.css("table"))
        return inner or any(cell.node.css_first(_STRUCTURE) is not None for cell in self._cells.values())

    def looks_like_layout(self) -> bool:
        """Whether it seems to place parts of a page side by side: by what its cells hold, if nothing says data."""
        if not self._cells or self.has_data_marks():
            return False
        if any(inner.mem_id != self.node.mem_id for inner in self.node.css("table")):
            return True
        filled = [cell for cell in self._cells.values() if not is_empty(cell)]
        structured = sum(cell.node.css_first(_STRUCTURE) is not None for cell in filled)
        return structured > 0 and 2 * structured >= len(filled)

    def looks_like_data(self) -> bool:
        """Whether it is a regular grid of short texts, of 6 cells or more and few of them empty."""
        cells = self._cells.values()
        if self.width < 2 or self.height < 2 or len(cells) < 6 or not self.is_full():
            return False
        texts = [_text(cell) for cell in cells]
        filled = [text for text in texts if text]
        short = sum(len(text) <= _SHORT for text in filled)
        return not self.holds_structure() and 5 * len(filled) >= 4 * len(texts) and 4 * short >= 3 * len(filled)

    def first_row_reads_as_headers(self) -> bool:
        """Whether short words stand in its first row, over numbers or set in bold while the rows below are not."""
        rows = self.rows()
        if len(rows) < 3 or self.width < 2 or any(cell is None for row in rows for cell in row):
            return False
        top = [cell for cell in rows[0] if cell is not None]
        words = [_text(cell) for cell in top]
        if (
            len({*words}) < len(words)
            or any(len(text) > _SHORT or is_number(text) for text in words)
            or not all(words[1:])
        ):
            return False
        if all(_is_bold(cell.node) for cell in top if not is_empty(cell)):
            return not all(_is_bold(cell.node) for cell in rows[1] if cell is not None)
        columns = list(zip(*rows[1:], strict=True))[1:]
        return any(all(cell is not None and is_number(_text(cell)) for cell in column) for column in columns)

    def is_full(self) -> bool:
        """Whether one cell covers each slot: all rows have as many columns, spans counted."""
        return all(cell is not None for row in self.rows() for cell in row)

    def has_cells(self, node: Node) -> bool:
        """Whether a header cell is assigned to another cell, which may be a header too."""
        header = self._cells[node.mem_id]
        if header in self._referred_to:
            return True
        match self._scope(header):
            case "row":
                return self._finds_cell(header, down=False)
            case "col" | "colgroup":
                return self._finds_cell(header, down=True)
            case "rowgroup":
                return any(self._is_in_row_group_of(header, cell) for cell in self._cells.values())
        return self._finds_cell(header, down=True) or self._finds_cell(header, down=False)

    def stands_after_cells(self, node: Node) -> bool:
        """Whether data stands above a header of a column, or left of a header of a row: such data it does not get."""
        header = self._cells[node.mem_id]
        scope = self._scope(header)
        above = ((row, column) for row in range(header.row) for column in header.columns)
        before = ((row, column) for column in range(header.column) for row in header.rows)
        places = [
            *(above if scope not in ("row", "rowgroup") else ()),
            *(before if not scope.startswith("col") else ()),
        ]
        return any(cell is not None and not cell.is_header for cell in map(self._slots.get, places))

    def _scope(self, header: Cell) -> str:
        """What it is the header of: row, col, rowgroup or colgroup; auto if that cannot be told: of both."""
        stated = {"columnheader": "col", "rowheader": "row"}.get(stated_role(header.node) or "")
        scope = stated or (header.node.attributes.get("scope") or "").lower()
        if scope in ("row", "col", "rowgroup", "colgroup"):
            return scope
        if not self._rows_with_data.intersection(header.rows):
            return "col"
        if not self._columns_with_data.intersection(header.columns):
            return "row"
        return "auto"

    def _finds_cell(self, header: Cell, *, down: bool) -> bool:
        """Whether a cell below it, or to its right, looks back and finds this header.

        A cell looks up and to the left. Another header of the same columns stops it, once data stands between the two.
        """
        for line in header.columns if down else header.rows:
            data_between = False
            places = range(header.rows.stop, self.height) if down else range(header.columns.stop, self.width)
            for place in places:
                cell = self._slots.get((place, line) if down else (line, place))
                if cell is None:
                    continue
                if data_between and cell.is_header and self._covers_the_same(header, cell, down=down):
                    break
                if not self._named.get(cell):
                    return True
                data_between = data_between or not cell.is_header
        return False

    def _covers_the_same(self, header: Cell, other: Cell, *, down: bool) -> bool:
        return other.columns == header.columns if down else other.rows == header.rows

    def _is_in_row_group_of(self, header: Cell, cell: Cell) -> bool:
        return (
            cell is not header
            and cell.group == header.group
            and cell.rows.stop > header.row
            and cell.columns.stop > header.column
            and not self._named.get(cell)
        )

    def _headers_attribute(self, cell: Cell) -> set[Cell]:
        """The cells of this table that it names as its headers; without one, the place of the cell tells."""
        names = (cell.node.attributes.get("headers") or "").split()
        return {self._by_id[name] for name in names if name in self._by_id} - {cell}

    def _form(self, table: Node) -> None:
        """The algorithm for forming a table; a foot comes last, and no cell grows out of its row group."""
        row = 0
        for number, group in enumerate(_row_groups(table)):
            end = row + len(group)
            for tr in group:
                for cell in self._cells_of_row(tr, row, end, number):
                    if len(self._slots) + cell.width * cell.height > _MOST_SLOTS:
                        self._cells, self._slots = {}, {}
                        return
                    self._cells[cell.node.mem_id] = cell
                    for y in cell.rows:
                        for x in cell.columns:
                            # The standard looks past a slot that two cells cover.
                            self._slots[y, x] = None if (y, x) in self._slots else cell
                row += 1

    def _cells_of_row(self, tr: Node, row: int, end: int, group: int) -> Iterator[Cell]:
        column = 0
        for node in tr.iter():
            tag = node.tag
            if tag not in ("td", "th"):
                continue
            while (row, column) in self._slots:
                column += 1
            attributes = node.attributes
            width = min(_number(attributes["colspan"]) or 1, _MOST_COLUMNS) if "colspan" in attributes else 1
            height = min(_number(attributes["rowspan"]), end - row) or end - row if "rowspan" in attributes else 1
            is_header = role(node) in _HEADER_ROLES if "role" in attributes else tag == "th"
            yield Cell(node=node, row=row, column=column, height=height, width=width, group=group, is_header=is_header)
            column += width


def of(dom: Dom, node: Node) -> Table:
    """A table element as a grid, made at the first call."""
    found = _tables.setdefault(dom, {})
    if node.mem_id not in found:
        found[node.mem_id] = Table(node)
    return found[node.mem_id]


def around(dom: Dom, cell: Node) -> Table:
    """The table that a cell is in."""
    return of(dom, next(node for node in self_and_ancestors(cell) if node.tag == "table"))


def is_empty(cell: Cell) -> bool:
    """Whether a cell shows nothing: no text, no image, no control."""
    return (
        not _text(cell)
        and cell.node.css_first(
            "img, svg, canvas, input, select, textarea, button, object, embed, iframe, video, audio"
        )
        is None
    )


def is_number(text: str) -> bool:
    """Whether it reads as a number, an amount or a time, with a unit of at most four letters."""
    return _NUMBER.match(text) is not None


def _text(cell: Cell) -> str:
    return " ".join(cell.node.text(deep=True).split())


def _is_bold(node: Node) -> bool:
    """Whether all of its text is in b or strong."""
    bold = "".join("".join(part.text(deep=True).split()) for part in node.css("b, strong") if part.parent is not None)
    return bool(bold) and bold == "".join(node.text(deep=True).split())


def enclosing(node: Node) -> Node | None:
    """The table that a table stands in."""
    outer = (ancestor for ancestor in self_and_ancestors(node) if ancestor.mem_id != node.mem_id)
    return next((ancestor for ancestor in outer if ancestor.tag == "table"), None)


def _row_groups(table: Node) -> Iterator[list[Node]]:
    """The rows of each head, body and foot: the parser puts every row in one of them."""
    feet: list[list[Node]] = []
    for part in table.iter():
        if part.tag in ("thead", "tbody"):
            yield _rows(part)
        elif part.tag == "tfoot":
            feet.append(_rows(part))
    yield from feet


def _rows(part: Node) -> list[Node]:
    return [row for row in part.iter() if row.tag == "tr"]


def _number(span: str | None) -> int:
    """A span: 1 if it is no number, or a negative one."""
    stated = integer(span)
    return 1 if stated is None or stated < 0 else stated
