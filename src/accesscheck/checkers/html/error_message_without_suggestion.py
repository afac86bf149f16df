"""An error message says that a value is wrong, not what a right one looks like."""

from collections.abc import Iterator

from accesscheck import error_texts, field_errors
from accesscheck.dom import Dom, Node
from accesscheck.field_errors import Message


def candidates(dom: Dom) -> Iterator[Node]:
    """Error messages with a field whose value has a form: a date, a number, an address."""
    for message in field_errors.messages(dom):
        if message.field is not None and _is_typed(message.field, message.label):
            yield message.node


def verdict(node: Node, dom: Dom) -> bool | None:
    """Whether it, or an example beside the field, says more than that the value is wrong."""
    message = field_errors.message(node, dom)
    if message.field is None or not error_texts.is_bare(message.text, (message.label,)):
        return True
    return True if any(error_texts.suggests(text) for text in _beside(message, dom)) else None


def params(node: Node, dom: Dom) -> dict[str, str]:
    """Its text, and the label of the field."""
    message = field_errors.message(node, dom)
    return {"text": _short(message.text), "label": _short(message.label)}


def _is_typed(field: Node, label: str) -> bool:
    kind = field_errors.input_type_of(field) or field.tag or ""
    return error_texts.asks_for_a_form(label, kind, pattern="pattern" in field.attributes)


def _beside(message: Message, dom: Dom) -> Iterator[str]:
    """What else is said about the form of the value."""
    field = message.field
    if field is None:
        return
    for name in ("placeholder", "title"):
        yield field.attributes.get(name) or ""
    for key in (field.attributes.get("aria-describedby") or "").split():
        if key in dom.ids and dom.ids[key][0].mem_id != message.node.mem_id:
            yield field_errors.seen_text(dom.ids[key][0], dom)
    around = list(field_errors.wrappers(field))
    for node in around[-1:]:
        said = field_errors.seen_text(node, dom)
        yield said.replace(message.text, " ").replace(message.label, " ")
    # A label that ends in an example or a format, not one that only has a word such as “code”.
    yield message.label.partition("(")[2]


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39].rstrip()}…"
