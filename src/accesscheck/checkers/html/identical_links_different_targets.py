"""Links with one and the same name lead to different pages."""

from collections.abc import Iterator, Mapping

from accesscheck.dom import Dom, Node
from accesscheck.link_context import is_generic, name, namesakes, quoted, target


def candidates(dom: Dom, words: Mapping[str, frozenset[str]]) -> Iterator[Node]:
    """Of the links that share a name, the first that leads elsewhere than those before it; else the first.

    That "read more" leads elsewhere needs no asking: other rules say that such a name tells nothing.
    """
    for group in namesakes(dom).values():
        if not is_generic(dom, group[0], words):
            yield next((link for link in group if target(dom, link) != target(dom, group[0])), group[0])


def verdict(link: Node, dom: Dom) -> bool | None:
    """Whether all lead to one address; None if not: two addresses can serve the same purpose."""
    return True if _count(link, dom) == 1 else None


def params(link: Node, dom: Dom) -> dict[str, str | int]:
    """The name, and how many addresses the links lead to."""
    return {"name": quoted(name(dom, link)), "targets": _count(link, dom)}


def _count(link: Node, dom: Dom) -> int:
    return len({target(dom, other) for other in namesakes(dom)[name(dom, link).casefold()]})
