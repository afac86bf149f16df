"""The title of a link repeats its text."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.link_context import links, plain, quoted


def candidates(dom: Dom) -> Iterator[Node]:
    """Links with a text and a title."""
    for link in links(dom):
        if plain(link.attributes.get("title") or "") and plain(dom.text(link)):
            yield link


def verdict(link: Node, dom: Dom) -> bool:
    """Whether the title says something else than the text."""
    return plain(link.attributes.get("title") or "") != plain(dom.text(link))


def params(link: Node, dom: Dom) -> dict[str, str]:
    """The title."""
    return {"title": quoted(" ".join((link.attributes.get("title") or "").split()))}
