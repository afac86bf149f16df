"""What a crawl reads in a page: its links, its name, what it holds, and how it is built."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from accesscheck import dom
from accesscheck.model.document import Document
from accesscheck.model.page_list import FEATURES
from accesscheck.model.target import Target
from accesscheck.monitoring.crawl.addresses import joined, tidy
from accesscheck.monitoring.crawl.journal import Page
from accesscheck.monitoring.crawl.skeleton import template
from accesscheck.sources import job_posting
from accesscheck.sources.decoding import decode
from accesscheck.sources.source_error import SourceError

MOST_LINKS = 2_000
MOST_HEADINGS = 30
LONGEST_NAME = 300
"""Of a title or a heading, in characters."""
LONGEST_LINK_TEXT = 120

_HOLDS = {
    "form": "form:not([role=search])",
    "field": "input:not([type]), input[type=text i], input[type=email i], input[type=tel i], input[type=number i], "
    "input[type=date i], input[type=checkbox i], input[type=radio i], input[type=file i], input[type=password i], "
    "input[type=search i], input[type=url i], select, textarea, [contenteditable=true], "
    "[role=textbox], [role=combobox]",
    "table": "table:not([role=presentation]):not([role=none])",
    "video": "video, iframe[src*='youtube'], iframe[src*='youtu.be'], iframe[src*='vimeo'], iframe[src*='dailymotion']",
    "audio": "audio, iframe[src*='soundcloud'], iframe[src*='podcast']",
    "image": "img, picture, [role=img], svg[aria-label], input[type=image i]",
    "frame": "iframe, frame",
    "map": "map, [class*=leaflet], [class*=gmap], [id*=gmap], iframe[src*='/maps'], iframe[src*='openstreetmap']",
    "dialog": "dialog, [role=dialog], [role=alertdialog], [aria-modal=true]",
    "search": "search, [role=search], input[type=search i], form[action*='search'] input, form[action*='zoek'] input, "
    "form[action*='recherche'] input, form[action*='suche'] input",
    "password": "input[type=password i]",
}
_LINKS = "a[href], area[href], frame[src], link[rel~=alternate][hreflang], link[rel~=next], link[rel~=prev], meta"
_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.I)


def page(known: Page, content: bytes, charset: str | None) -> Page:
    """The page with what its bytes tell. `known` is what the answer of the server told; `charset` its encoding."""
    try:
        html, _ = decode(content, declared=charset, markup=True)
    except SourceError as error:
        return msgspec.structs.replace(known, problem=error.note.key)
    tree = LexborHTMLParser(html)
    base = tree.css_first("base[href]")
    here = joined(known.address, (base.attributes.get("href") or "") if base is not None else "") or known.address
    return msgspec.structs.replace(
        known,
        is_page=True,
        title=_text(tree.css_first("title"), LONGEST_NAME) or None,
        language=_language(tree.root),
        headings=tuple(_headings(tree)),
        features=tuple(name for name in FEATURES if tree.css_first(_HOLDS[name]) is not None),
        template=template(tree, known.address),
        canonical=_canonical(tree, here),
        job_posting=_is_vacancy(known.address, html),
        links=tuple(_links(tree, here)),
    )


def _links(tree: LexborHTMLParser, here: str) -> Iterator[tuple[str, str]]:
    """The tidy addresses that links of a page lead to, each with the first text that says something."""
    found: dict[str, str] = {}
    for node in tree.css(_LINKS):
        link = tidy(joined(here, _target(node)))
        if link is None or found.get(link):
            continue
        if link in found or len(found) < MOST_LINKS:
            found[link] = _link_text(node)
    yield from found.items()


def _target(node: LexborNode) -> str:
    """What an element links to; something that is no address if it does not link."""
    if node.tag == "meta":
        if (node.attributes.get("http-equiv") or "").lower() != "refresh":
            return "none:"
        away = _REFRESH.match(node.attributes.get("content") or "")
        return away[1].strip() if away else "none:"
    return node.attributes.get("src" if node.tag == "frame" else "href") or ""


def _link_text(node: LexborNode) -> str:
    named = node.attributes.get("aria-label") or _text(node, LONGEST_LINK_TEXT)
    if not named and (image := node.css_first("img[alt]")) is not None:
        named = image.attributes.get("alt") or ""
    return " ".join((named or "").split())[:LONGEST_LINK_TEXT]


def _headings(tree: LexborHTMLParser) -> Iterator[str]:
    nodes = [*tree.css("h1"), *tree.css("h2, h3")]
    texts = (_text(node, LONGEST_NAME) for node in nodes[:MOST_HEADINGS])
    return (text for text in texts if text)


def _canonical(tree: LexborHTMLParser, here: str) -> str | None:
    node = tree.css_first("link[rel~=canonical i][href]")
    return None if node is None else tidy(joined(here, node.attributes.get("href") or ""))


def _language(root: LexborNode | None) -> str | None:
    declared = (root.attributes.get("lang") or "") if root is not None else ""
    code = re.split(r"[-_]", declared.strip().lower())[0]
    return code if re.fullmatch(r"[a-z]{2,3}", code) else None


def _is_vacancy(address: str, html: str) -> bool:
    """Whether its data for search engines say that the page is one vacancy."""
    if "JobPosting" not in html:
        return False
    bare = Document(
        target=Target(address=address),
        address=address,
        media_type="text/html",
        fetched_at=datetime.fromtimestamp(0, UTC),
        sha256="",
        html=html,
    )
    parsed = dom.parse(bare)
    return job_posting.find(parsed) is not None or parsed.tree.css_first("[itemtype$='JobPosting']") is not None


def _text(node: LexborNode | None, longest: int) -> str:
    return "" if node is None else " ".join(node.text(deep=True).split())[:longest]
