"""Document -> Outline: what is compared between the pages of a site."""

from urllib.parse import urljoin, urlsplit

from accesscheck.dom import Dom, Node, parse, snippet
from accesscheck.fingerprints import page_key
from accesscheck.model.document import Document
from accesscheck.model.outline import MOST_LINKS, Area, Outline, OutlineLink
from accesscheck.roles import role, self_and_ancestors, stated_role

_BY_TAG: dict[str, Area] = {"nav": "navigation", "aside": "complementary"}
_OF_PAGE: dict[str, Area] = {"header": "banner", "footer": "contentinfo"}
_AREAS: dict[str, Area] = {
    "banner": "banner",
    "navigation": "navigation",
    "contentinfo": "contentinfo",
    "complementary": "complementary",
}
_SECTIONS = frozenset({"article", "section", "main"})


def outline(document: Document) -> Outline | None:
    """The outline of a page; None of a text without markup."""
    if document.html is None:
        return None
    dom = parse(document)
    links: list[OutlineLink] = []
    for node in dom.shown("a[href]"):
        area = _area(node)
        name = dom.name(node) if area else ""
        if area and name and role(node) == "link":
            links.append(_link(dom, node, area, name))
            if len(links) == MOST_LINKS:
                break
    return Outline(title=document.title, links=tuple(links))


def _link(dom: Dom, node: Node, area: Area, name: str) -> OutlineLink:
    address = node.attributes.get("href") or ""
    try:
        whole = urljoin(_base(dom.document.address), address)
        scheme = urlsplit(whole).scheme
    except ValueError:
        whole, scheme = address, ""
    target = page_key(whole) if scheme in ("http", "https", "") else whole
    return OutlineLink(
        area=area, name=name[:120], target=target[:300], selector=dom.selector(node), snippet=snippet(node)
    )


def _base(address: str) -> str:
    """The address that links start from; a file is as if this machine served it."""
    return address if "://" in address else f"http://localhost/{address.lstrip('/')}"


def _area(node: Node) -> Area | None:
    """The landmark that an element is in; header and footer count where they are the page's own."""
    inside_section = False
    found: Area | None = None
    for above in self_and_ancestors(node):
        stated = _AREAS.get(stated_role(above) or "")
        if stated is not None or above.tag in _BY_TAG:
            return stated or _BY_TAG[above.tag or ""]
        inside_section = inside_section or above.tag in _SECTIONS
        if above.tag in _OF_PAGE:
            found = _OF_PAGE[above.tag]
    return None if inside_section else found
