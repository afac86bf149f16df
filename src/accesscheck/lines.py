"""The text of a page as a reader meets it: runs of lines, each in one block of the layout."""

import functools
import weakref
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from accesscheck.dom import Dom, Node

INLINE = frozenset(
    "a abbr acronym b bdi bdo big button cite data del dfn em font i img input ins label mark meter output progress q "
    "ruby s small span strike strong sub sup time tt u var wbr".split()
)
"""Elements that a line goes on through; every other one, but br, begins a new block."""

_SILENT = frozenset(
    "audio canvas code datalist embed head iframe kbd math noscript object option pre samp script select style svg "
    "template textarea video".split()
)
"""Elements whose text is no line of the page: code, choices, what shows if something else cannot."""

_DEEPEST = 400

_runs: "weakref.WeakKeyDictionary[Dom, tuple[Run, ...]]" = weakref.WeakKeyDictionary()
_wholes: "weakref.WeakKeyDictionary[Dom, Whole]" = weakref.WeakKeyDictionary()
_blocks: "weakref.WeakKeyDictionary[Dom, dict[int, list[Run]]]" = weakref.WeakKeyDictionary()


class Run(NamedTuple):
    """Lines that stand together between two borders of blocks. `node` is the block.

    An empty line, of two br, is in `lines` too.
    """

    node: Node
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """All lines as one."""
        return " ".join(line for line in self.lines if line)


def runs(dom: Dom) -> tuple[Run, ...]:
    """Every run of the page that assistive technology meets, in order; read once."""
    found = _runs.get(dom)
    if found is None:
        body = dom.tree.body
        found = _runs[dom] = _Reading(dom).read(dom.index(body)) if body is not None else ()
    return found


class _Reading:
    """One pass over the page; elements go by their places in document order."""

    def __init__(self, dom: Dom) -> None:
        self._elements = dom.elements
        self._tags = dom.tags
        self._contents = dom.contents
        self._unheard = dom.unheard_places
        self._runs: list[Run] = []
        self._parts: list[str] = []
        self._lines: list[str] = []

    def read(self, block: int) -> tuple[Run, ...]:
        self._inside(block, block, 0)
        self._close(block)
        return tuple(self._runs)

    def _inside(self, place: int, block: int, depth: int) -> None:
        for child in self._contents[place]:
            if isinstance(child, str):
                self._parts.append(child)
                continue
            tag = self._tags[child]
            if tag == "br":
                self._end_line()
            elif child in self._unheard or tag in _SILENT or depth > _DEEPEST:
                continue
            elif tag in INLINE:
                self._inside(child, block, depth + 1)
            else:
                self._close(block)
                self._inside(child, child, depth + 1)
                self._close(child)

    def _end_line(self) -> None:
        line = "".join(self._parts).strip()
        # White space is collapsed already, but for where two texts meet.
        self._lines.append(" ".join(line.split()) if "  " in line else line)
        self._parts.clear()

    def _close(self, block: int) -> None:
        if self._parts or self._lines:
            self._end_line()
            if any(self._lines):
                self._runs.append(Run(self._elements[block], tuple(self._lines)))
            self._lines.clear()


class Whole:
    """All text of a page in one string, in which to look for what few blocks hold: block by block takes far longer.

    A line never holds a line break, so what has none is found as it would be in a line.
    """

    def __init__(self, blocks: Iterable[list[Run]]) -> None:
        self._blocks = list(blocks)
        texts = ["\n".join([line for run in block for line in run.lines]) for block in self._blocks]
        self.text = "\n".join(texts)
        self._texts = texts
        self._occurring: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._known: dict[tuple[str, bool], frozenset[int]] = {}

    @functools.cached_property
    def _lower(self) -> tuple[str, list[int]]:
        # Block by block: some capitals are two letters in lower case.
        texts = [text.lower() for text in self._texts]
        return "\n".join(texts), _starts(texts)

    @functools.cached_property
    def _as_written(self) -> tuple[str, list[int]]:
        return self.text, _starts(self._texts)

    def blocks_with(self, signs: tuple[str, ...], *, in_lower_case: bool = False) -> list[list[Run]]:
        """Blocks that hold one of some texts, in order; `in_lower_case` for what can have capitals."""
        if in_lower_case:
            signs = self.occurring(signs)
        found = frozenset[int]().union(*(self._places_of(sign, in_lower_case) for sign in signs))
        return [self._blocks[block] for block in sorted(found)]

    @functools.cached_property
    def _words(self) -> str:
        """Every word once, in lower case: of a long text a fifth, in which to see what does not occur at all."""
        return "\n".join(set(self._lower[0].split()))

    def occurring(self, stems: tuple[str, ...]) -> tuple[str, ...]:
        """Those of some stems or phrases, in lower case, that the text has."""
        if stems not in self._occurring:
            self._occurring[stems] = tuple(
                [stem for stem in stems if stem in (self._lower[0] if " " in stem else self._words)]
            )
        return self._occurring[stems]

    def _places_of(self, sign: str, in_lower_case: bool) -> frozenset[int]:
        known = self._known.get((sign, in_lower_case))
        if known is None:
            text, starts = self._lower if in_lower_case else self._as_written
            found: list[int] = []
            at = text.find(sign)
            while at >= 0:
                found.append(bisect_right(starts, at) - 1)
                at = text.find(sign, starts[found[-1] + 1]) if found[-1] + 1 < len(starts) else -1
            known = self._known[sign, in_lower_case] = frozenset(found)
        return known


def _starts(texts: Iterable[str]) -> list[int]:
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    return starts[:-1]


def whole(dom: Dom) -> Whole:
    """All text of a page as one; made once."""
    found = _wholes.get(dom)
    if found is None:
        found = _wholes[dom] = Whole(by_block(dom).values())
    return found


def by_block(dom: Dom) -> dict[int, list[Run]]:
    """The runs of each block, by the block's `mem_id`."""
    found = _blocks.get(dom)
    if found is None:
        found = _blocks[dom] = {}
        for run in runs(dom):
            found.setdefault(run.node.mem_id, []).append(run)
    return found
