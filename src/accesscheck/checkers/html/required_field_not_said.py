"""An asterisk marks a field as required, and neither the code nor a text says so."""

import re
from collections.abc import Iterator, Mapping

from accesscheck.dom import Dom, Node
from accesscheck.field_purposes import visible_label
from accesscheck.roles import role, self_and_ancestors
from accesscheck.text.overlap import folded

_MARK = re.compile(r"^\s*\*|\*\s*:?\s*$|\S\*(?=\s|:|$)")


def candidates(dom: Dom) -> Iterator[Node]:
    """The first field of each form that has a label with an asterisk."""
    forms: set[int] = set()
    for field in dom.shown("input, select, textarea"):
        form = next((node.mem_id for node in self_and_ancestors(field) if node.tag == "form"), 0)
        if form not in forms and role(field) not in ("button", "none") and _MARK.search(visible_label(field, dom)):
            # One that the code does not call required is asked about first.
            if not _is_required(field) or not _others(field, dom):
                forms.add(form)
                yield field


def verdict(field: Node, dom: Dom, words: Mapping[str, frozenset[str]]) -> bool | None:
    """Whether the code says that it is required, or the page says what the asterisk means."""
    if _is_required(field) or _says_required(visible_label(field, dom), words):
        return True
    body = next(dom.select("body"), None)
    text = "" if body is None else dom.text(body)
    near = (
        text[max(0, match.start() - 60) : match.end() + 80]
        for match in re.finditer(r"\*|\bsterretje|ast[eé]risk|astérisque|étoile|Stern", text)
    )
    return True if any(_says_required(part, words) for part in near) else None


def params(field: Node, dom: Dom) -> dict[str, str]:
    """Its label."""
    label = visible_label(field, dom)
    return {"label": label if len(label) <= 60 else f"{label[:59].rstrip()}…"}


def _is_required(field: Node) -> bool:
    attributes = field.attributes
    return "required" in attributes or (attributes.get("aria-required") or "").lower() == "true"


def _others(field: Node, dom: Dom) -> list[Node]:
    """Fields of the same form with an asterisk that the code does not call required."""
    form = next((node for node in self_and_ancestors(field) if node.tag == "form"), None)
    if form is None:
        return []
    return [
        other
        for other in form.css("input, select, textarea")
        if dom.is_exposed(other) and not _is_required(other) and _MARK.search(visible_label(other, dom))
    ]


def _says_required(text: str, words: Mapping[str, frozenset[str]]) -> bool:
    plain = folded(text)
    return any(folded(phrase) in plain for phrases in words.values() for phrase in phrases)
