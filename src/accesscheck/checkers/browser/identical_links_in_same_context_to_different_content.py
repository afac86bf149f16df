"""Links with one and the same name, in one and the same context, lead to pages with other content."""

from collections.abc import Iterator, Mapping
from typing import Any

from accesscheck.dom import Dom, Node
from accesscheck.equivalence import all_alike
from accesscheck.link_context import is_generic, name, namesakes, opened, quoted, surroundings, target


def candidates(dom: Dom, words: Mapping[str, frozenset[str]]) -> Iterator[Node]:
    """Of the links that share name and context, the first; "read more" is for other rules."""
    for group in namesakes(dom).values():
        if is_generic(dom, group[0], words):
            continue
        seen = set()
        for link in group:
            here = surroundings(dom, link)
            if here not in seen and len(_twins(link, dom)) > 1:
                yield link
            seen.add(here)


def verdict(link: Node, dom: Dom, measured: Mapping[str, Any]) -> bool | None:
    """Whether what they open is the same; None where that was not seen, or where a person must judge."""
    twins = _twins(link, dom)
    if len({target(dom, other) for other in twins}) == 1:
        return True
    return all_alike(name(dom, link), [opened(dom, other, measured) for other in twins])


def params(link: Node, dom: Dom) -> dict[str, str | int]:
    """The name, and how many addresses the links lead to."""
    return {"name": quoted(name(dom, link)), "targets": len({target(dom, other) for other in _twins(link, dom)})}


def _twins(link: Node, dom: Dom) -> list[Node]:
    here = surroundings(dom, link)
    return [other for other in namesakes(dom)[name(dom, link).casefold()] if surroundings(dom, other) == here]
