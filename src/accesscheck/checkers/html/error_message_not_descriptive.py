"""An error message does not say which field is wrong or why, or screen readers do not get it."""

from collections.abc import Iterator

from accesscheck import error_texts, field_errors
from accesscheck.dom import Dom, Node
from accesscheck.field_errors import Message
from accesscheck.roles import self_and_ancestors


def candidates(dom: Dom) -> Iterator[Node]:
    """Error messages that are seen."""
    return (message.node for message in field_errors.messages(dom))


def verdict(node: Node, dom: Dom) -> bool | None:
    """Whether it tells everyone which field is wrong and why; False if assistive technology does not get it."""
    message = field_errors.message(node, dom)
    if not dom.is_exposed(node) and not message.referred and error_texts.reads_as_error(message.text):
        if not _is_said_elsewhere(message, dom):
            return False if field_errors.is_laid_out(dom) else None
    if field_errors.twins(message, dom):
        return None
    # One that stands with no field may be the heading of a list of errors: the fields have their own then.
    if message.field is None or not error_texts.is_bare(message.text):
        return True
    if any(above.tag == "label" for above in self_and_ancestors(node)):
        return True  # It goes on where the label ends: “Phone number is not valid”.
    return True if error_texts.names(message.text, message.label) else None


def params(node: Node, dom: Dom) -> dict[str, str]:
    """Its text."""
    text = field_errors.message(node, dom).text
    return {"text": text if len(text) <= 60 else f"{text[:59].rstrip()}…"}


def _is_said_elsewhere(message: Message, dom: Dom) -> bool:
    """Whether the same words are there for assistive technology: in another place, or in the name of the field."""
    if message.field is not None and message.text.casefold() in dom.name(message.field).casefold():
        return True
    body = next(dom.select("body"), None)
    return body is not None and message.text.casefold() in dom.text(body).casefold()
