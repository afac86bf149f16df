"""A form asks for the same thing twice."""

import re
from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.field_purposes import visible_label
from accesscheck.roles import input_type, self_and_ancestors
from accesscheck.text.overlap import folded

_AGAIN = re.compile(
    r"\b(?:repeat|confirm|re-?enter|retype|verify)\b|\bagain\b|\bherhaal|\bbevestig|\bopnieuw\b|\bnogmaals\b|"
    r"\bconfirm|\brepet|\bressais|\bde nouveau\b|\bwiederhol|\bbestatig|\berneut\b|\bnochmals?\b"
)
_WHAT = re.compile(
    r"e-?mail|mailadres|courriel|telefo|\btel\b|\bgsm\b|phone|iban|rekening|naam\b|\bname\b|\bnom\b|adres"
)
_NOT_SAME = frozenset({"on", "off", "new-password", "current-password", "one-time-code", "country", "country-name"})


def candidates(dom: Dom) -> Iterator[Node]:
    """Text fields in forms, other than for passwords."""
    for field in dom.shown("input"):
        if input_type(field) in ("text", "email", "tel", "url", "number"):
            if field.attributes.get("autocomplete") or _AGAIN.search(folded(visible_label(field, dom))):
                yield field


def verdict(field: Node, dom: Dom) -> bool | None:
    """Whether the form asks for it once."""
    label = folded(visible_label(field, dom))
    if _AGAIN.search(label) and _WHAT.search(label):
        return None
    token = " ".join((field.attributes.get("autocomplete") or "").lower().split())
    if not token or token in _NOT_SAME or not label:
        return True
    form = next((node for node in self_and_ancestors(field) if node.tag == "form"), None)
    if form is None:
        return True
    same = [
        other
        for other in form.css("input[autocomplete]")
        if dom.is_exposed(other)
        and " ".join((other.attributes.get("autocomplete") or "").lower().split()) == token
        and input_type(other) == input_type(field)
    ]
    if len(same) < 2 or same[0].mem_id == field.mem_id:
        return True
    # The same words over both: a second person or a second address would be called something else, or have a legend.
    first = folded(visible_label(same[0], dom))
    return None if first == label and _group(same[0]) == _group(field) else True


def params(field: Node, dom: Dom) -> dict[str, str]:
    """Its label."""
    label = visible_label(field, dom)
    return {"label": label if len(label) <= 60 else f"{label[:59].rstrip()}…"}


def _group(field: Node) -> int:
    return next((node.mem_id for node in self_and_ancestors(field) if node.tag in ("fieldset", "section")), 0)
