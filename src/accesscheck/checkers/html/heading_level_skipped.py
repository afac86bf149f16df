"""A heading is more than one level below the one before it."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node


def candidates(dom: Dom) -> Iterator[Node]:
    """Headings with text, from the second on: the first may have any level."""
    yield from _headings(dom)[1:]


def verdict(heading: Node, dom: Dom) -> bool:
    """Whether it goes at most one level deeper than the heading before it."""
    return _level(heading) - _previous_level(heading, dom) <= 1


def params(heading: Node, dom: Dom) -> dict[str, str]:
    """Its level, and that of the heading before it."""
    return {"level": str(_level(heading)), "previous": str(_previous_level(heading, dom))}


def _headings(dom: Dom) -> list[Node]:
    return [node for node in dom.shown("h1, h2, h3, h4, h5, h6, [role=heading]") if dom.name(node)]


def _previous_level(heading: Node, dom: Dom) -> int:
    before = [node for node in _headings(dom) if dom.index(node) < dom.index(heading)]
    return _level(before[-1]) if before else _level(heading)


def _level(heading: Node) -> int:
    stated = heading.attributes.get("aria-level") or ""
    if stated.isdigit():
        return int(stated)
    tag = heading.tag or ""
    return int(tag[1]) if len(tag) == 2 and tag[1].isdigit() else 2
