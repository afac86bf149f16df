"""A long text has no headings."""

import weakref
from collections.abc import Iterator

from accesscheck import lines
from accesscheck.dom import Dom, Node
from accesscheck.roles import role, self_and_ancestors

FEWEST_WORDS = 300
"""About one printed page."""

FEWEST_UNDER_TITLE = 500
"""With a heading over the whole, more is needed to miss others."""

_counted: "weakref.WeakKeyDictionary[Dom, int]" = weakref.WeakKeyDictionary()

_PROSE = ("p", "div", "td", "body", "main", "article", "section")
_ELSEWHERE = frozenset("nav footer aside form".split())


def candidates(dom: Dom) -> Iterator[Node]:
    """What holds the page's text, if that is long."""
    main = next(dom.shown("main, [role=main]"), None)
    root = main if main is not None else dom.tree.body
    if root is not None and _words(root, dom) >= FEWEST_WORDS:
        yield root


def verdict(root: Node, dom: Dom) -> bool | None:
    """Whether a heading divides the text: one at most is the title of the page."""
    headings = [
        node
        for node in dom.shown("h1, h2, h3, h4, h5, h6, [role]")
        if role(node) == "heading" and dom.name(node) and not _is_elsewhere(node)
    ]
    if len(headings) > 1 or (headings and _words(root, dom) < FEWEST_UNDER_TITLE):
        return True
    return None


def params(root: Node, dom: Dom) -> dict[str, int]:
    """How many words the text has."""
    return {"count": _words(root, dom)}


def _words(root: Node, dom: Dom) -> int:
    """Words in running text; menus and the foot of a page are none. Counted once."""
    if dom not in _counted:
        counts: dict[int, bool] = {}
        _counted[dom] = sum(
            # White space is collapsed, so spaces tell the words.
            text.count(" ") + 1
            for run in lines.runs(dom)
            if len(text := run.text) > 80 and run.node.tag in _PROSE and _counts(run.node, root, counts)
        )
    return _counted[dom]


def _counts(node: Node, root: Node, known: dict[int, bool]) -> bool:
    """Whether it stands in the root, and not in a menu or the like; the same for all children of an element."""
    if node.mem_id == root.mem_id:
        return True
    parent = node.parent
    key = parent.mem_id if parent is not None else 0
    if key not in known:
        known[key] = any(each.mem_id == root.mem_id for each in self_and_ancestors(node)) and not _is_elsewhere(node)
    return known[key]


def _is_elsewhere(node: Node) -> bool:
    return any(ancestor.tag in _ELSEWHERE for ancestor in self_and_ancestors(node))
