"""How a page is built, as a short digest: equal for pages that one template made, whatever their editors wrote."""

import hashlib
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

_LANDMARKS = {
    "header": "header, [role=banner]",
    "nav": "nav, [role=navigation]",
    "search": "search, [role=search]",
    "main": "main, [role=main]",
    "aside": "aside, [role=complementary]",
    "footer": "footer, [role=contentinfo]",
}
_STRUCTURE = {
    "form": "form:not([role=search])",
    "fieldset": "fieldset",
    "password": "input[type=password i]",
    "query": "input[type=search i], [role=search]",
    "files": "input[type=file i]",
    "articles": "article ~ article, .card ~ .card, .teaser ~ .teaser",
    "article": "article",
    "teasers": "li h2 a, li h3 a, article h2 a, article h3 a",
    "menu": "nav",
    "side": "aside",
    "time": "time",
    "steps": "[aria-current=step], progress",
    "details": "details",
    "tabs": "[role=tablist]",
    "map": "map, [class*=leaflet], [class*=gmap]",
    "video": "video",
}
"""What the main part of a template holds. Tables, lists and pictures are left out: editors put them in a text."""

_HOME = re.compile(r"/(?:(?:index|default|home)\.\w{3,5})?")
_CLASS = re.compile(r"[a-z][a-z_-]*", re.I)
_MOST_CLASSES = 12


def template(tree: LexborHTMLParser, address: str) -> str:
    """The digest of the skeleton of a page: its landmarks, the classes of its main part, and what that holds.

    The home page has one of its own.
    """
    body = tree.body
    if body is None:
        return _digest(["empty"])
    main = tree.css_first(_LANDMARKS["main"]) or body
    return _digest(
        [
            "home" if _HOME.fullmatch(urlsplit(address).path) else "inside",
            *(f"landmark {name}" for name, css in _LANDMARKS.items() if tree.css_first(css) is not None),
            *(f"class {name}" for name in _classes(body, main, _own_words(address))),
            *(f"holds {name}" for name, css in _STRUCTURE.items() if main.css_first(css) is not None),
        ]
    )


def _classes(body: LexborNode, main: LexborNode, own: frozenset[str]) -> list[str]:
    """Names of classes of the body, the main part and what stands directly in it, that many pages can share.

    A name with a digit in it (postid-12) or a word of the page's own address (page-contact-us) is of this page alone.
    """
    found: set[str] = set()
    for node in _outer(body, main):
        for name in (node.attributes.get("class") or "").split()[:20]:
            if _CLASS.fullmatch(name) and not own & set(re.split(r"[-_]+", name.lower())):
                found.add(f"{node.tag}.{name}")
    return sorted(found)[:_MOST_CLASSES]


def _outer(body: LexborNode, main: LexborNode) -> Iterator[LexborNode]:
    yield body
    if main.mem_id != body.mem_id:
        yield main
        yield from (child for child in main.iter() if child.tag in ("article", "section", "div", "form"))


def _own_words(address: str) -> frozenset[str]:
    last = unquote(urlsplit(address).path).rstrip("/").rpartition("/")[2]
    return frozenset(word for word in re.split(r"[^a-z]+", last.lower()) if word)


def _digest(parts: list[str]) -> str:
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=6).hexdigest()
