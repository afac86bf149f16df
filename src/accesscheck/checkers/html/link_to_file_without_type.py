"""A link opens a document, and nothing says of what kind or size it is."""

import re
from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.link_context import FORMATS, context, file_endings, heading, links, name, quoted, urlsplit_or_none

# What a browser shows as a page is no surprise.
_SHOWN_BY_BROWSERS = frozenset({"htm", "txt", "xml"})
_SIZE = re.compile(r"\d[\d.,\s]*\s?(?:[kmg]i?[bo]|bytes?|octets?)\b", re.I)
_CALLED = {
    ending: re.compile(rf"(?<![^\W_])(?:{names}|{ending})(?![^\W_])", re.I)
    for ending, names in FORMATS.items()
    if ending not in _SHOWN_BY_BROWSERS
}
_LIKE_A_FILE = re.compile(rf"\.(?:{'|'.join(_CALLED)})(?:[?#\s]|\Z)", re.I)
_SEEN_ONLY = re.compile(r"pdf|word|excel|docx?|xlsx?|pptx?|zip|(?:^|[\s_-])(?:icon|file|download)", re.I)


def candidates(dom: Dom) -> Iterator[Node]:
    """Links to a document of an office program, a PDF, a book or an archive."""
    return (link for link in links(dom) if _ending(link) and name(dom, link))


def verdict(link: Node, dom: Dom) -> bool | None:
    """Whether format or size stands in the link, near it or in its heading; None if a style may show it."""
    called = _CALLED[_ending(link) or ""]
    above = heading(dom, link)
    if any(called.search(text) or _SIZE.search(text) for text in (name(dom, link), context(dom, link, _is_other_link))):
        return True
    if above is not None and called.search(dom.text(above)):
        return True
    classes = f"{link.attributes.get('class') or ''} {link.attributes.get('type') or ''}"
    return None if _SEEN_ONLY.search(classes) or link.css_first("img, svg, i, [class*=icon]") is not None else False


def params(link: Node, dom: Dom) -> dict[str, str]:
    """What the link says, and the ending of its address."""
    return {"name": quoted(name(dom, link)), "format": (_ending(link) or "").upper()}


def _is_other_link(node: Node) -> bool:
    return node.tag == "a"


def _ending(link: Node) -> str | None:
    """The format of the file: of a page such as plan.pdf.html there is none."""
    address = link.attributes.get("href") or ""
    parts = urlsplit_or_none(address) if _LIKE_A_FILE.search(address) else None
    if parts is None or parts.scheme.lower() not in ("", "http", "https", "file", "ftp") or not parts.path:
        return None
    found = file_endings(parts.path)
    return found[-1] if found and found[-1] in _CALLED and parts.path.lower().endswith(f".{found[-1]}") else None
