"""The DOM of a document: parsed once, walked by rules.

The tree is selectolax's (lexbor), which builds what a browser builds. Lines and columns come from a separate pass
with `html.parser`, made only when a document has findings to place.
"""

import re
import unicodedata
import weakref
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from accesscheck.model.document import Document
from accesscheck.model.location import SNIPPET_LENGTH, ElementLocation
from accesscheck.roles import has_any, input_type, role

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

Node = LexborNode

MARKER = "layout"
"""Name of the probe that says which elements are shown: see `sources.probes.layout`."""

_PLAIN_ID = re.compile(r"[A-Za-z_][\w-]*\Z")
_INVISIBLE = ("head", "script", "style", "template", "noscript", "datalist")
_NOT_DISPLAYED = re.compile(r"(?:^|;)\s*display\s*:\s*none", re.I)
_VISIBILITY = re.compile(r"(?:^|;)\s*visibility\s*:\s*(hidden|collapse|visible)", re.I)

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
        rendered = self._hidden_by_layout(document.probes.get(MARKER))
        self._hidden = self._hidden_by_markup() if rendered is None else rendered
        self._aria_hidden = self._within_aria_hidden()
        self._labels: Mapping[int, list[Node]] | None = None
        self._steps: dict[int, str] = {}

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
        return node.mem_id not in self._hidden and node.mem_id not in self._aria_hidden

    def index(self, node: Node) -> int:
        """Its place in document order, from 0."""
        return self._index[node.mem_id]

    def find(self, selector: str) -> Node | None:
        """The element of a selector that was made by `selector` or by axe-core; None if there is none."""
        try:
            return next(self.select(selector), None)
        except ValueError:
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
                steps.append(_escaped(current.tag))
                break
            steps.append(self._step(current, parent))
            current = parent
        return " > ".join(reversed(steps))

    def _step(self, node: Node, parent: Node) -> str:
        """Its place among its siblings; made for all of them at once."""
        if node.mem_id not in self._steps:
            by_tag: dict[str, list[Node]] = defaultdict(list)
            for child in parent.iter():
                by_tag[child.tag or "*"].append(child)
            for tag, same in by_tag.items():
                for place, child in enumerate(same, 1):
                    nth = f":nth-of-type({place})" if len(same) > 1 else ""
                    self._steps[child.mem_id] = f"{_escaped(tag)}{nth}"
        return self._steps[node.mem_id]

    def location(self, node: Node) -> ElementLocation:
        """Where an element is; line and column if the source as received holds it."""
        return locate(self.document, self.selector(node), snippet(node))

    def name(self, node: Node) -> str:
        """The accessible name, by the parts of the W3C's computation that need no style."""
        return _name(node, _Naming(self))

    def text(self, node: Node) -> str:
        """The text that is shown in an element, with alternatives of images; white space collapsed."""
        return _words("".join(_content(node, _Naming(self))))

    def labels(self, field: Node) -> list[Node]:
        """The label elements of a form field. A label has one field: the HTML standard's labeled control."""
        if self._labels is None:
            found: dict[int, list[Node]] = defaultdict(list)
            for label in self.select("label"):
                control = self._labeled_control(label)
                if control is not None:
                    found[control.mem_id].append(label)
            self._labels = found
        return self._labels.get(field.mem_id, [])

    def _labeled_control(self, label: Node) -> Node | None:
        if "for" not in label.attributes:
            return next((node for node in _walk(label) if _is_labelable(node)), None)
        named = self.ids.get(label.attributes["for"] or "")
        return named[0] if named and _is_labelable(named[0]) else None

    def _hidden_by_layout(self, layout: Any) -> frozenset[int] | None:
        """What the browser did not render; None if it saw another tree than ours."""
        if not isinstance(layout, dict) or layout.get("count") != len(self.elements):
            return None
        return frozenset(self.elements[index].mem_id for start, end in layout["hidden"] for index in range(start, end))

    def _hidden_by_markup(self) -> frozenset[int]:
        hidden: set[int] = set()
        # What is invisible may have a visible part inside it; what is not displayed has none.
        invisible: set[int] = set()
        for node in self.elements:
            parent = node.parent.mem_id if node.parent is not None else None
            if parent in hidden or _hides_itself(node):
                hidden.add(node.mem_id)
                continue
            stated = _VISIBILITY.search(node.attributes.get("style") or "")
            visible = stated[1].lower() == "visible" if stated else parent not in invisible
            if not visible:
                invisible.add(node.mem_id)
        return frozenset(hidden | invisible)

    def _within_aria_hidden(self) -> frozenset[int]:
        return frozenset(
            inside.mem_id for node in self.select("[aria-hidden]") if _is_aria_hidden(node) for inside in _walk(node)
        )


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
    return bool(style and _NOT_DISPLAYED.search(style))


