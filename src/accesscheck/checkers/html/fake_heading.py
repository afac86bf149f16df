"""A line in bold or large letters stands for a heading."""

import re
from collections.abc import Iterator

from accesscheck import lines
from accesscheck.dom import Dom, Node
from accesscheck.roles import self_and_ancestors

LONGEST = 80
_ELSEWHERE = frozenset(
    "a button blockquote caption dd dt figcaption figure footer form header label li nav td th".split()
)
_LARGE = re.compile(
    r"font-weight\s*:\s*(?:bold|[6-9]00)|font-size\s*:\s*(?:x{0,2}-large|1[89]px|[2-9]\dpx|1\.[2-9]|[2-9])"
)
_CAPTION = re.compile(
    r"(?:fig|figu(?:re|ur)|tab(?:le|el|leau|elle)?|afb(?:eelding)?|abb(?:ildung)?|foto|photo)\b\.?\s*\d", re.I
)
_FOLLOWS = ("p", "ul", "ol", "dl", "div", "table")


def candidates(dom: Dom) -> Iterator[Node]:
    """Paragraphs of one short line that stands out as a whole, or that begin with such a line."""
    blocks = lines.by_block(dom)
    for node in dom.shown("p"):
        block = blocks.get(node.mem_id)
        if block and len(block) == 1 and _is_title(block[0].lines[0]) and _stands_out(node, block[0].lines[0]):
            if not any(ancestor.tag in _ELSEWHERE for ancestor in self_and_ancestors(node)):
                yield node


def verdict(node: Node, dom: Dom) -> bool | None:
    """Whether no longer text in ordinary letters comes right after it."""
    run = lines.by_block(dom)[node.mem_id][0]
    if len(run.lines) > 1:
        return None if len(" ".join(run.lines[1:])) > 2 * len(run.lines[0]) and run.lines[1] else True
    after = _after(node)
    while after is not None and not after.is_element_node:
        if (after.text() or "").strip() and not after.is_comment_node:
            return True
        after = after.next
    if after is None or after.tag not in _FOLLOWS or not dom.is_exposed(after):
        return True
    text = " ".join(after.text(deep=True).split())
    return None if len(text) > 1.5 * len(run.text) and not _stands_out(after, text) else True


def _after(node: Node) -> Node | None:
    """What comes next; of all that a block holds, what comes after the block."""
    around = node.parent
    while around is not None and around.tag == "div" and _holds(around, " ".join(node.text(deep=True).split())):
        node, around = around, around.parent
    return node.next


def _is_title(text: str) -> bool:
    return (
        not _CAPTION.match(text)
        and 2 < len(text) <= LONGEST
        and text[-1] not in ".,;:!)"
        and sum(map(str.isalpha, text)) * 2 > len(text)
    )


def _stands_out(node: Node, text: str) -> bool:
    """Whether the text is wholly in elements that make it bold or large."""
    if _LARGE.search((node.attributes.get("style") or "").lower()):
        return True
    return any(_makes_large(part) and _holds(part, text) for part in node.css("b, strong, big, font, span"))


def _makes_large(node: Node) -> bool:
    if node.tag in ("b", "strong", "big"):
        return True
    if node.tag == "font" and (node.attributes.get("size") or "").strip() in ("4", "5", "6", "7", "+1", "+2", "+3"):
        return True
    return bool(_LARGE.search((node.attributes.get("style") or "").lower()))


def _holds(node: Node, text: str) -> bool:
    return " ".join(node.text(deep=True).split()) == text
