"""The label of a field does not say what to fill in."""

import weakref
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from accesscheck.dom import Dom, Node
from accesscheck.field_purposes import of_code, of_label, visible_label
from accesscheck.roles import input_type, role, self_and_ancestors, stated_role
from accesscheck.text.filler import filler
from accesscheck.text.overlap import content_words, folded, shared

_ROLES = frozenset("checkbox combobox listbox radio searchbox slider spinbutton switch textbox".split())
_TYPED = frozenset("combobox listbox searchbox spinbutton textbox".split())
_SIGNS_ALONE = frozenset("?*:.-_…–—/! ")

_MOST_LABEL_WORDS = 4
"""A longer label can name other things than what it asks for: Your e-mail, if you have no phone."""

_TOGETHER = (
    {"name", "given-name", "family-name", "username"},
    {"email", "username"},
    {"street-address", "city", "postal-code"},
    {"street-address", "email"},
    {"street-address", "url"},
    {"password", "username"},
)
"""Purposes that one label can mean, or that go by one word: an e-mail is an address too."""

_SEPARATES = frozenset("caption fieldset figure h1 h2 h3 h4 h5 h6 legend section summary table td th tr".split())
_UNREAD = frozenset("script style option select button textarea template noscript datalist".split())

_twins: "weakref.WeakKeyDictionary[Dom, frozenset[int]]" = weakref.WeakKeyDictionary()


def candidates(dom: Dom) -> Iterator[Node]:
    """Fields with a label or a name."""
    return (field for field in _fields(dom) if _label(field, dom))


def verdict(field: Node, dom: Dom, words: Mapping[str, frozenset[str]]) -> bool | None:
    """Whether the label is more than a filler, fits what the code asks for, and differs from those around it."""
    label = _label(field, dom)
    purpose = of_code(field)
    if role(field) in _TYPED and _SIGNS_ALONE.issuperset(label):
        return False
    if (kind := filler(label, words)) and not _is_word_of_its_code(field, label):
        return False if kind == "certain" or purpose in ("given-name", "family-name", "email", "tel") else None
    if purpose is not None and purpose != "search" and _contradicts(label, purpose):
        return None
    return None if field.mem_id in _not_told_apart(dom) else True


def params(field: Node, dom: Dom) -> dict[str, str]:
    """Its label."""
    label = _label(field, dom)
    return {"label": label if len(label) <= 60 else f"{label[:59].rstrip()}…"}


def _fields(dom: Dom) -> Iterator[Node]:
    for field in dom.shown("input, select, textarea, [role]"):
        if role(field) in _ROLES or (field.tag == "input" and input_type(field) in ("password", "date", "file")):
            yield field


def _label(field: Node, dom: Dom) -> str:
    return visible_label(field, dom) or dom.name(field)


def _is_word_of_its_code(field: Node, label: str) -> bool:
    """Whether the field is named so in its code too, as the dish of a restaurant's menu may be."""
    code = folded(f"{field.attributes.get('name') or ''} {field.attributes.get('id') or ''}")
    return bool(code.strip()) and any(shared(content_words(label), code.replace("_", " ")))


def _contradicts(label: str, purpose: str) -> bool:
    said = of_label(label)
    if not said or purpose in said or len(label.split()) > _MOST_LABEL_WORDS or "search" in said:
        return False
    return not any(purpose in group and said & group for group in _TOGETHER)


def _not_told_apart(dom: Dom) -> frozenset[int]:
    """Fields of one form with the same label as one before, and nothing between the two that tells which is which."""
    if dom not in _twins:
        _twins[dom] = frozenset(_found_twins(dom))
    return _twins[dom]


def _found_twins(dom: Dom) -> Iterator[int]:
    alike: dict[tuple[int, str, str], list[Node]] = defaultdict(list)
    for field in _fields(dom):
        label = visible_label(field, dom)
        if label and role(field) in _TYPED and not _is_one_of_a_list(field):
            alike[_form(field), role(field) or "", folded(label)].append(field)
    for fields in alike.values():
        for before, after in pairwise(fields):
            # What the accessible name adds is not seen; but it was meant, so the context is there in another way.
            if dom.name(before) == dom.name(after) and not _is_anything_between(before, after, dom):
                yield after.mem_id


def _form(field: Node) -> int:
    forms = (node for node in self_and_ancestors(field) if node.tag == "form" or stated_role(node) == "form")
    found = next(forms, None)
    return 0 if found is None else found.mem_id


def _is_one_of_a_list(field: Node) -> bool:
    """Whether it is one of as many as a person wants: name="child[]", a row of a table, an item of a list."""
    name = field.attributes.get("name") or ""
    return name.endswith("]") or any(node.tag in ("table", "ol", "ul", "dl") for node in self_and_ancestors(field))


def _is_anything_between(before: Node, after: Node, dom: Dom) -> bool:
    """Whether an element that groups, or text that is no label, stands between two fields or begins around one."""
    labels = {node.mem_id for field in (before, after) for label in dom.labels(field) for node in (label,)}
    for node in dom.elements[dom.index(before) + 1 : dom.index(after)]:
        if node.tag in _SEPARATES or stated_role(node) in (
            "group",
            "heading",
            "radiogroup",
            "region",
            "row",
            "tabpanel",
        ):
            return True
        if node.mem_id in labels or node.tag in _UNREAD or _is_within_label(node):
            continue
        if (node.text(deep=False) or "").strip():
            return True
    return _has_loose_text(before, after)


def _is_within_label(node: Node) -> bool:
    return any(ancestor.tag == "label" for ancestor in self_and_ancestors(node))


def _has_loose_text(before: Node, after: Node) -> bool:
    """Whether what is around both has text of its own, which may stand between them."""
    around = {node.mem_id for node in self_and_ancestors(before)}
    common = next((node for node in self_and_ancestors(after) if node.mem_id in around), None)
    return common is not None and common.tag != "label" and bool((common.text(deep=False) or "").strip())
