"""The DOM of a document: parsed once, walked by rules.

The tree is selectolax's (lexbor), which builds what a browser builds. Lines and columns come from a separate pass
with `html.parser`, made only when a document has findings to place.
"""

import re
import weakref
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from accesscheck.model.document import Document
from accesscheck.model.location import SNIPPET_LENGTH, ElementLocation

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

Node = LexborNode

MARKER = "layout"
"""Name of the probe that says which elements are shown: see `sources.probes.layout`."""

_PLAIN_ID = re.compile(r"[A-Za-z_][\w-]*\Z")
_INVISIBLE = ("head", "script", "style", "template", "noscript", "datalist")
_HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)

_doms: "weakref.WeakKeyDictionary[Document, Dom]" = weakref.WeakKeyDictionary()


class Dom:
    """A parsed document. Get it with `parse(document)`; it must not be changed."""

    def __init__(self, document: Document) -> None:
        # The document holds the markup; the cache holds this; so this must not hold the document.
        self._document = weakref.ref(document)
        self.tree = LexborHTMLParser(document.html or "")
        self.elements: tuple[Node, ...] = tuple(_walk(self.tree.root))
        self._index = {node.mem_id: index for index, node in enumerate(self.elements)}
        self.ids: Mapping[str, list[Node]] = _by_id(self.elements)
        self._hidden = self._hidden_by_layout(document.probes.get(MARKER)) or self._hidden_by_markup()

    @property
    def document(self) -> Document:
        """The document that this is the DOM of."""
        document = self._document()
        if document is None:
            raise ReferenceError("the document of this DOM is gone")
        return document

    @property
    def root(self) -> Node | None:
        """The root element."""
        return self.tree.root

    def select(self, css: str) -> Iterator[Node]:
        """Elements that match, in document order; not those within noscript or template. ValueError for bad CSS."""
        try:
            found = self.tree.css(css)
        except SelectolaxError as error:
            raise ValueError(f"“{css}” is no selector: {error}") from None
        seen: set[int] = set()
        for node in found:
            if node.mem_id in self._index and node.mem_id not in seen:
                seen.add(node.mem_id)
                yield node

    def shown(self, css: str) -> Iterator[Node]:
        """Elements that match and that assistive technology meets: shown, and not in an aria-hidden part."""
        return (node for node in self.select(css) if self.is_exposed(node))

    def is_hidden(self, node: Node) -> bool:
        """Whether nobody sees it: by what the browser rendered, else as far as the markup tells."""
        return node.mem_id in self._hidden

    def is_exposed(self, node: Node) -> bool:
        """Whether assistive technology meets it."""
        if self.is_hidden(node):
            return False
        return not any(ancestor.attributes.get("aria-hidden") == "true" for ancestor in _self_and_ancestors(node))

    def index(self, node: Node) -> int:
        """Its place in document order, from 0."""
        return self._index[node.mem_id]

    def find(self, selector: str) -> Node | None:
        """The element of a selector that was made by `selector` or by axe-core; None if there is none."""
        try:
            return self.tree.css_first(selector)
        except SelectolaxError:
            return None

    def selector(self, node: Node) -> str:
        """A CSS selector that matches this element alone: from its nearest unique id, else from the root."""
        steps: list[str] = []
        current: Node | None = node
        while current is not None and current.tag:
            identifier = current.attributes.get("id")
            if identifier and len(self.ids[identifier]) == 1:
                steps.append(_id_selector(identifier))
                break
            parent = current.parent
            if parent is None or not parent.is_element_node:
                steps.append(current.tag)
                break
            steps.append(_step(current, parent))
            current = parent
        return " > ".join(reversed(steps))

    def location(self, node: Node) -> ElementLocation:
        """Where an element is; line and column if the source as received holds it."""
        return locate(self.document, self.selector(node), snippet(node))

    def name(self, node: Node) -> str:
        """The accessible name, by the parts of the W3C's computation that need no style."""
        return _name(self, node, set())

    def text(self, node: Node) -> str:
        """The text that is shown in an element, with alternatives of images; white space collapsed."""
        return _squeeze("".join(_content(self, node, set(), labelled=False)))

    def _hidden_by_layout(self, layout: Any) -> frozenset[int] | None:
        """What the browser did not render; None if it saw another tree than ours."""
        if not isinstance(layout, dict) or layout.get("count") != len(self.elements):
            return None
        return frozenset(self.elements[index].mem_id for start, end in layout["hidden"] for index in range(start, end))

    def _hidden_by_markup(self) -> frozenset[int]:
        hidden: set[int] = set()
        for node in self.elements:
            parent = node.parent
            if (parent is not None and parent.mem_id in hidden) or _hides_itself(node):
                hidden.add(node.mem_id)
        return frozenset(hidden)


