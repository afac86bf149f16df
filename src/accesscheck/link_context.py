"""What tells the purpose of a link besides its name: the text it stands in (WCAG 2.4.4), and where it leads.

The context that software can find is the sentence, the paragraph, the list item with those around it, the table cell
with its headers, and the description of the link (WCAG, programmatically determined link context). Where a page has
no p, the text that runs on within a block, up to the next block or an empty line, is the paragraph.
"""

import re
import unicodedata
import weakref
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit

from accesscheck.dom import Dom, Node
from accesscheck.equivalence import Seen
from accesscheck.roles import role, self_and_ancestors, stated_role

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big button cite code data del dfn em font g i img input ins kbd label mark math nobr "
    "object output picture q rp rt ruby s samp select small source span strike strong sub sup svg text textarea time "
    "tspan tt u use var wbr".split()
)
_UNREAD = frozenset("desc head iframe metadata noscript script style template title datalist".split())
_BREAK = "\n"
_WORD = re.compile(r"[^\W\d_]{2,}")
_SECTIONS = frozenset("article aside body dialog footer main nav".split())
_HEADINGS = "h1, h2, h3, h4, h5, h6, [role=heading]"

# What campaigns and mailings add to an address: https://en.wikipedia.org/wiki/UTM_parameters and the like.
_TRACKING = re.compile(r"(?:utm_\w+|[fgy]clid|msclkid|dclid|mc_[ce]id|_ga|pk_\w+|mtm_\w+|wt_mc|icid|igshid)\Z", re.I)
_INDEX_PAGE = re.compile(r"/(?:index|default)\.(?:x?html?|php\d?|aspx?|jsp|cfm)\Z", re.I)
_DEFAULT_PORT = {"http": 80, "https": 443}
_GOES_TO = re.compile(
    r"""(?:\blocation(?:\.href)?\s*=|\blocation\.(?:assign|replace)\(|\bwindow\.open\(|\bopen\()\s*(['"])(.+?)\1"""
)


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A part of running text: a link, or text between links; `exposed` says whether assistive technology meets it."""

    text: str
    link: Node | None = None
    exposed: bool = True


Run = tuple[Piece, ...]


class _Known:
    """What is known of the links of one Dom; made when asked for."""

    def __init__(self) -> None:
        self.links: tuple[Node, ...] | None = None
        self.places: dict[int, int] = {}
        self.names: dict[int, str] = {}
        self.plain_names: dict[int, str] = {}
        self.targets: dict[int, str | None] = {}
        self.resolved: dict[str, str | None] = {}
        self.runs: dict[int, list[Run]] = {}
        self.headings: list[Node] | None = None
        self.base: str | None = None
        self.namesakes: dict[str, tuple[Node, ...]] | None = None
        self.surroundings: dict[int, tuple[str, int]] = {}


_known: "weakref.WeakKeyDictionary[Dom, _Known]" = weakref.WeakKeyDictionary()


def _of(dom: Dom) -> _Known:
    found = _known.get(dom)
    if found is None:
        found = _known[dom] = _Known()
    return found


def links(dom: Dom) -> tuple[Node, ...]:
    """The links that assistive technology meets, in document order."""
    known = _of(dom)
    if known.links is None:
        known.links = tuple(link for link in dom.shown("a[href], area[href], [role]") if role(link) == "link")
    return known.links


def before(dom: Dom, link: Node) -> Node | None:
    """The link before a link."""
    known = _of(dom)
    everything = links(dom)
    if not known.places:
        known.places = {node.mem_id: place for place, node in enumerate(everything)}
    place = known.places[link.mem_id]
    return everything[place - 1] if place else None


def quoted(text: str) -> str:
    """A name, cut to what a message can hold."""
    return text if len(text) <= 40 else f"{text[:39].rstrip()}…"


def name(dom: Dom, link: Node) -> str:
    """The accessible name of a link."""
    names = _of(dom).names
    if link.mem_id not in names:
        names[link.mem_id] = dom.name(link)
    return names[link.mem_id]


def plain_name(dom: Dom, link: Node) -> str:
    """The accessible name of a link, as it is compared."""
    names = _of(dom).plain_names
    if link.mem_id not in names:
        names[link.mem_id] = plain(name(dom, link))
    return names[link.mem_id]


def plain(text: str) -> str:
    """A text as it is compared: lower case, no signs, arrows or pictures, single spaces."""
    if text.isascii() and text.replace(" ", "").isalpha():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    kept = "".join(sign if sign.isalnum() or sign in "'-" or _is_mark(sign) else " " for sign in folded)
    return " ".join(word.strip("'-") for word in kept.split() if word.strip("'-"))


def has_words(text: str) -> bool:
    """Whether a text has a word of two letters or more."""
    return _WORD.search(text) is not None


FORMATS = {
    "csv": "csv",
    "doc": "word|doc|microsoft word|ms word",
    "docx": "word|docx|doc|microsoft word|ms word",
    "epub": "epub",
    "htm": "html|htm",
    "mobi": "mobi|kindle",
    "odp": "odp|opendocument|libreoffice|openoffice",
    "ods": "ods|opendocument|libreoffice|openoffice",
    "odt": "odt|opendocument|libreoffice|openoffice",
    "pdf": "pdf",
    "ppt": "powerpoint|ppt|microsoft powerpoint",
    "pptx": "powerpoint|pptx|ppt|microsoft powerpoint",
    "rtf": "rtf|rich text",
    "txt": "txt|plain text|text|platte tekst|tekst|texte brut|texte|klartext|nur text",
    "xls": "excel|xls|microsoft excel|ms excel",
    "xlsx": "excel|xlsx|xls|microsoft excel|ms excel",
    "xml": "xml",
    "zip": "zip",
}
"""Endings of addresses, and what people call such a file."""

_FORMAT_NAMES = frozenset(called for names in FORMATS.values() for called in names.split("|"))

Phrases = Mapping[str, frozenset[str]]


def is_generic(dom: Dom, link: Node, phrases: Phrases) -> bool:
    """Whether a name would fit any link: a phrase such as "read more", or no more than the format of its file.

    Phrases of the link's own language count, and phrases of several words of any language: "read more" says as
    little on a Dutch page.
    """
    words = plain_name(dom, link)
    if words in _in_any(phrases):
        spoken = language(dom, link)
        if (words in phrases[spoken] or " " in words or not spoken) and not _is_subject(words, link):
            return True
    return says_only_its_format(dom, link)


_SUBJECTS = frozenset(
    "article details document download file info informatie information informationen informations infos link page "
    "site view website".split()
)
"""Words that say nothing in general, and are the name of a subject to those who write about it."""


def _is_subject(words: str, link: Node) -> bool:
    """Whether one word is the name of a part of the site, in a menu, or of the place it leads to: #link, link.html."""
    if " " in words:
        return False
    if any(node.tag == "nav" or stated_role(node) == "navigation" for node in self_and_ancestors(link)):
        return True
    if words not in _SUBJECTS:
        return False
    parts = urlsplit_or_none(link.attributes.get("href") or "")
    if parts is None:
        return False
    last = parts.path.rstrip("/").rsplit("/", 1)[-1].lower()
    return words in parts.fragment.lower() or words in re.split(r"[._-]", last)


