"""The label of a field is empty."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.field_purposes import shown_text
from accesscheck.roles import role


def candidates(dom: Dom) -> Iterator[Node]:
    """Labels that are shown and that belong to a field."""
    return (label for field in _fields(dom) for label in dom.labels(field) if not dom.is_hidden(label))


def verdict(label: Node, dom: Dom) -> bool:
    """Whether it has text, or its field has another name: a label beside an aria-label often is but a drawn switch."""
    if shown_text(label, dom).strip():
        return True
    fields = (field for field in _fields(dom) if any(one.mem_id == label.mem_id for one in dom.labels(field)))
    return all(dom.name(field) for field in fields)


def _fields(dom: Dom) -> Iterator[Node]:
    """Fields, of which there is one look-up a label; a button is named by its own text."""
    if next(dom.select("label"), None) is not None:
        yield from (field for field in dom.shown("input, select, textarea") if role(field) != "button")
