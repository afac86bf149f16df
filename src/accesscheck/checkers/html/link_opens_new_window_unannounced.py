"""A link opens a new window or tab and does not say so."""

from collections.abc import Iterator, Mapping

from accesscheck.dom import Dom, Node
from accesscheck.link_context import described, links, name, plain, quoted, run_of

_SAME_WINDOW = frozenset({"", "_self", "_parent", "_top", "_unfencedtop"})


def candidates(dom: Dom) -> Iterator[Node]:
    """Links with a name that open elsewhere than in the window they are in."""
    frames = {(node.attributes.get("name") or "").lower() for node in dom.select("iframe[name], frame[name]")}
    for link in links(dom):
        window = (link.attributes.get("target") or "").strip().lower()
        if window not in _SAME_WINDOW and window not in frames and name(dom, link):
            yield link


def verdict(link: Node, dom: Dom, words: Mapping[str, frozenset[str]]) -> bool | None:
    """Whether its name, its description or the text right beside it says so; None if not: a style may show it."""
    phrases = frozenset[str]().union(*words.values())
    return True if any(_says_so(text, phrases) for text in _around(link, dom)) else None


def params(link: Node, dom: Dom) -> dict[str, str]:
    """What the link says."""
    return {"name": quoted(name(dom, link))}


def _around(link: Node, dom: Dom) -> Iterator[str]:
    yield name(dom, link)
    yield described(dom, link)
    yield link.attributes.get("title") or ""
    yield link.text(separator=" ")
    run = run_of(dom, link)
    mine = (number for number, piece in enumerate(run) if piece.link is not None and piece.link.mem_id == link.mem_id)
    place = next(mine)
    yield " ".join(piece.text for piece in run[max(0, place - 1) : place + 2])


def _says_so(text: str, phrases: frozenset[str]) -> bool:
    said = f" {plain(text)} "
    return any(f" {phrase} " in said for phrase in phrases)
