"""A paragraph is aligned at both sides."""

import re
from collections.abc import Iterator

from accesscheck.dom import Dom, Node

FEWEST_WORDS = 20
_JUSTIFIED = re.compile(r"text-align\s*:\s*justify", re.I)


def candidates(dom: Dom) -> Iterator[Node]:
    """Texts whose markup states an alignment; of those in the same element that are justified, the first."""
    seen: set[int] = set()
    for node in dom.shown('[style*="text-align" i], [align]'):
        if (
            node.tag in ("img", "table", "td", "th", "tr", "iframe", "hr")
            or len(node.text(deep=True).split()) <= FEWEST_WORDS
        ):
            continue
        parent = node.parent.mem_id if node.parent is not None else 0
        if _is_justified(node):
            if parent in seen:
                continue
            seen.add(parent)
        yield node


def verdict(node: Node) -> bool | None:
    """Whether it is aligned in another way."""
    return None if _is_justified(node) else True


def _is_justified(node: Node) -> bool:
    attributes = node.attributes
    return (attributes.get("align") or "").lower() == "justify" or bool(
        _JUSTIFIED.search(attributes.get("style") or "")
    )
