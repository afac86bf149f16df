"""What makes a finding the same one in another run: the basis of baselines, answers, and “mended since last year”.

A fingerprint is made of the rule, of what a person would call the place (role, name or text, nearest heading) and of
the page. It leaves out what changes by itself: classes, styles, generated ids, numbers, the place among siblings.
"""

import hashlib
import posixpath
import re
import weakref
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

from accesscheck.dom import Dom, Node, look_up
from accesscheck.model.document import Document
from accesscheck.model.finding import Finding
from accesscheck.model.location import ElementLocation, TextLocation
from accesscheck.roles import role

LONGEST = 80
"""Code points of a text that count."""

_DIGITS = re.compile(r"\d+")
_HASHED = re.compile(r"(?<![0-9a-z])(?=[0-9a-z]*\d)[0-9a-f]{6,}(?![0-9a-z])", re.I)
_SPACE = re.compile(r"\s+")
_CHURN = re.compile(
    r"""\s(?:class|style|id|data-[\w-]+|aria-(?:controls|labelledby|describedby|owns)|for)=("[^"]*"|'[^']*')"""
)
_TELLING = ("alt", "name", "type", "lang", "src", "href", "action", "rel", "content")
"""Attributes that say which element it is where it has no words."""
_HOLDERS = frozenset(
    "article figure form grid group list main navigation radiogroup region search table tabpanel".split()
)
"""Roles of things that hold others, which are not named by all their text."""
_PARTS = frozenset("aside body footer header html main nav".split())
_OF_A_VISIT = re.compile(r"utm_\w+|fbclid|gclid|jsessionid|phpsessid|sid|session|token|_+ga|mtm_\w+|pk_\w+", re.I)


def of_element(rule_id: str, document: Document, location: ElementLocation) -> str:
    """Of a rule's finding on an element, without its page: 16 hexadecimal digits."""
    found = look_up(document, location.selector)
    if found is not None:
        return of_node(rule_id, *found)
    # An element that our own tree does not have, such as one in a frame of another origin: its markup must do.
    return _digest(rule_id, _steady(without_churn(location.snippet)))


def of_node(rule_id: str, dom: Dom, node: Node) -> str:
    """Of a rule's finding on an element of this DOM."""
    return _digest(rule_id, *anchor(dom, node))


def of_text(rule_id: str, quote: str, sentence: str) -> str:
    """Of a rule's finding on words, in their sentence: 16 hexadecimal digits."""
    return _digest(rule_id, _words(quote), _words(sentence))


def of_texts(rule_id: str, texts: Iterable[str]) -> str:
    """Of a rule's finding that texts of its own tell from others: 16 hexadecimal digits."""
    return _digest(rule_id, *(_steady(text) for text in texts))


def of_document(rule_id: str) -> str:
    """Of a rule's finding on a whole document: 16 hexadecimal digits."""
    return _digest(rule_id)


def content(finding: Finding) -> str:
    """What a person judged who answered a finding: its markup and measures, without what changes by itself."""
    match finding.location:
        case ElementLocation(snippet=snippet):
            shown = _steady(without_churn(snippet))
        case TextLocation(quote=quote):
            shown = quote
        case _:
            shown = ""
    measured = sorted(f"{name}={_steady(str(value))}" for name, value in finding.params.items() if name != "element")
    return _digest(finding.rule_id, shown, *measured)


def without_churn(markup: str) -> str:
    """Markup without classes, styles, generated ids and what refers to them."""
    return _CHURN.sub("", markup)


def on_page(fingerprint: str, page: str, number: int) -> str:
    """A finding's whole fingerprint: the place, the page, and which of equal ones it is, from 1.

    It is written `<16 digits>-<8 digits>`, and ends in `-2` for the second, so that a page that is given another
    address keeps the first part.
    """
    whole = f"{fingerprint}-{_digest(page)[:8]}"
    return whole if number == 1 else f"{whole}-{number}"


def page_key(address: str, folder: str | None = None, state: str | None = None) -> str:
    """What stays of an address in another run: host (unless it is this machine) and path, without what a visit adds.

    Of a file: its path within `folder`; else the path that was given, if it leads down from here, and its name if not.
    `state` is the name that a flow gives to what it reached.
    """
    return _place_of(address, folder) + (f"#{state}" if state else "")