def _is_aria_hidden(node: Node) -> bool:
    return (node.attributes.get("aria-hidden") or "").lower() == "true"


def _id_selector(identifier: str) -> str:
    if _PLAIN_ID.match(identifier):
        return f"#{identifier}"
    escaped = re.sub(r'["\\\x00-\x1f\x7f]', lambda match: f"\\{ord(match.group()):x} ", identifier)
    return f'[id="{escaped}"]'


def _escaped(tag: str) -> str:
    """The name of an element as CSS writes it: Word's o:p is o\\:p."""
    return re.sub(r"[^\w-]", lambda match: f"\\{match.group()}", tag)


_LABELABLE = frozenset("button input meter output progress select textarea".split())
_NATIVE_CAPTION = {"fieldset": "legend", "figure": "figcaption", "svg": "title", "table": "caption"}
_EMBEDDED = frozenset("img area svg input select textarea".split())
_UNREAD = frozenset((*_INVISIBLE, "desc", "iframe", "metadata"))
_NOT_FROM_CONTENT = frozenset(
    "alert alertdialog application article banner combobox complementary contentinfo dialog feed figure form grid "
    "group img list listbox log main marquee math menu menubar meter navigation progressbar radiogroup region "
    "scrollbar search searchbox separator slider spinbutton status table tablist tabpanel textbox timer toolbar tree "
    "treegrid".split()
)
"""Roles whose name only the author gives (ARIA 1.2): the text inside them is no name."""

_WITH_PLACEHOLDER = frozenset({"combobox", "searchbox", "spinbutton", "textbox"})


@dataclass(frozen=True, slots=True)
class _Naming:
    """One computation of a name: what was visited, and where it stands.

    `referred`: within what aria-labelledby names, which refers no further. `hidden`: within a hidden element that
    was referred to, all of which counts.
    """

    dom: Dom
    seen: set[int] = field(default_factory=set)
    referred: bool = False
    hidden: bool = False


def _name(node: Node, naming: _Naming, *, in_any_role: bool = False) -> str:
    """Accessible Name and Description Computation 1.2, and HTML-AAM 1.0; the text inside a label counts in any role."""
    if node.mem_id in naming.seen:
        return ""
    naming.seen.add(node.mem_id)
    attributes = node.attributes
    if not naming.referred and (name := _name_by_reference(node, naming)):
        return name
    if name := _words(attributes.get("aria-label") or ""):
        return name
    kind = role(node)
    if node.tag == "img" and kind == "none":
        return ""
    if name := _words(_native_name(node, naming)):
        return name
    if node.tag not in _UNREAD and (in_any_role or kind not in _NOT_FROM_CONTENT):
        if name := _words("".join(_content(node, naming))):
            return name
    if name := _words(attributes.get("title") or ""):
        return name
    if kind in _WITH_PLACEHOLDER or (node.tag == "input" and input_type(node) == "password"):
        return _words(attributes.get("placeholder") or attributes.get("aria-placeholder") or "")
    return ""


def _name_by_reference(node: Node, naming: _Naming) -> str:
    """What aria-labelledby refers to, which may be the element itself."""
    dom = naming.dom
    names = []
    for key in (node.attributes.get("aria-labelledby") or "").split():
        if key in dom.ids:
            label = dom.ids[key][0]
            inside = _Naming(dom, referred=True, hidden=not dom.is_exposed(label))
            value = "" if label.mem_id == node.mem_id else _value(label)
            names.append(value or _name(label, inside, in_any_role=True))
    return _words(" ".join(names))