def parse(document: Document) -> Dom:
    """The DOM of a document, parsed at the first call."""
    dom = _doms.get(document)
    if dom is None:
        dom = _doms[document] = Dom(document)
    return dom


def soup(document: Document) -> "BeautifulSoup":
    """The document as BeautifulSoup, for plugin authors: slower, with `sourceline` and `sourcepos` on every tag."""
    from bs4 import BeautifulSoup

    return BeautifulSoup(document.html or "", "html.parser")


def start_tag(node: Node, *, longest: int = 60) -> str:
    """The element's start tag, shortened: `<img src="plan.png">`."""
    parts = [node.tag or ""]
    for name, value in node.attributes.items():
        parts.append(name if value is None else f'{name}="{_shorten(value, 40)}"')
    tag = f"<{' '.join(parts)}>"
    return tag if len(tag) <= longest else f"{tag[: longest - 2].rstrip()}…>"


def snippet(node: Node) -> str:
    """The element's markup, shortened: its start tag, and its text if it is short."""
    opening = start_tag(node, longest=SNIPPET_LENGTH - 100)
    if node.tag in ("html", "body", "head"):
        return opening
    inside = _shorten(_squeeze(node.text(deep=True)), 60)
    return f"{opening}{inside}</{node.tag}>" if inside else opening


def locate(document: Document, selector: str, shown: str) -> ElementLocation:
    """The location of an element; line and column, from 1, where the source as received holds it too."""
    line, column = _positions(document).get(selector) or (None, None)
    return ElementLocation(selector=selector, snippet=shown[:SNIPPET_LENGTH], line=line, column=column)


class _Positions:
    """Line and column of elements in a source, looked up by selector."""

    def __init__(self, source: str) -> None:
        self._tree = LexborHTMLParser(source)
        self._elements = {node.mem_id: node for node in _walk(self._tree.root)}
        starts = _StartTags(source).starts
        self._places: dict[int, tuple[int, int]] = {}
        by_tag: dict[tuple[str, tuple[tuple[str, str | None], ...]], list[Node]] = defaultdict(list)
        for node in self._elements.values():
            by_tag[_signature(node.tag or "", node.attributes.items())].append(node)
        for signature, nodes in by_tag.items():
            places = starts.get(signature, [])
            # The parser may add or drop elements (tbody); only where both agree is the place certain.
            if len(places) == len(nodes):
                self._places |= {node.mem_id: place for node, place in zip(nodes, places, strict=True)}

    def get(self, selector: str) -> tuple[int, int] | None:
        try:
            node = self._tree.css_first(selector)
        except SelectolaxError:
            return None
        return None if node is None else self._places.get(node.mem_id)