def _place_of(address: str, folder: str | None) -> str:
    if "://" not in address:
        return _path_of(address, folder)
    try:
        split = urlsplit(address)
        host = split.hostname or ""
    except ValueError:
        return address
    host = "" if host in ("localhost", "::1") or host.startswith("127.") else host.removeprefix("www.")
    path = re.sub(r"/(?:index|default)\.\w{3,5}$", "/", split.path) or "/"
    kept = sorted(pair for pair in parse_qsl(split.query, keep_blank_values=True) if not _OF_A_VISIT.fullmatch(pair[0]))
    return f"{host}{path.rstrip('/') or '/'}{'?' if kept else ''}{urlencode(kept)}"


def _path_of(address: str, folder: str | None) -> str:
    path = posixpath.normpath(address.replace("\\", "/"))
    root = posixpath.normpath(folder.replace("\\", "/")) if folder else "."
    if root != "." and path.startswith(f"{root}/"):
        return path[len(root) + 1 :]
    leads_down = not path.startswith(("/", "../")) and ":" not in path
    return path if leads_down else path.rsplit("/", 1)[-1]


def anchor(dom: Dom, node: Node) -> tuple[str, ...]:
    """What a person would call the place of an element: role, name or text, and the heading above it."""
    known = _anchors.setdefault(dom, {})
    if node.mem_id not in known:
        known[node.mem_id] = _anchor(dom, node)
    return known[node.mem_id]


_anchors: "weakref.WeakKeyDictionary[Dom, dict[int, tuple[str, ...]]]" = weakref.WeakKeyDictionary()
"""By element: many rules find fault with the same one."""


def _anchor(dom: Dom, node: Node) -> tuple[str, ...]:
    kind = role(node) or node.tag or ""
    if node.tag in ("html", "body", "head"):
        return (kind,)
    words = _caption(dom, node) if kind in _HOLDERS else dom.name(node) or dom.text(node)
    if not words:
        words = " ".join(_telling(node))
    return (kind, _steady(words), _steady(_heading_above(dom, node)))


def _caption(dom: Dom, node: Node) -> str:
    """What a thing that holds others is called, for what it holds changes; of a table its first row."""
    for attribute in ("aria-label", "title"):
        if stated := node.attributes.get(attribute):
            return stated
    own = node.css_first("caption, legend, figcaption") or (node.css_first("tr") if node.tag == "table" else None)
    return dom.text(own) if own is not None else ""


def _telling(node: Node) -> Iterator[str]:
    attributes = node.attributes
    for name in _TELLING:
        if value := attributes.get(name):
            # The id of a place in the page may be made by a program.
            yield f"{name}=#" if value[0] == "#" else f"{name}={value.partition('?')[0].rsplit('/', 1)[-1] or value}"


def _heading_above(dom: Dom, node: Node) -> str:
    """The text of the nearest heading before an element, among the siblings of it and of what it is in.

    A part of the page such as its footer does not belong to what stands before it.
    """
    known = _headings.setdefault(dom, {})
    current: Node | None = node
    while current is not None and current.tag not in _PARTS:
        if heading := _heading_before(dom, current, known):
            return heading
        current = current.parent
    return ""


_headings: "weakref.WeakKeyDictionary[Dom, dict[int, str]]" = weakref.WeakKeyDictionary()
"""By element: the heading among the siblings before it; so that a list of a thousand items is walked once."""


def _heading_before(dom: Dom, node: Node, known: dict[int, str]) -> str:
    passed = [node.mem_id]
    heading = ""
    before = node.prev
    while before is not None:
        if before.is_element_node:
            if heading := _heading_of(dom, before):
                break
            if before.mem_id in known:
                heading = known[before.mem_id]
                break
            passed.append(before.mem_id)
        before = before.prev
    known.update(dict.fromkeys(passed, heading))
    return heading


def _heading_of(dom: Dom, sibling: Node) -> str:
    """The heading that an element is, or that is all it holds; a banner with a heading and more is none."""
    if role(sibling) == "heading":
        return dom.text(sibling)
    if sibling.tag not in ("header", "hgroup", "div"):
        return ""
    inside = sibling.css_first("h1, h2, h3, h4, h5, h6")
    if inside is None:
        return ""
    text = dom.text(inside)
    return text if dom.text(sibling) == text else ""


def _words(text: str) -> str:
    return _DIGITS.sub("0", _SPACE.sub(" ", text)).strip().lower()


def _steady(text: str) -> str:
    shortened = _SPACE.sub(" ", text[: 4 * LONGEST]).strip()[:LONGEST]
    return _DIGITS.sub("0", _HASHED.sub("*", shortened)).lower()


def _digest(*texts: str) -> str:
    return hashlib.blake2b("\x1f".join(texts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
