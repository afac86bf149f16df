"""A table header has no cells that it is the header of: the table model of the HTML standard."""

from collections.abc import Iterator, Mapping

from accesscheck.dom import Dom, Node

_MOST_COLUMNS = 1_000
_MOST_ROWS = 65_534


def candidates(dom: Dom) -> Iterator[Node]:
    """Header cells of tables that are shown as tables."""
    for table in dom.shown("table"):
        if table.attributes.get("role") in (None, "", "table", "grid", "treegrid"):
            yield from (cell for cell in _grid(table).values() if _is_header(cell) and dom.is_exposed(cell))


def verdict(header: Node) -> bool:
    """Whether a data cell lies in its row or column, as its scope says, or names it in headers."""
    table = _table_of(header)
    if table is None:
        return True
    grid = _grid(table)
    identifier = header.id
    places = [place for place, cell in _places(table) if cell.mem_id == header.mem_id]
    scope = (header.attributes.get("scope") or "").lower()
    for place, cell in _places(table):
        if _is_header(cell) and not (cell.attributes.get("headers") and identifier):
            continue
        headers = (cell.attributes.get("headers") or "").split()
        if identifier and identifier in headers:
            return True
        if headers or _is_header(cell):
            continue
        for row, column in places:
            if place[0] == row and scope not in ("col", "colgroup"):
                return True
            if place[1] == column and scope not in ("row", "rowgroup"):
                return True
    return not grid


def _is_header(cell: Node) -> bool:
    role = cell.attributes.get("role")
    return role in ("columnheader", "rowheader") or (cell.tag == "th" and role in (None, ""))


def _table_of(node: Node) -> Node | None:
    current = node.parent
    while current is not None and current.tag != "table":
        current = current.parent
    return current


def _grid(table: Node) -> Mapping[int, Node]:
    """Each cell of the table once, by its identity."""
    return {cell.mem_id: cell for _, cell in _places(table)}


def _places(table: Node) -> list[tuple[tuple[int, int], Node]]:
    """Every slot of the table's grid, with the cell that fills it."""
    taken: dict[tuple[int, int], Node] = {}
    rows = list(_rows(table))[:_MOST_ROWS]
    for row_number, row in enumerate(rows):
        column = 0
        for cell in row.iter():
            if cell.tag not in ("td", "th"):
                continue
            while (row_number, column) in taken:
                column += 1
            width = min(_span(cell, "colspan") or 1, _MOST_COLUMNS)
            height = _span(cell, "rowspan")
            last = len(rows) if height == 0 else min(row_number + height, len(rows))
            for row_place in range(row_number, max(last, row_number + 1)):
                for column_place in range(column, column + width):
                    taken.setdefault((row_place, column_place), cell)
            column += width
    return list(taken.items())


def _rows(table: Node) -> Iterator[Node]:
    for part in table.iter():
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in part.iter() if row.tag == "tr")


def _span(cell: Node, attribute: str) -> int:
    stated = (cell.attributes.get(attribute) or "").strip()
    return int(stated[:5]) if stated[:5].isdigit() else 1
