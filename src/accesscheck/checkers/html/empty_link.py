"""A link has no text."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node


def candidates(dom: Dom) -> Iterator[Node]:
    """Links that can be followed."""
    for link in dom.shown("a[href], area[href], [role=link]"):
        if link.attributes.get("role") in (None, "", "link"):
            yield link


def verdict(link: Node, dom: Dom) -> bool:
    """Whether it has an accessible name."""
    return bool(dom.name(link))
