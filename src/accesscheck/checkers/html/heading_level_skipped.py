"""A heading is more than one level below the one before it."""

import weakref
from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.roles import heading_level, role

_levels: "weakref.WeakKeyDictionary[Dom, dict[int, tuple[int, int]]]" = weakref.WeakKeyDictionary()
"""By heading: its level, and that of the one before it."""


def candidates(dom: Dom) -> Iterator[Node]:
    """Headings with text, from the second on: the first may have any level."""
    found = _levels[dom] = {}
    before: int | None = None
    for heading in dom.shown("h1, h2, h3, h4, h5, h6, [role]"):
        if role(heading) == "heading" and dom.name(heading):
            level = heading_level(heading)
            if before is not None:
                found[heading.mem_id] = (level, before)
                yield heading
            before = level


def verdict(heading: Node, dom: Dom) -> bool:
    """Whether it goes at most one level deeper than the heading before it."""
    level, before = _levels[dom][heading.mem_id]
    return level - before <= 1


def params(heading: Node, dom: Dom) -> dict[str, str]:
    """Its level, and that of the heading before it."""
    level, before = _levels[dom][heading.mem_id]
    return {"level": str(level), "previous": str(before)}
