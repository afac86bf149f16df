"""Links with one and the same name lead to pages with other content."""

from collections.abc import Iterator, Mapping
from typing import Any

from accesscheck.dom import Dom, Node
from accesscheck.equivalence import all_alike
from accesscheck.link_context import is_generic, name, namesakes, opened, quoted, target


def candidates(dom: Dom, words: Mapping[str, frozenset[str]]) -> Iterator[Node]:
    """Of the links that share a name, the first; other rules say of "read more" that such a name tells nothing."""
    for group in namesakes(dom).values():
        if not is_generic(dom, group[0], words):
            yield group[0]


def verdict(link: Node, dom: Dom, measured: Mapping[str, Any]) -> bool | None:
    """Whether what they open is the same; None where that was not seen, or where a person must judge."""
    group = namesakes(dom)[name(dom, link).casefold()]
    if len({target(dom, other) for other in group}) == 1:
        return True
    return all_alike(name(dom, link), [opened(dom, other, measured) for other in group])


def params(link: Node, dom: Dom) -> dict[str, str | int]:
    """The name, and how many addresses the links lead to."""
    group = namesakes(dom)[name(dom, link).casefold()]
    return {"name": quoted(name(dom, link)), "targets": len({target(dom, other) for other in group})}
