"""A link has no text."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.roles import role


def candidates(dom: Dom) -> Iterator[Node]:
    """Links that can be followed."""
    return (link for link in dom.shown("a[href], area[href], [role]") if role(link) == "link")


def verdict(link: Node, dom: Dom) -> bool:
    """Whether it has an accessible name."""
    return bool(dom.name(link))