def says_only_its_format(dom: Dom, link: Node) -> bool:
    """Whether a link says no more than the format of the file that it leads to: PDF."""
    words = plain_name(dom, link)
    return words in _FORMAT_NAMES and _names_its_format(link, words)


def _names_its_format(link: Node, words: str) -> bool:
    """Whether a link says only the format of its file. HTML is a subject too: it takes another format beside it."""
    if not any(words in FORMATS[ending].split("|") for ending in file_endings(link.attributes.get("href") or "")):
        return False
    group = link.parent.parent if link.parent is not None and words in FORMATS["htm"] else None
    others = group.css("a[href]") if group is not None and group.tag in ("ul", "ol", "p", "div", "td") else []
    return words not in FORMATS["htm"] or any(
        plain(other.text()) not in FORMATS["htm"] and _names_its_format(other, plain(other.text())) for other in others
    )


def file_endings(address: str) -> list[str]:
    """The endings in the last part of an address that stand for a format: pdf of /files/plan.pdf?v=2."""
    path = urlsplit_or_none(address)
    if path is None:
        return []
    last = path.path.rsplit("/", 1)[-1].lower()
    endings = [ending.removesuffix("l") if ending == "html" else ending for ending in last.split(".")[1:]]
    return [ending for ending in endings if ending in FORMATS]


