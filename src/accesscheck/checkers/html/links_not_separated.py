"""Links stand next to each other with nothing but white space between them."""

import re
import unicodedata
from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.link_context import Run, block, links, name, runs
from accesscheck.roles import self_and_ancestors

# Where styles most often draw a space, a line or a box between links.
_LAID_OUT = re.compile(
    r"nav|menu|btn|button|tag|badge|chip|label|list|links|crumb|tool|action|share|social|pag(?:er|ination)|flex|grid|"
    r"row|col|tab|card|footer|header|bar|lang|skip|logo|toc|index|icon|cta|inline|group|pill|switch",
    re.I,
)
_ELSEWHERE = frozenset("nav li header footer menu td th dt dd figure form h1 h2 h3 h4 h5 h6".split())


def candidates(dom: Dom) -> Iterator[Node]:
    """The first link of each stretch of running text with two links or more."""
    inside: dict[int, tuple[Node, list[Node]]] = {}
    for link in links(dom):
        container = block(link)
        inside.setdefault(container.mem_id, (container, []))[1].append(link)
    for container, all_links in inside.values():
        if len(all_links) > 1 and not _is_laid_out(container):
            for run in runs(dom, container):
                found = _links_of(run)
                if len(found) > 1 and all(_is_plain(link, dom) for link in found):
                    yield found[0]


def verdict(link: Node, dom: Dom) -> bool | None:
    """Whether something to see or hear stands between them; None if not: a style may draw it."""
    return True if _unseparated(link, dom) == 0 else None


def params(link: Node, dom: Dom) -> dict[str, str | int]:
    """How many links stand like this."""
    return {"links": _unseparated(link, dom) + 1}


def _unseparated(link: Node, dom: Dom) -> int:
    """How many links follow another with white space alone between."""
    for run in runs(dom, block(link)):
        if any(piece.link is not None and piece.link.mem_id == link.mem_id for piece in run):
            return _gaps(run)
    return 0


def _gaps(run: Run) -> int:
    found = 0
    between = "first"
    for piece in run:
        if piece.link is None:
            between += "br" if piece.text == "\n" else piece.text
        else:
            found += not any(unicodedata.category(sign)[0] in "LNPS" for sign in between)
            between = ""
    return found


def _links_of(run: Run) -> list[Node]:
    return [piece.link for piece in run if piece.link is not None]


def _is_laid_out(container: Node) -> bool:
    """Whether it is a menu or a box, or in one: there the eye has other things to go by."""
    for node in self_and_ancestors(container):
        attributes = node.attributes
        if node.tag in _ELSEWHERE or "role" in attributes or _LAID_OUT.search(attributes.get("style") or ""):
            return True
        if node.tag not in ("body", "html") and _LAID_OUT.search(f"{attributes.get('class')} {attributes.get('id')}"):
            return True
    return False


def _is_plain(link: Node, dom: Dom) -> bool:
    """Whether it is bare text, as far as the markup tells, and leads to another page: skip links are laid out."""
    attributes = link.attributes
    leads_on = not (attributes.get("href") or "#").startswith("#")
    bare = leads_on and not attributes.get("class") and not attributes.get("style") and not attributes.get("role")
    return bare and bool(name(dom, link)) and link.css_first("img, svg, div, [class], [style]") is None