def _native_name(node: Node, naming: _Naming) -> str:
    """What HTML names an element with, other than its text."""
    attributes = node.attributes
    tag = node.tag or ""
    if tag in _LABELABLE and (name := _words(" ".join(_label_texts(node, naming)))):
        return name
    if tag in ("img", "area"):
        return attributes.get("alt") or ""
    if tag in _NATIVE_CAPTION:
        child = next((child for child in node.iter() if child.tag == _NATIVE_CAPTION[tag]), None)
        return "" if child is None else _part(child, naming)
    if tag != "input":
        return ""
    match input_type(node):
        case "image":
            return attributes.get("alt") or ""
        case "submit" | "reset" | "button" as kind if "value" in attributes or kind == "button":
            return attributes.get("value") or ""
        case "submit":
            return "Submit"
        case "reset":
            return "Reset"
    return ""


def _label_texts(field: Node, naming: _Naming) -> Iterator[str]:
    """What label elements say. One that is hidden does not name, in Chromium as in axe."""
    dom = naming.dom
    for label in dom.labels(field):
        if not dom.is_hidden(label) and not _is_aria_hidden(label):
            yield _part(label, naming)


def _part(node: Node, naming: _Naming) -> str:
    """The text of an element that names another; if it is hidden, all of it counts."""
    dom = naming.dom
    return _name(node, _Naming(dom, naming.seen, naming.referred, hidden=not dom.is_exposed(node)), in_any_role=True)


def _is_labelable(node: Node) -> bool:
    return node.tag in _LABELABLE and not (node.tag == "input" and input_type(node) == "hidden")


def _value(node: Node) -> str:
    """What a field holds: that is what it says within the label of another (accname 1.2, embedded control)."""
    attributes = node.attributes
    match role(node):
        case "textbox" | "searchbox" if node.tag == "textarea":
            return _words(node.text())
        case "slider" | "spinbutton" | "textbox" | "searchbox":
            values = (attributes.get(name) for name in ("aria-valuetext", "aria-valuenow", "value"))
            return _words(next((value for value in values if value), ""))
        case "combobox" | "listbox" if node.tag == "select":
            options = node.css("option")
            chosen = [option for option in options if "selected" in option.attributes]
            first = options[:1] if role(node) == "combobox" else []
            return _words(" ".join(option.text() for option in chosen or first))
    return ""


DEEPEST = 400
"""Levels of elements that a name is read from, one by one; browsers nest no deeper than 512."""


def _content(node: Node, naming: _Naming, *, depth: int = 0) -> Iterator[str]:
    """Text inside an element; hidden parts count only within a hidden element that was referred to."""
    dom = naming.dom
    if depth > DEEPEST:
        yield node.text(deep=True)
        return
    silent = not naming.hidden and dom.is_hidden(node)
    for child in node.iter(include_text=True):
        if child.is_text_node:
            yield "" if silent else child.text_content or ""
        elif not child.is_element_node or child.tag in _UNREAD:
            continue
        elif child.tag == "title":
            # Of an svg: it names, and is never rendered itself.
            yield "" if silent else f" {child.text()} "
        elif not naming.hidden and dom.is_hidden(child):
            # It may have a part that is visible again.
            yield from _content(child, naming, depth=depth + 1)
        elif not naming.hidden and not dom.is_exposed(child):
            continue
        elif child.tag == "use":
            yield from _content_of_use(child, naming)
        elif child.tag in _EMBEDDED or role(child) == "img" or has_any(child, ("aria-label", "aria-labelledby")):
            if child.mem_id not in naming.seen:
                yield f" {_value(child) or _name(child, naming, in_any_role=role(child) != 'img')} "
        else:
            inside = list(_content(child, naming, depth=depth + 1))
            gap = "" if child.tag in _INLINE else " "
            yield gap
            yield from inside
            if not "".join(inside).strip() and not silent:
                yield f" {child.attributes.get('title') or ''} "
            yield gap


def _content_of_use(use: Node, naming: _Naming) -> Iterator[str]:
    """What an svg draws from elsewhere is part of it, though its source is hidden."""
    address = use.attributes.get("href") or use.attributes.get("xlink:href") or ""
    for source in naming.dom.ids.get(address[1:], [])[:1] if address.startswith("#") else []:
        yield _part(source, naming)


_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span "
    "strike strong sub sup time tt u var wbr".split()
)


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _words(text: str) -> str:
    """The text with white space collapsed; nothing if it holds no more than characters that show nothing."""
    squeezed = _squeeze(text)
    return (
        "" if all(character == " " or unicodedata.category(character) == "Cf" for character in squeezed) else squeezed
    )


def _shorten(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
