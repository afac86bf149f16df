"""Lines that begin with a bullet, a dash or a number stand for a list."""

import re
from collections.abc import Iterator, Sequence

from accesscheck import lines
from accesscheck.dom import Dom, Node
from accesscheck.roles import self_and_ancestors, stated_role

FEWEST_FOR_CERTAIN = 3
LONGEST = 240
"""Longer ones are the numbered paragraphs of a law, or of a judgment."""

_BULLET = re.compile(r"([•▪◦●‣⁃·■►➤✓✔*–—-])(?![\s*–—-]*\Z)\s*(?=\S)")
_NUMBER = re.compile(r"(\d{1,2}|[a-z])\s?[.)]\s+(?=\S)", re.I)
_SURE_BULLETS = frozenset("•▪◦●‣⁃·■►➤✓✔*")
_SPOKEN = re.compile(r"[?!…\"”»]$|[“«\"]")


def candidates(dom: Dom) -> Iterator[Node]:
    """Blocks of several lines, and the first of paragraphs that begin with a marker."""
    for block in lines.by_block(dom).values():
        node = block[0].node
        if any(len(run.lines) > 1 for run in block) or (_begins_with_marker(block) and not _follows_another(node, dom)):
            if not _is_in_list(node):
                yield node


def verdict(node: Node, dom: Dom) -> bool | None:
    """Whether no line after line begins with a marker; dashes can be those of a dialogue."""
    block = lines.by_block(dom)[node.mem_id]
    groups = [[line for line in run.lines if line] for run in block]
    if _begins_with_marker(block) and all(len(run.lines) == 1 for run in block):
        groups.append(_paragraphs(node, dom))
    outcomes = [_judge(group) for lines_ in groups for group in _marked(lines_)]
    if False in outcomes:
        return False
    return None if None in outcomes else True


def _marked(texts: Sequence[str]) -> Iterator[list[str]]:
    """Neighbouring lines that begin with the same bullet, or with one number after the other."""
    group: list[str] = []
    for text in texts:
        if group and not _continues(group[-1], text):
            yield group
            group = []
        if _marker(text) is not None:
            group.append(text)
    yield group


def _judge(group: list[str]) -> bool | None:
    """False if it is a list for certain, None if it may be one."""
    if len(group) < 2 or any(len(text) > LONGEST for text in group):
        return True
    first = _marker(group[0]) or ""
    if first in _SURE_BULLETS or first in ("1", "a", "A"):
        return False if len(group) >= FEWEST_FOR_CERTAIN else None
    if first.isalnum():
        return True
    if first in "-–" and len(group) >= FEWEST_FOR_CERTAIN and not any(_SPOKEN.search(text) for text in group):
        return False
    return None


def _continues(before: str, text: str) -> bool:
    old, new = _marker(before), _marker(text)
    if old is None or new is None or not old.isalnum():
        return old == new
    if old.isdigit():
        return new.isdigit() and int(new) == int(old) + 1
    return len(new) == 1 and ord(new) == ord(old) + 1


def _marker(text: str) -> str | None:
    match = _BULLET.match(text) or _NUMBER.match(text)
    if match is None:
        return None
    # A dash or a star that touches its word is a minus, a note or bold in plain text; a bullet can touch it.
    return None if match[1] in "*–—-" and not match[0][-1].isspace() else match[1]


def _begins_with_marker(block: list[lines.Run]) -> bool:
    return block[0].node.tag in ("p", "div") and _marker(block[0].lines[0]) is not None


def _paragraphs(node: Node, dom: Dom) -> list[str]:
    """The text of an element and of those of the same kind right after it."""
    blocks = lines.by_block(dom)
    texts: list[str] = []
    current: Node | None = node
    while current is not None:
        if current.is_element_node:
            runs = blocks.get(current.mem_id, [])
            if current.tag != node.tag or len(runs) != 1 or len(runs[0].lines) != 1:
                break
            texts.append(runs[0].text)
        elif (current.text() or "").strip() and not current.is_comment_node:
            break
        current = current.next
    return texts


def _follows_another(node: Node, dom: Dom) -> bool:
    before = node.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    return (
        before is not None
        and before.tag == node.tag
        and before.mem_id in lines.by_block(dom)
        and _continues(lines.by_block(dom)[before.mem_id][0].lines[0], lines.by_block(dom)[node.mem_id][0].lines[0])
    )


def _is_in_list(node: Node) -> bool:
    return any(stated_role(ancestor) in ("list", "listitem", "math") for ancestor in self_and_ancestors(node))
