"""The DOM of a document: parsed once, walked by rules.

The tree is selectolax's (lexbor), which builds what a browser builds. Lines and columns come from a separate pass,
made only when a document has findings to place (`places`).
"""

import functools
import re
import unicodedata
import weakref
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from accesscheck.model.document import Document
from accesscheck.model.location import SNIPPET_LENGTH, ElementLocation
from accesscheck.paths import Paths
from accesscheck.places import Place, Places
from accesscheck.roles import has_any, input_type, role

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

Node = LexborNode

MARKER = "layout"
"""Name of the probe that says which elements are shown: see `sources.probes.layout`."""

_INVISIBLE = ("head", "script", "style", "template", "noscript", "datalist")
_MAY_HIDE = f"{', '.join(_INVISIBLE)}, [hidden], input, dialog, [style]"
_NOT_DISPLAYED = re.compile(r"(?:^|;)\s*display\s*:\s*none", re.I)
_VISIBILITY = re.compile(r"(?:^|;)\s*visibility\s*:\s*(hidden|collapse|visible)", re.I)

_doms: "weakref.WeakKeyDictionary[Document, Dom]" = weakref.WeakKeyDictionary()


class Dom:
    """A parsed document. Get it with `parse(document)`; it must not be changed."""

    def __init__(self, document: Document, part: Mapping[str, Any] | None = None) -> None:
        # The document holds the markup; the cache holds this; so this must not hold the document.
        self._document = weakref.ref(document)
        self.tree = LexborHTMLParser(document.html or "")
        # What is in noscript or template is no part of the page.
        self.elements: tuple[Node, ...] = _elements_of(self.tree)
        self.tags = [node.tag or "" for node in self.elements]
        self._index = {node.mem_id: index for index, node in enumerate(self.elements)}
        self._by_tag = _by_tag(self.elements, self.tags)
        self._with_attribute, self.ids = _by_attribute(self.elements)
        self._paths = Paths(self.tree.root, self.ids)
        self._respelled = frozenset(_respellings((*self._by_tag, *self._with_attribute)))
        self._selected: dict[str, tuple[Node, ...]] = {}
        self._shown: dict[str, tuple[Node, ...]] = {}
        self._names: dict[int, str] = {}
        self._texts: dict[int, str] = {}
        rendered = self._hidden_by_layout(document.probes.get(MARKER))
        self._hidden = self._hidden_by_markup() if rendered is None else rendered
        self._unheard = self._hidden | self._within_aria_hidden()
        self._part = part
        self._copies = _ranged(part["copies"]) if part is not None else frozenset()
        self._labels: Mapping[int, list[Node]] | None = None
        self._found: dict[str, Node | None] = {}

    @functools.cached_property
    def contents(self) -> Mapping[int, list[str | int]]:
        """What stands directly in each element of body: texts, and elements by their places in document order.

        White space in the texts is collapsed, but for one space at their borders; what is no running text, such as
        code, is left out. What reads a whole page is several times as fast on this as on the nodes.
        """
        body = self.tree.body
        if body is None:
            return {}
        index = self._index
        found: dict[int, list[str | int]] = {index[body.mem_id]: []}
        for node in body.traverse(include_text=True):
            parent = node.parent
            around = None if parent is None else found.get(index.get(parent.mem_id, -1))
            if around is None:
                continue
            if node.is_text_node:
                around.append(_collapsed(node.text_content or ""))
                continue
            # A comment is a node too, and no element of ours.
            place = index.get(node.mem_id, -1)
            if place >= 0 and self.tags[place] not in _NO_RUNNING_TEXT:
                around.append(place)
                found[place] = []
        return found

    @functools.cached_property
    def hidden_places(self) -> frozenset[int]:
        """The places in document order of what `is_hidden`."""
        return self._places_of(self._hidden)

    @functools.cached_property
    def unheard_places(self) -> frozenset[int]:
        """The places in document order of what is not `is_exposed`."""
        return self._places_of(self._unheard)

    def _places_of(self, identifiers: Iterable[int]) -> frozenset[int]:
        return frozenset(self._index[identifier] for identifier in identifiers if identifier in self._index)

    @property
    def is_fragment(self) -> bool:
        """Whether the markup is a file that is put into a page: it has nothing that only a whole page has."""
        return "://" not in self.document.address and not is_whole_page(self.document.html or "")

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

    def belong_to(self, document: Document) -> None:
        """Be the DOM of another document: see `hand_over`."""
        self._document = weakref.ref(document)

    @property
    def is_part(self) -> bool:
        """Whether this is a frame or a shadow root of a page, not the page itself."""
        return self._part is not None

    @property
    def holder(self) -> str:
        """The selector of the frame or the host that this part is in; empty for the page itself."""
        return "" if self._part is None else str(self._part["selector"])

    def holds(self, node: Node) -> bool:
        """Whether an element is one of this tree."""
        return node.mem_id in self._index

    def belongs(self, node: Node) -> bool:
        """Whether an element is this tree's own to judge: of a part, not its root, nor a copy of what a slot shows."""
        return self._part is None or not (
            node.tag in ("html", "head", "body", "title", "meta") or self._index[node.mem_id] in self._copies
        )

    def select(self, css: str) -> Iterator[Node]:
        """Elements that match, in document order; not those within noscript or template. ValueError for bad CSS."""
        found = self._selected.get(css)
        if found is None:
            found = self._selected[css] = self._matching(css)
        return iter(found)

    def _matching(self, css: str) -> tuple[Node, ...]:
        steps = _steps_of(css)
        if steps is not None:
            # Most selectors of rules ask for what a page does not have, or for all of one tag or attribute: to look
            # that up takes a tenth of the time that the engine takes.
            steps = [step for step in steps if all(map(self._may_have, step.names))]
            if all(step.is_whole and self._respelled.isdisjoint(step.names) for step in steps):
                return self._in_order([self._of_step(step) for step in steps])
        try:
            nodes = self.tree.css(css)
        except SelectolaxError as error:
            raise ValueError(f"“{css}” is no selector: {error}") from None
        return self._in_order([nodes])

    def _in_order(self, groups: Iterable[Iterable[Node]]) -> tuple[Node, ...]:
        """Elements of several groups in document order, each once, and of noscript and template none.

        Of a list of selectors, the engine gives what matches the first, then the second; some twice.
        """
        index = self._index
        places = {index.get(node.mem_id, -1) for group in groups for node in group}
        places.discard(-1)
        elements = self.elements
        return tuple([elements[place] for place in sorted(places)])

    def _may_have(self, name: str) -> bool:
        return name in self._by_tag or name in self._with_attribute or name in self._respelled

    def _of_step(self, step: "_Step") -> Sequence[Node]:
        """The elements of a tag, with an attribute, or both."""
        if not step.attribute:
            return self._by_tag.get(step.tag, ())
        found = self._with_attribute.get(step.attribute, ())
        return [node for node in found if node.tag == step.tag] if step.tag else found

    def shown(self, css: str) -> Iterator[Node]:
        """Elements that match and that assistive technology meets: shown, and not in an aria-hidden part."""
        found = self._shown.get(css)
        if found is None:
            unheard = self._unheard
            found = self._shown[css] = tuple([node for node in self.select(css) if node.mem_id not in unheard])
        return iter(found)

    def is_hidden(self, node: Node) -> bool:
        """Whether nobody sees it: by what the browser rendered, else as far as the markup tells."""
        return node.mem_id in self._hidden

    def is_exposed(self, node: Node) -> bool:
        """Whether assistive technology meets it."""
        return node.mem_id not in self._unheard

    def index(self, node: Node) -> int:
        """Its place in document order, from 0."""
        return self._index[node.mem_id]

    def find(self, selector: str) -> Node | None:
        """The element of this tree that a selector means, of ours or of axe-core; None if there is none."""
        if selector not in self._found:
            self._found[selector] = self._sought(selector)
        return self._found[selector]

    def _sought(self, selector: str) -> Node | None:
        if self._part is not None and self._part["kind"] == "shadow" and not selector.startswith("#"):
            node = self._paths.follow(f"html > body > {selector}")
        else:
            node = self._paths.follow(selector)
        if node is not None and node.mem_id in self._index:
            return node
        try:
            return next(self.select(selector), None)
        except ValueError:
            return None

    def selector(self, node: Node) -> str:
        """A CSS selector that matches this element alone: from its nearest unique id, else from the root."""
        path = self._paths.path(node)
        if self._part is None:
            return path
        if self._part["kind"] == "shadow":
            path = path.removeprefix("html > body > ")
        return f"{self._part['selector']} >>> {path}"

    def location(self, node: Node) -> ElementLocation:
        """Where an element is; line and column if the source as received holds it."""
        document = self.document
        selector = self.selector(node)
        if self._part is not None or document.source != document.html:
            return locate(document, selector, snippet(node))
        return _located(selector, snippet(node), _source_of(document).places.of(node))

    def name(self, node: Node) -> str:
        """The accessible name, by the parts of the W3C's computation that need no style."""
        known = self._names.get(node.mem_id)
        if known is None:
            known = self._text_of_plain(node) if node.tag in _NAMED_BY_CONTENT else ""
            if not known or not _NAMING_ATTRIBUTES.isdisjoint(node.attributes):
                known = _name(node, _Naming(self))
            self._names[node.mem_id] = known
        return known

    def text(self, node: Node) -> str:
        """The text that is shown in an element, with alternatives of images; white space collapsed."""
        known = self._texts.get(node.mem_id)
        if known is None:
            known = self._text_of_plain(node) or _words("".join(_content(node, _Naming(self))))
            self._texts[node.mem_id] = known
        return known

    def _text_of_plain(self, node: Node) -> str:
        """The text of an element that is shown and holds one text and nothing else, as most do; else nothing."""
        child = node.child
        if child is None or not child.is_text_node or child.next is not None or node.mem_id in self._hidden:
            return ""
        return _words(child.text_content or "")

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
            inside = (node for node in _traversed(label) if _is_labelable(node))
            return next((node for node in inside if node.mem_id in self._index), None)
        named = self.ids.get(label.attributes["for"] or "")
        return named[0] if named and _is_labelable(named[0]) else None

    def _hidden_by_layout(self, layout: Any) -> frozenset[int] | None:
        """What the browser did not render; None if it saw another tree than ours."""
        if not isinstance(layout, dict) or layout.get("count") != len(self.elements):
            return None
        return frozenset(self.elements[index].mem_id for index in _ranged(layout["hidden"]))

    def _hidden_by_markup(self) -> frozenset[int]:
        gone: set[int] = set()
        for node in self.select(_MAY_HIDE):
            if node.mem_id not in gone and _hides_itself(node):
                gone.update(inside.mem_id for inside in _traversed(node))
        return frozenset(gone | self._invisible(gone))

    def _invisible(self, gone: set[int]) -> set[int]:
        """What visibility hides. What is invisible may have a visible part in it; what is not displayed has none."""
        invisible: set[int] = set()
        for node in self.select("[style]"):
            stated = _VISIBILITY.search(node.attributes.get("style") or "")
            if stated is None or node.mem_id in gone:
                continue
            inside = {one.mem_id for one in _traversed(node)}
            # The elements come in document order, so what stands deeper has the last word.
            invisible = invisible - inside if stated[1].lower() == "visible" else invisible | inside
        return invisible

    def _within_aria_hidden(self) -> frozenset[int]:
        hidden = (node for node in self.select("[aria-hidden]") if _is_aria_hidden(node))
        return frozenset(inside.mem_id for node in hidden for inside in _traversed(node))


