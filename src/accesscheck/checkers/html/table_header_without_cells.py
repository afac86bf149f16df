"""A table header has no cells that it is the header of: the table model of the HTML standard."""

from collections.abc import Iterator

from accesscheck import tables
from accesscheck.dom import Dom, Node
from accesscheck.roles import role


def candidates(dom: Dom) -> Iterator[Node]:
    """Header cells with text, of tables that are shown as tables: an empty one says nothing of any cell."""
    for table in dom.shown("table"):
        if role(table) in ("table", "grid", "treegrid"):
            yield from (cell for cell in tables.of(dom, table).headers() if dom.is_exposed(cell) and dom.name(cell))


def verdict(header: Node, dom: Dom) -> bool | None:
    """Whether it is assigned to another cell.

    One that repeats a header at the end of its cells needs a person, and so does a table of headers alone.
    """
    table = tables.around(dom, header)
    if table.has_cells(header):
        return True
    return None if table.stands_after_cells(header) or not table.has_data() else False
