"""Fields that ask who someone is do not tell the browser so, and cannot be filled in by it."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.field_purposes import PERSONAL, of_code, of_label, visible_label
from accesscheck.roles import input_type, is_disabled, stated_role

_TYPES = frozenset("text email tel date".split())
_MOST_LABEL_WORDS = 3
_FEWEST = 2


def candidates(dom: Dom) -> Iterator[Node]:
    """Forms with two fields or more that surely ask for data of the person who fills them in."""
    for form in dom.select("form"):
        if not dom.is_hidden(form) and stated_role(form) != "search":
            if len({purpose for _, purpose in _personal(form, dom)}) >= _FEWEST:
                yield form


def verdict(form: Node, dom: Dom) -> bool | None:
    """Whether each of these fields says with autocomplete what it asks for."""
    return None if _without(form, dom) else True


def params(form: Node, dom: Dom) -> dict[str, str]:
    """The labels of the fields that do not."""
    return {"fields": ", ".join(_without(form, dom)[:3])}


def _without(form: Node, dom: Dom) -> list[str]:
    return [_label(field, dom).strip(" *:") for field, _ in _personal(form, dom) if not _has_token(field)]


def _has_token(field: Node) -> bool:
    return (field.attributes.get("autocomplete") or "").strip().lower() not in ("", "on", "off")


def _label(field: Node, dom: Dom) -> str:
    return visible_label(field, dom) or dom.name(field)


def _personal(form: Node, dom: Dom) -> list[tuple[Node, str]]:
    """Fields whose short label names one purpose, and whose code names none or the same."""
    found = []
    for field in form.css("input"):
        if not dom.is_exposed(field) or input_type(field) not in _TYPES or is_disabled(field):
            continue
        label = _label(field, dom)
        if label and len(label.split()) <= _MOST_LABEL_WORDS:
            purposes = of_label(label) & PERSONAL
            said = of_code(field)
            if len(purposes) == 1 and (said is None or said in purposes or said == "name"):
                found.append((field, min(purposes)))
    return found