_WHOLE_PAGE = re.compile(r"<(?:!doctype|html|head|body|title|frameset)\b", re.I)


def is_whole_page(html: str) -> bool:
    """Whether markup has something that only a whole page has, and no part of one."""
    return _WHOLE_PAGE.search(html) is not None


def parse(document: Document) -> Dom:
    """The DOM of a document, parsed at the first call."""
    dom = _doms.get(document)
    if dom is None:
        dom = _doms[document] = Dom(document)
    return dom


def parts(document: Document) -> tuple[Dom, ...]:
    """The frames and shadow roots of a page that the browser could look into."""
    found = _parts.get(document)
    if found is None:
        recorded = (document.probes.get(MARKER) or {}).get("parts", ())
        found = _parts[document] = tuple(_part_of(document, part) for part in recorded)
    return tuple(dom for _, dom in found)


def hand_over(one: Document, other: Document) -> None:
    """Give the DOM of a document to another with the same markup and layout, so that it is not parsed twice."""
    dom = _doms.pop(one, None)
    if dom is not None:
        dom.belong_to(other)
        _doms[other] = dom


def look_up(document: Document, selector: str) -> tuple[Dom, Node] | None:
    """The element that a selector leads to, through frames and shadow roots, and the tree that it is in."""
    dom = parse(document)
    *through, last = selector.split(" >>> ")
    for step in through:
        holder = dom.find(step)
        inner = None if holder is None else _part_in(document, dom.selector(holder))
        if inner is None:
            return None
        dom = inner
    node = dom.find(last)
    return None if node is None else (dom, node)