def urlsplit_or_none(address: str) -> SplitResult | None:
    """An address in its parts; None if it is no address."""
    try:
        return urlsplit(address.strip())
    except ValueError:
        return None


_united: dict[int, tuple[Phrases, frozenset[str]]] = {}


def _in_any(phrases: Phrases) -> frozenset[str]:
    """The phrases of all languages; made once for a rule."""
    known = _united.get(id(phrases))
    if known is None or known[0] is not phrases:
        known = _united[id(phrases)] = (phrases, frozenset[str]().union(*phrases.values()))
    return known[1]


def language(dom: Dom, node: Node) -> str:
    """The primary language of an element: that of the nearest lang, else the document's; empty if unknown."""
    for ancestor in self_and_ancestors(node):
        attributes = ancestor.attributes
        stated = attributes.get("lang") or attributes.get("xml:lang")
        if stated:
            return stated.strip().split("-")[0].lower()
    return dom.document.language or ""


def target(dom: Dom, link: Node) -> str | None:
    """The address that a link leads to, in a form in which two addresses of one resource are equal.

    None where it cannot be told: no address, or a script. A place in a page counts as the page.
    """
    targets = _of(dom).targets
    if link.mem_id not in targets:
        stated = _stated_target(link)
        targets[link.mem_id] = None if stated is None else _resolved(dom, stated)
    return targets[link.mem_id]


def _resolved(dom: Dom, address: str) -> str | None:
    known = _of(dom).resolved
    if address not in known:
        joined = _joined(_base(dom), address)
        known[address] = None if joined is None else _canonical(joined)
    return known[address]


def namesakes(dom: Dom) -> Mapping[str, tuple[Node, ...]]:
    """Links that share a name of words and lead to a known address, by that name; those without a namesake left out.

    Names that are a number or a sign are those of notes and of pages in a list. A link to a place in this very page,
    such as that of a heading to itself, is a way of moving about, and no other page.
    """
    known = _of(dom)
    if known.namesakes is None:
        found: dict[str, list[Node]] = defaultdict(list)
        for link in links(dom):
            words = name(dom, link).casefold()
            if has_words(words) and not (link.attributes.get("href") or "").startswith("#"):
                found[words].append(link)
        # An address takes longer to read than a name: first see who has a namesake.
        groups = {
            words: tuple(link for link in group if target(dom, link) is not None)
            for words, group in found.items()
            if len(group) > 1
        }
        known.namesakes = {words: group for words, group in groups.items() if len(group) > 1}
    return known.namesakes


def surroundings(dom: Dom, link: Node) -> tuple[str, int]:
    """What tells a link from its namesakes: the text around it and the place of its heading, -1 if it has none."""
    known = _of(dom).surroundings
    if link.mem_id not in known:
        above = heading(dom, link)
        text = context(dom, link, lambda other: False)
        # In one sentence, each of two namesakes has the other around it, in another place.
        known[link.mem_id] = (" ".join(sorted(plain(text).split())), -1 if above is None else dom.index(above))
    return known[link.mem_id]


def _stated_target(link: Node) -> str | None:
    address = (link.attributes.get("href") or link.attributes.get("xlink:href") or "").strip()
    if address and address != "#" and not address.lower().startswith("javascript:"):
        return address
    match = _GOES_TO.search(link.attributes.get("onclick") or "") or _GOES_TO.search(address)
    return match[2] if match else None


def _base(dom: Dom) -> str:
    known = _of(dom)
    if known.base is None:
        stated = next((node.attributes.get("href") or "" for node in dom.tree.css("base[href]")), "")
        known.base = _joined(dom.document.address, stated.strip()) or dom.document.address
    return known.base


