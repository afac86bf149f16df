"""A link says no more than "read more", and neither does the text around it."""

from collections.abc import Iterator, Mapping

from accesscheck.dom import Dom, Node
from accesscheck.link_context import (
    context,
    has_words,
    heading,
    is_generic,
    links,
    name,
    plain,
    plain_name,
    quoted,
    target,
)
from accesscheck.roles import has_any, self_and_ancestors

Words = Mapping[str, frozenset[str]]


def candidates(dom: Dom) -> Iterator[Node]:
    """Links with a name."""
    return (link for link in links(dom) if name(dom, link))


def verdict(link: Node, dom: Dom, words: Words) -> bool:
    """Whether its name, or the context that software can find, tells something of where it leads (ACT 5effbb)."""
    if not is_generic(dom, link, words) or has_any(link, ("aria-expanded", "aria-haspopup")):
        return True
    around = context(dom, link, lambda other: other.tag == "a" and is_generic(dom, other, words))
    if has_words(around) and not _is_phrase(plain(around), words):
        return True
    above = heading(dom, link)
    return above is not None and _is_alone_under(above, link, dom)


def params(link: Node, dom: Dom) -> dict[str, str]:
    """What the link says."""
    return {"name": quoted(name(dom, link))}


def _is_phrase(text: str, words: Words) -> bool:
    return any(text in phrases for phrases in words.values())


def _is_alone_under(above: Node, link: Node, dom: Dom) -> bool:
    """Whether no other link of this name, as near to this heading, leads elsewhere: then the heading tells (H80)."""
    over_heading = {node.mem_id for node in self_and_ancestors(above)}
    shared = next(node.mem_id for node in self_and_ancestors(link) if node.mem_id in over_heading)
    same = (other for other in links(dom) if plain_name(dom, other) == plain_name(dom, link))
    elsewhere = (other for other in same if target(dom, other) != target(dom, link))
    for other in elsewhere:
        found = heading(dom, other)
        if found is not None and found.mem_id == above.mem_id:
            if any(node.mem_id == shared for node in self_and_ancestors(other)):
                return False
    return True