def _part_in(document: Document, holder: str) -> Dom | None:
    return next((part for part in parts(document) if part.holder == holder), None)


def _part_of(document: Document, part: Mapping[str, Any]) -> tuple[Document, Dom]:
    """A part as a document without a text: that is the page's."""
    own = replace(document, html=part["html"], source="", text="", blocks=(), probes={MARKER: part}, notes=())
    return own, Dom(own, part)


_parts: "weakref.WeakKeyDictionary[Document, tuple[tuple[Document, Dom], ...]]" = weakref.WeakKeyDictionary()


def _ranged(ranges: Any) -> frozenset[int]:
    return frozenset(index for start, end in ranges for index in range(start, end))


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
    source = _source_of(document)
    node = source.find(selector)
    return _located(selector, shown, None if node is None else source.places.of(node))


def _located(selector: str, shown: str, place: Place | None) -> ElementLocation:
    line, column = place or (None, None)
    return ElementLocation(selector=selector, snippet=shown[:SNIPPET_LENGTH], line=line, column=column)


class _Source:
    """The source of a document as received, as a tree; the page's own tree, if it is made of that."""

    def __init__(self, document: Document) -> None:
        source = document.source or ""
        own = parse(document) if source == document.html else None
        self._find = None if own is None else own.find
        self._tree = LexborHTMLParser(source) if own is None else own.tree
        elements = _elements_of(self._tree) if own is None else own.elements
        self._paths = Paths(self._tree.root, _by_attribute(elements)[1] if own is None else own.ids)
        self.places = Places(source, _by_tag(elements, (node.tag or "" for node in elements)))

    def find(self, selector: str) -> Node | None:
        """The element that a selector means; None if the browser made it, or if it is no selector."""
        if self._find is not None:
            return self._find(selector)
        node = self._paths.follow(selector)
        if node is not None or _IS_OURS.match(selector):
            return node
        try:
            return self._tree.css_first(selector)
        except SelectolaxError:
            return None


