"""Links with one and the same name, in one and the same context, lead to different pages."""

from collections.abc import Iterator, Mapping

from accesscheck.dom import Dom, Node
from accesscheck.link_context import is_generic, name, namesakes, quoted, surroundings, target


def candidates(dom: Dom, words: Mapping[str, frozenset[str]]) -> Iterator[Node]:
    """Of the links that share name and context, the first that leads elsewhere than those before it; else the first.

    That "read more" leads elsewhere needs no asking: other rules say that such a name tells nothing.
    """
    for group in namesakes(dom).values():
        if is_generic(dom, group[0], words):
            continue
        leads_to_one = len({target(dom, link) for link in group}) == 1
        for twins in [group] if leads_to_one else _in_one_context(group, dom):
            yield next((link for link in twins if target(dom, link) != target(dom, twins[0])), twins[0])


def verdict(link: Node, dom: Dom) -> bool | None:
    """Whether all lead to one address; None if not: two addresses can serve the same purpose."""
    return True if len(_addresses(link, dom)) == 1 else None


def params(link: Node, dom: Dom) -> dict[str, str | int]:
    """The name, and how many addresses the links lead to."""
    return {"name": quoted(name(dom, link)), "targets": len(_addresses(link, dom))}


def _in_one_context(group: tuple[Node, ...], dom: Dom) -> Iterator[list[Node]]:
    by_context: dict[tuple[str, int], list[Node]] = {}
    for link in group:
        by_context.setdefault(surroundings(dom, link), []).append(link)
    return (twins for twins in by_context.values() if len(twins) > 1)


def _addresses(link: Node, dom: Dom) -> set[str | None]:
    group = namesakes(dom)[name(dom, link).casefold()]
    found = {target(dom, other) for other in group}
    if len(found) == 1:
        return found
    here = surroundings(dom, link)
    return {target(dom, other) for other in group if surroundings(dom, other) == here}
