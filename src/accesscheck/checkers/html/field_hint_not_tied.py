"""A hint beside a field is not tied to it."""

import re
from collections.abc import Iterator, Mapping

from accesscheck.dom import Dom, Node
from accesscheck.roles import role, self_and_ancestors
from accesscheck.text.overlap import folded

_HINT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:hint|help|helper|helptext|help-text|help-block|hint-text|form-text|tooltip-text|description|"
    r"field-description|instructions?)(?:$|[\s_-])",
    re.I,
)
_BESIDE = frozenset("p span div small em i".split())
_LONGEST = 250


def candidates(dom: Dom, words: Mapping[str, frozenset[str]]) -> Iterator[Node]:
    """Hints: an element right before or after a field, or between it and its label, that is called so or reads so."""
    seen: set[int] = set()
    for field in dom.shown("input, select, textarea"):
        if role(field) in ("button", "radio", "checkbox", "none") or field.attributes.get("type") == "hidden":
            continue
        for hint in _hints(field, dom, words):
            if hint.mem_id not in seen:
                seen.add(hint.mem_id)
                yield hint


def verdict(hint: Node, dom: Dom) -> bool | None:
    """Whether something refers to it: then it is tied to a field, of a group perhaps."""
    inside = {node.id for node in (hint, *hint.css("[id]"), *_around(hint)) if node.id}
    for node in dom.select("[aria-describedby], [aria-labelledby], [aria-details], [aria-errormessage]"):
        for name in ("aria-describedby", "aria-labelledby", "aria-details", "aria-errormessage"):
            if inside & set((node.attributes.get(name) or "").split()):
                return True
    return None


def params(hint: Node, dom: Dom) -> dict[str, str]:
    """Its text."""
    text = dom.text(hint)
    return {"hint": text if len(text) <= 60 else f"{text[:59].rstrip()}…"}


def _around(hint: Node) -> Iterator[Node]:
    """What is wrapped around it, up to the block that holds the field too."""
    for node in self_and_ancestors(hint):
        if node.css_first("input, select, textarea") is not None:
            return
        yield node


def _hints(field: Node, dom: Dom, words: Mapping[str, frozenset[str]]) -> Iterator[Node]:
    for neighbour in _neighbours(field):
        if neighbour.tag in _BESIDE and dom.is_exposed(neighbour) and neighbour.css_first("input, select, a") is None:
            text = dom.text(neighbour)
            if text and len(text) <= _LONGEST and not _is_in_label(neighbour):
                if _is_called_hint(neighbour) or _reads_as_hint(text, words):
                    yield neighbour


def _neighbours(field: Node) -> Iterator[Node]:
    """The elements before it up to its label, and the one after it; of what holds it alone, if it is alone there."""
    node = field
    while node.parent is not None and node.parent.tag in ("div", "span") and _is_alone(node):
        node = node.parent
    before = node.prev
    while before is not None and (before.is_text_node or before.tag in ("br", "label", *_BESIDE)):
        if before.is_element_node and before.css_first("input, select, textarea, button") is not None:
            break
        if before.is_element_node:
            yield before
            if before.tag == "label":
                break
        before = before.prev
    after = node.next
    while after is not None and (after.is_text_node or after.tag == "br"):
        if after.is_text_node and (after.text_content or "").strip():
            return
        after = after.next
    if after is not None and after.is_element_node:
        yield after


def _is_alone(node: Node) -> bool:
    parent = node.parent
    return parent is not None and len(list(parent.iter())) == 1 and not (parent.text(deep=False) or "").strip()


def _is_in_label(node: Node) -> bool:
    return any(ancestor.tag == "label" for ancestor in self_and_ancestors(node))


def _is_called_hint(node: Node) -> bool:
    return _HINT_CLASS.search(node.attributes.get("class") or "") is not None


def _reads_as_hint(text: str, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether it begins with the words of an example or a format."""
    start = folded(text).lstrip("(* ")
    return any(start.startswith(folded(phrase)) for phrases in words.values() for phrase in phrases)