def _joined(base: str, address: str) -> str | None:
    try:
        return urljoin(base, address)
    except ValueError:
        return None


def _canonical(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https", "file", ""):
        return address.split("?")[0].casefold()
    if port and port != _DEFAULT_PORT.get(scheme):
        host = f"{host}:{port}"
    path = _INDEX_PAGE.sub("/", parts.path).rstrip("/")
    # A fragment such as #/page or #!page is a page of its own in an application of one document.
    route = f"#{parts.fragment}" if parts.fragment.startswith(("/", "!")) else ""
    query = _query(parts)
    return f"//{host}{path}{'?' if query else ''}{query}{route}"


def _query(parts: SplitResult) -> str:
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    return urlencode(sorted(pair for pair in pairs if not _TRACKING.match(pair[0])))


def block(node: Node) -> Node:
    """The nearest element around that makes a block of its own, as far as the markup tells."""
    current = node
    while current.parent is not None and current.parent.is_element_node:
        current = current.parent
        if current.tag not in _INLINE:
            break
    return current


def runs(dom: Dom, container: Node) -> list[Run]:
    """The stretches of running text directly in a block: what is inline, up to a block in it or an empty line."""
    known = _of(dom).runs
    if container.mem_id not in known:
        known[container.mem_id] = list(_divided(_pieces(dom, container)))
    return known[container.mem_id]


def run_of(dom: Dom, link: Node) -> Run:
    """The running text that a link stands in; the link itself is one of its pieces."""
    for run in runs(dom, block(link)):
        if any(piece.link is not None and piece.link.mem_id == link.mem_id for piece in run):
            return run
    return (Piece("", link),)


def _divided(pieces: Iterator[Piece | None]) -> Iterator[Run]:
    """None divides, and so do two line breaks with nothing between."""
    run: list[Piece] = []
    breaks = 0
    for piece in pieces:
        if piece is not None and piece.text == _BREAK and piece.link is None:
            breaks += 1
            run.append(piece)
        elif piece is not None:
            breaks = 0 if piece.text.strip() or piece.link is not None else breaks
            run.append(piece)
        if piece is None or breaks == 2:
            if run:
                yield tuple(run)
            run, breaks = [], 0
    if run:
        yield tuple(run)


def _pieces(dom: Dom, container: Node) -> Iterator[Piece | None]:
    for child in container.iter(include_text=True):
        if child.is_text_node:
            if not dom.is_hidden(container):
                yield Piece(child.text_content or "", exposed=dom.is_exposed(container))
        elif not child.is_element_node or child.tag in _UNREAD:
            continue
        elif child.tag == "br":
            yield Piece(_BREAK)
        elif child.tag not in _INLINE:
            yield None
        elif role(child) == "link":
            yield Piece("", child, dom.is_exposed(child)) if not dom.is_hidden(child) else Piece("")
        elif child.tag in ("img", "svg", "input", "select", "textarea", "button", "object"):
            text = "" if dom.is_hidden(child) else dom.name(child) or "\N{REPLACEMENT CHARACTER}"
            yield Piece(text, exposed=dom.is_exposed(child))
        else:
            yield from _pieces(dom, child)


def context(dom: Dom, link: Node, leave_out: Callable[[Node], bool]) -> str:
    """The text around a link that software can find, without the link and the links to leave out."""

    def left_out(node: Node) -> bool:
        return node.mem_id == link.mem_id or leave_out(node)

    parts = [
        piece.text if piece.link is None else name(dom, piece.link)
        for piece in run_of(dom, link)
        if piece.exposed and (piece.link is None or not left_out(piece.link))
    ]
    for around in self_and_ancestors(link):
        if around.tag in ("p", "li", "td", "th", "dd", "dt") or stated_role(around) in _CONTEXT_ROLES:
            parts.append(text_without(dom, around, left_out))
        if around.tag in ("td", "th"):
            parts.extend(_header_texts(dom, around))
        if around.tag == "dd":
            parts.append(_term(dom, around))
    parts.append(described(dom, link))
    return " ".join(" ".join(parts).split())


_CONTEXT_ROLES = frozenset({"listitem", "paragraph", "cell", "gridcell", "columnheader", "rowheader"})


def described(dom: Dom, link: Node) -> str:
    """The description of a link: aria-describedby, aria-description, title."""
    attributes = link.attributes
    keys = (attributes.get("aria-describedby") or "").split()
    texts = [dom.ids[key][0].text(separator=" ") for key in keys if key in dom.ids]
    title = attributes.get("title") or ""
    if plain(title) == plain(name(dom, link)):
        title = ""
    return " ".join([*texts, attributes.get("aria-description") or "", title]).strip()


def text_without(dom: Dom, node: Node, left_out: Callable[[Node], bool]) -> str:
    """The text in an element that assistive technology meets, without the parts that are left out."""
    return " ".join("".join(_texts(dom, node, left_out)).split())


def _texts(dom: Dom, node: Node, left_out: Callable[[Node], bool]) -> Iterator[str]:
    for child in node.iter(include_text=True):
        if child.is_text_node:
            if dom.is_exposed(node):
                yield child.text_content or ""
        elif not child.is_element_node or child.tag in _UNREAD or left_out(child):
            continue
        elif role(child) == "link" or child.tag in ("img", "svg", "input", "button"):
            yield f" {dom.name(child)} " if dom.is_exposed(child) else ""
        else:
            gap = "" if child.tag in _INLINE else " "
            yield gap
            yield from _texts(dom, child, left_out)
            yield gap


def _header_texts(dom: Dom, cell: Node) -> Iterator[str]:
    """Header cells of the row and of the column, and those that the cell names; spans are not counted."""
    for key in (cell.attributes.get("headers") or "").split():
        yield from (dom.text(header) for header in dom.ids.get(key, [])[:1])
    row = cell.parent
    if row is None or row.tag != "tr":
        return
    cells = [other for other in row.iter() if other.tag in ("td", "th")]
    yield from (dom.text(other) for other in cells if other.tag == "th" and other.mem_id != cell.mem_id)
    place = next((number for number, other in enumerate(cells) if other.mem_id == cell.mem_id), 0)
    table = next((around for around in self_and_ancestors(row) if around.tag == "table"), None)
    for other_row in table.css("tr") if table is not None else []:
        above = [other for other in other_row.iter() if other.tag in ("td", "th")]
        if other_row.mem_id == row.mem_id:
            return
        if place < len(above) and above[place].tag == "th":
            yield dom.text(above[place])


def _term(dom: Dom, definition: Node) -> str:
    """The dt that a dd belongs to."""
    term = definition.prev
    while term is not None and term.tag != "dt":
        term = term.prev
    return "" if term is None else dom.text(term)


def heading(dom: Dom, link: Node) -> Node | None:
    """The heading that a link stands under: the last one before it, in the same part of the page (technique H80)."""
    known = _of(dom)
    if known.headings is None:
        known.headings = [node for node in dom.shown(_HEADINGS) if dom.text(node)]
    place = dom.index(link)
    above = [node for node in known.headings if dom.index(node) < place]
    if not above:
        return None
    section = next((node for node in self_and_ancestors(link) if _is_section(node)), None)
    inside = section is None or any(node.mem_id == section.mem_id for node in self_and_ancestors(above[-1]))
    return above[-1] if inside else None


def _is_section(node: Node) -> bool:
    return node.tag in _SECTIONS or stated_role(node) in ("navigation", "contentinfo", "complementary", "banner")


def _is_mark(sign: str) -> bool:
    """Whether it is part of a letter, such as an accent of its own."""
    return unicodedata.category(sign).startswith("M")


def opened(dom: Dom, link: Node, measured: Mapping[str, Any]) -> Seen | None:
    """What a link opens, as the probe link-targets saw it; None if it did not look there."""
    address = measured["links"].get(dom.selector(link))
    seen = measured["pages"].get(address)
    return None if seen is None else Seen(**seen)