class _StartTags(HTMLParser):
    """Line and column of every start tag, by tag and attributes, in document order."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.starts: dict[tuple[str, tuple[tuple[str, str | None], ...]], list[tuple[int, int]]] = defaultdict(list)
        try:
            self.feed(source)
            self.close()
        except AssertionError:
            return  # html.parser gives up on some broken declarations; what it read so far stands.

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        self.starts[_signature(tag, attrs)].append((line, column + 1))


_place_cache: "weakref.WeakKeyDictionary[Document, _Positions]" = weakref.WeakKeyDictionary()


def _positions(document: Document) -> _Positions:
    places = _place_cache.get(document)
    if places is None:
        places = _place_cache[document] = _Positions(document.source or "")
    return places


def _signature(tag: str, attributes: Any) -> tuple[str, tuple[tuple[str, str | None], ...]]:
    first: dict[str, str | None] = {}
    for name, value in attributes:
        first.setdefault(name.lower(), value or None)
    return tag.lower(), tuple(sorted(first.items()))


def _walk(root: Node | None) -> Iterator[Node]:
    """Elements in document order, without what is in noscript or template: a browser that runs scripts has none."""
    if root is None:
        return
    stack = [root]
    while stack:
        node = stack.pop()
        if not node.is_element_node:
            continue
        yield node
        if node.tag not in ("noscript", "template"):
            stack.extend(reversed(list(node.iter())))


def _by_id(elements: tuple[Node, ...]) -> Mapping[str, list[Node]]:
    found: dict[str, list[Node]] = defaultdict(list)
    for node in elements:
        if identifier := node.id:
            found[identifier].append(node)
    return found


def _self_and_ancestors(node: Node) -> Iterator[Node]:
    current: Node | None = node
    while current is not None and current.is_element_node:
        yield current
        current = current.parent


def _hides_itself(node: Node) -> bool:
    if node.tag in _INVISIBLE:
        return True
    attributes = node.attributes
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if node.tag == "input" and (attributes.get("type") or "").lower() == "hidden":
        return True
    if node.tag == "dialog" and "open" not in attributes:
        return True
    style = attributes.get("style")
    return bool(style and _HIDING_STYLE.search(style))


def _id_selector(identifier: str) -> str:
    if _PLAIN_ID.match(identifier):
        return f"#{identifier}"
    escaped = identifier.replace("\\", "\\\\").replace('"', '\\"')
    return f'[id="{escaped}"]'


def _step(node: Node, parent: Node) -> str:
    same = [sibling for sibling in parent.iter() if sibling.tag == node.tag]
    if len(same) == 1:
        return node.tag or "*"
    place = next(number for number, sibling in enumerate(same, 1) if sibling.mem_id == node.mem_id)
    return f"{node.tag}:nth-of-type({place})"


def _name(dom: Dom, node: Node, seen: set[int]) -> str:
    if node.mem_id in seen:
        return ""
    seen.add(node.mem_id)
    attributes = node.attributes
    labelled_by = [dom.ids[key][0] for key in (attributes.get("aria-labelledby") or "").split() if key in dom.ids]
    if labelled_by:
        name = _squeeze(" ".join(_labelled_text(dom, label, set(seen)) for label in labelled_by))
        if name:
            return name
    if name := _squeeze(attributes.get("aria-label") or ""):
        return name
    if name := _squeeze(_native_name(dom, node, seen)):
        return name
    return _squeeze(attributes.get("title") or attributes.get("placeholder") or "")


def _labelled_text(dom: Dom, label: Node, seen: set[int]) -> str:
    if name := _squeeze(label.attributes.get("aria-label") or ""):
        return name
    return "".join(_content(dom, label, seen, labelled=True))


def _native_name(dom: Dom, node: Node, seen: set[int]) -> str:
    attributes = node.attributes
    tag = node.tag
    if tag in ("img", "area") or (tag == "input" and attributes.get("type") == "image"):
        return attributes.get("alt") or ""
    if tag == "input" and attributes.get("type") in ("submit", "reset", "button"):
        default = {"submit": "Submit", "reset": "Reset"}.get(attributes.get("type") or "", "")
        return attributes["value"] or "" if "value" in attributes else default
    if tag in ("input", "select", "textarea", "meter", "progress", "output"):
        return " ".join("".join(_content(dom, label, seen, labelled=True)) for label in labels(dom, node))
    for holder, part in (("fieldset", "legend"), ("figure", "figcaption"), ("table", "caption"), ("svg", "title")):
        if tag == holder:
            child = next((child for child in node.iter() if child.tag == part), None)
            return "" if child is None else "".join(_content(dom, child, seen, labelled=True))
    if tag == "iframe":
        return ""
    return "".join(_content(dom, node, seen, labelled=False))


def labels(dom: Dom, field: Node) -> Iterator[Node]:
    """The label elements of a form field: those that name its id, and the one around it."""
    identifier = field.attributes.get("id")
    if identifier:
        yield from (label for label in dom.select("label[for]") if label.attributes.get("for") == identifier)
    for ancestor in _self_and_ancestors(field):
        if ancestor.tag == "label" and "for" not in ancestor.attributes:
            yield ancestor
            return


def _content(dom: Dom, node: Node, seen: set[int], *, labelled: bool) -> Iterator[str]:
    """Text inside an element; hidden parts count only where a label refers to a hidden element itself."""
    hidden = dom.is_hidden(node)
    for child in node.iter(include_text=True):
        if child.is_text_node:
            yield child.text_content or ""
        elif (
            not child.is_element_node
            or (not (labelled and hidden) and not dom.is_exposed(child))
            or child.tag in _INVISIBLE
        ):
            continue
        elif (
            child.attributes.get("aria-label")
            or child.attributes.get("aria-labelledby")
            or child.tag in ("img", "area", "svg", "input", "select", "textarea")
        ):
            yield f" {_name(dom, child, seen)} "
        else:
            inside = list(_content(dom, child, seen, labelled=labelled))
            gap = "" if child.tag in _INLINE else " "
            yield gap
            yield from inside
            if not "".join(inside).strip():
                yield f" {child.attributes.get('title') or ''} "
            yield gap


_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span "
    "strike strong sub sup time tt u var wbr".split()
)


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _shorten(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
