"""A heading is more than one level below the one before it."""

import weakref
from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.roles import heading_level, role

_before: "weakref.WeakKeyDictionary[Dom, dict[int, Node]]" = weakref.WeakKeyDictionary()
"""By heading: the one before it."""


def candidates(dom: Dom) -> Iterator[Node]:
    """Headings with text, from the second on: the first may have any level."""
    found = _before[dom] = {}
    before: Node | None = None
    for heading in dom.shown("h1, h2, h3, h4, h5, h6, [role]"):
        if role(heading) == "heading" and dom.name(heading):
            if before is not None:
                found[heading.mem_id] = before
                yield heading
            before = heading


def verdict(heading: Node, dom: Dom) -> bool:
    """Whether it goes at most one level deeper than the heading before it."""
    return heading_level(heading) - heading_level(_before[dom][heading.mem_id]) <= 1


def params(heading: Node, dom: Dom) -> dict[str, str]:
    """Its level, and that of the heading before it."""
    return {"level": str(heading_level(heading)), "previous": str(heading_level(_before[dom][heading.mem_id]))}


def identity(heading: Node, dom: Dom) -> tuple[str, ...]:
    """Where the level is skipped: of several headings below the same one, only the first does so."""
    before = _before[dom][heading.mem_id]
    return f"h{heading_level(heading)}", f"h{heading_level(before)}", dom.text(before)
