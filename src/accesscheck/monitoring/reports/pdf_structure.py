"""The structure of a tagged PDF: its elements in the order of reading, and heads of rows, which Typst cannot tag."""

import io
from collections.abc import Collection, Iterator
from typing import Any

_WITHOUT_ROWS = ("/TH", "/TD", "/P", "/L", "/H1", "/H2", "/H3", "/Figure", "/Caption", "/TOC")
"""Kinds of elements that no table is in."""


def walk(element: Any, *, leaves: Collection[str] = ()) -> Iterator[Any]:
    """Each element of the structure under one of pikepdf's objects, in the order of reading.

    What is in elements of the kinds `leaves` is left out: a large table takes long to walk through.
    """
    import pikepdf

    waiting = [element] if element is not None else []
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(reversed(list(one)))
        elif isinstance(one, pikepdf.Dictionary):
            kind = one.get("/S")
            if kind is not None and str(one.get("/Type", "/StructElem")) == "/StructElem":
                yield one
            if kind not in leaves and "/K" in one:
                waiting.append(one["/K"])


def with_row_heads(pdf: bytes) -> bytes:
    """The PDF with the first cell of each row as its head.

    Each head has a scope, as in HTML; the lists of heads that Typst gives to cells know columns alone, and are left
    out. Equal input gives equal bytes.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for row in _rows(opened.Root.get("/StructTreeRoot")):
            _give_head(row)
        made = io.BytesIO()
        opened.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def _rows(element: Any) -> Iterator[list[Any]]:
    """The cells of each row of the tables under an element, none of which holds another table."""
    cells: list[Any] = []
    for one in walk(element, leaves=_WITHOUT_ROWS):
        kind = one["/S"]
        if kind == "/TR":
            yield cells
            cells = []
        elif kind in ("/TH", "/TD"):
            cells.append(one)
    yield cells


def attributes(element: Any) -> Iterator[Any]:
    """The dictionaries of attributes of an element: there is one, or an array of them."""
    import pikepdf

    given = element.get("/A", [])
    for one in given if isinstance(given, pikepdf.Array) else [given]:
        if isinstance(one, pikepdf.Dictionary):
            yield one


def _give_head(cells: list[Any]) -> None:
    import pikepdf

    for place, cell in enumerate(cells):
        for one in attributes(cell):
            if "/Headers" in one:
                del one["/Headers"]
            if place == 0 and len(cells) > 1 and cell["/S"] == "/TD" and one.get("/O") == "/Table":
                one["/Scope"] = pikepdf.Name.Row
        if place == 0 and len(cells) > 1 and cell["/S"] == "/TD":
            cell["/S"] = pikepdf.Name.TH
