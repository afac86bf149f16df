"""HTML -> its main text, divided into blocks that know their element.

The main part is `main` if there is one; else the page without its navigation, banner, footer and asides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from accesscheck.dom import Dom, Node
from accesscheck.model.document import Block, BlockKind
from accesscheck.roles import heading_level, self_and_ancestors, stated_role
from accesscheck.text.language import primary

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section "
    "summary table tbody td tfoot th thead tr ul caption option optgroup".split()
)
_SKIPPED = frozenset(
    "script style noscript template svg math canvas video audio object embed iframe select datalist "
    "textarea input button progress meter head title nav".split()
)
_QUOTED = frozenset(("q", "cite"))
"""What another said or wrote, in the middle of a sentence."""
_AROUND = frozenset("header footer aside".split())
_AROUND_ROLES = frozenset("navigation banner contentinfo complementary search menu menubar dialog alertdialog".split())
_SECTIONS = frozenset("main article section blockquote figure details td th".split())
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class _Open:
    """The block that text is being added to."""

    kind: BlockKind
    level: int | None
    node: Node
    language: str | None
    parts: list[str] = field(default_factory=list)
    quoted: set[int] = field(default_factory=set)
    """Which of the parts are the words of another."""

    def words(self) -> tuple[str, list[tuple[int, int]]]:
        """The text with single spaces, and where in it another speaks."""
        if not self.quoted:
            return _SPACE.sub(" ", "".join(self.parts)).strip(), []
        text, spans = "", []
        for number, part in enumerate(self.parts):
            start = len(text)
            part = _SPACE.sub(" ", part)
            text += part.lstrip() if not text or text.endswith(" ") else part
            if number in self.quoted:
                spans.append((start, len(text)))
        text = text.rstrip()
        return text, [(start, min(end, len(text))) for start, end in spans if start < min(end, len(text))]


def extract(dom: Dom) -> tuple[str, tuple[Block, ...]]:
    """The main text of a document, and its blocks in order. A new line stands between blocks."""
    root = main_part(dom)
    if root is None:
        return "", ()
    text: list[str] = []
    blocks: list[Block] = []
    position = 0
    for part in _blocks(dom, root):
        words, quoted = part.words()
        if not words:
            continue
        if text:
            text.append("\n")
            position += 1
        text.append(words)
        blocks.append(
            Block(
                kind=part.kind,
                start=position,
                end=position + len(words),
                level=part.level,
                selector=dom.selector(part.node),
                language=part.language,
                quoted=tuple((position + start, position + end) for start, end in quoted),
            )
        )
        position += len(words)
    return "".join(text), tuple(blocks)


def main_part(dom: Dom) -> Node | None:
    """The element that holds the content: main, an only article, else body."""
    for css in ("main, [role=main]", "article"):
        found = [node for node in dom.select(css) if not dom.is_hidden(node)]
        if found and (css != "article" or len(found) == 1):
            return found[0]
    return next(dom.select("body"), dom.root)


def _blocks(dom: Dom, root: Node) -> Iterator[_Open]:
    whole = root.tag in ("body", "html")
    declared = primary(dom.root.attributes.get("lang")) if dom.root is not None else None
    current = _Open("paragraph", None, root, None)
    around = next((found for node in self_and_ancestors(root) if (found := primary(node.attributes.get("lang")))), None)
    stack: list[tuple[Node | _Open, str | None, bool]] = [(root, None if around == declared else around, False)]
    while stack:
        item, language, quoted = stack.pop()
        if isinstance(item, _Open):
            yield current
            current = item
            continue
        if item.is_text_node:
            if quoted:
                current.quoted.add(len(current.parts))
            current.parts.append(item.text_content or "")
            continue
        if not item.is_element_node or _is_left_out(dom, item, root, whole=whole):
            continue
        tag = item.tag or ""
        own = primary(item.attributes.get("lang"))
        if own is not None:
            language = None if own == declared else own
        quoted = quoted or tag in _QUOTED
        children = [(child, language, quoted) for child in item.iter(include_text=True, skip_empty=False)]
        if tag == "br":
            yield current
            current = _Open(current.kind, current.level, current.node, current.language)
        elif tag in _BLOCKS:
            kind, level = _kind(item, current)
            # The text after this element belongs to the block around it again.
            stack.append((_Open(current.kind, current.level, current.node, current.language), None, False))
            stack.extend(reversed(children))
            yield current
            current = _Open(kind, level, item, language)
        else:
            stack.extend(reversed(children))
    yield current


def _kind(node: Node, around: _Open) -> tuple[BlockKind, int | None]:
    tag = node.tag or ""
    if around.kind in ("quote", "code"):
        return around.kind, None
    if tag in ("blockquote", "pre"):
        return ("quote" if tag == "blockquote" else "code"), None
    if re.fullmatch(r"h[1-6]", tag) or stated_role(node) == "heading":
        return "heading", heading_level(node)
    if tag in ("li", "dd", "dt"):
        return "list-item", None
    if tag in ("td", "th"):
        return "table-cell", None
    if tag in ("caption", "figcaption", "legend", "summary"):
        return "caption", None
    if tag in ("p", "div", "span") and around.kind in ("list-item", "table-cell", "heading", "caption"):
        return around.kind, around.level
    return "paragraph", None


def _is_left_out(dom: Dom, node: Node, root: Node, *, whole: bool) -> bool:
    tag = node.tag or ""
    if tag in _SKIPPED or dom.is_hidden(node):
        return True
    if stated_role(node) in _AROUND_ROLES:
        return True
    if not whole:
        return False
    return tag in _AROUND and not _within_section(node, root)


def _within_section(node: Node, root: Node) -> bool:
    current = node.parent
    while current is not None and current.mem_id != root.mem_id:
        if current.tag in _SECTIONS:
            return True
        current = current.parent
    return False
