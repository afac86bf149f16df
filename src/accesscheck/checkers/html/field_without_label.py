"""A form field has no label."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node


def candidates(dom: Dom) -> Iterator[Node]:
    """Fields that a person fills in; buttons and hidden fields are not."""
    for field in dom.shown("input, select, textarea"):
        kind = (field.attributes.get("type") or "text").lower()
        if field.tag != "input" or kind not in ("hidden", "submit", "reset", "button", "image"):
            yield field


def verdict(field: Node, dom: Dom) -> bool:
    """Whether it has an accessible name."""
    return bool(dom.name(field))