_IS_OURS = re.compile(r"(?:html|#[A-Za-z_][\w-]*)(?: > [\w-]+(?::nth-of-type\(\d+\))?)*\Z")
_sources: "weakref.WeakKeyDictionary[Document, _Source]" = weakref.WeakKeyDictionary()


def _source_of(document: Document) -> _Source:
    found = _sources.get(document)
    if found is None:
        found = _sources[document] = _Source(document)
    return found


def _elements_of(tree: LexborHTMLParser) -> tuple[Node, ...]:
    """Elements in document order, without what is in noscript or template: a browser that runs scripts has none."""
    if tree.root is None:
        return ()
    elements = tuple([node for node in tree.root.traverse(include_text=False) if node.is_element_node])
    outer = tree.css("noscript, template") if tree.css_first("noscript, template") is not None else ()
    foreign = {inside.mem_id for node in outer for inside in _traversed(node) if inside.mem_id != node.mem_id}
    return tuple(node for node in elements if node.mem_id not in foreign) if foreign else elements


def _by_tag(elements: Iterable[Node], tags: Iterable[str]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = defaultdict(list)
    for node, tag in zip(elements, tags, strict=True):
        found[tag].append(node)
    return dict(found)


_NO_RUNNING_TEXT = frozenset(
    "canvas code datalist head iframe kbd math noscript object pre samp script select style svg template "
    "textarea".split()
)


def _collapsed(text: str) -> str:
    """A text with each stretch of white space as one space, those at its borders too."""
    if text.isprintable() and "  " not in text:
        # The one white space that prints is the space.
        return text
    words = text.split()
    if not words:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{' '.join(words)}{' ' if text[-1].isspace() else ''}"


def _traversed(root: Node) -> Iterator[Node]:
    """The element and those in it, in document order, noscript and template included: much faster than `_walk`."""
    return (node for node in root.traverse(include_text=False) if node.is_element_node)


def _by_attribute(elements: Iterable[Node]) -> tuple[Mapping[str, list[Node]], Mapping[str, list[Node]]]:
    """The elements with each attribute, and those with each id."""
    found: dict[str, list[Node]] = defaultdict(list)
    ids: dict[str, list[Node]] = defaultdict(list)
    for node in elements:
        attributes = node.attributes
        if attributes:
            for name in attributes:
                found[name].append(node)
            if "id" in attributes and (identifier := attributes["id"]):
                ids[identifier].append(node)
    return found, ids


def _respellings(names: Iterable[str]) -> Iterator[str]:
    """How CSS can write names that have capitals or a prefix: viewbox, href of xlink:href."""
    for name in names:
        if not name.islower() or ":" in name:
            yield from (name.lower(), name.lower().rpartition(":")[2])


@dataclass(frozen=True, slots=True)
class _Step:
    """One selector of a list: the names of tags and attributes without which nothing matches it.

    `is_whole` if it says no more than a tag, an attribute or both.
    """

    names: tuple[str, ...]
    tag: str
    attribute: str
    is_whole: bool


_COMPOUND = re.compile(r"([a-z][a-z0-9]*)?((?:\[[a-z-]+(?:[*^$~|]?=[\w-]+(?: i)?)?\])*)\Z")
_ATTRIBUTE = re.compile(r"\[([a-z-]+)")


@functools.lru_cache(maxsize=1024)
def _steps_of(css: str) -> list[_Step] | None:
    """A list of plain selectors, such as `a[href], [role]`; None if it says more than tags, attributes and descent."""
    steps: list[_Step] = []
    for selector in css.split(","):
        compounds = [_COMPOUND.match(part) for part in re.split(r"\s+(?!i\])", selector.strip())]
        names: list[str] = []
        for match in compounds:
            if match is None or not match[0]:
                return None
            names += [name for name in (match[1], *_ATTRIBUTE.findall(match[2])) if name]
        is_whole = len(compounds) == 1 and "=" not in selector and selector.count("[") <= 1
        last = compounds[-1]
        assert last is not None
        steps.append(_Step(tuple(names), last[1] or "", "".join(_ATTRIBUTE.findall(last[2])), is_whole))
    return steps


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

_NAMED_BY_CONTENT = frozenset("a h1 h2 h3 h4 h5 h6 td th".split())
"""Elements that nothing but their text names, if they have none of these attributes."""
_NAMING_ATTRIBUTES = frozenset({"aria-label", "aria-labelledby", "role"})

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
            continue
        tag = child.tag
        if not child.is_element_node or tag in _UNREAD:
            continue
        if tag == "title":
            # Of an svg: it names, and is never rendered itself.
            yield "" if silent else f" {child.text()} "
        elif not naming.hidden and dom.is_hidden(child):
            # It may have a part that is visible again.
            yield from _content(child, naming, depth=depth + 1)
        elif not naming.hidden and not dom.is_exposed(child):
            continue
        elif tag == "use":
            yield from _content_of_use(child, naming)
        elif tag in _EMBEDDED or _is_named_apart(child):
            if child.mem_id not in naming.seen:
                yield f" {_value(child) or _name(child, naming, in_any_role=role(child) != 'img')} "
        else:
            inside = list(_content(child, naming, depth=depth + 1))
            gap = "" if tag in _INLINE else " "
            yield gap
            yield from inside
            if not "".join(inside).strip() and not silent:
                yield f" {child.attributes.get('title') or ''} "
            yield gap


def _is_named_apart(node: Node) -> bool:
    """Whether it is an image by its role, or has a name of its own. Of native images, the tag tells."""
    attributes = node.attributes
    if not attributes:
        return False
    return ("role" in attributes and role(node) == "img") or has_any(node, ("aria-label", "aria-labelledby"))


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
    if squeezed[:1].isalnum():
        return squeezed
    return (
        "" if all(character == " " or unicodedata.category(character) == "Cf" for character in squeezed) else squeezed
    )


def _shorten(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
