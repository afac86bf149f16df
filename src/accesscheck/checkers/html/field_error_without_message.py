"""A field is marked as wrong, and no text says so."""

from collections.abc import Iterator

from accesscheck import error_texts, field_errors
from accesscheck.dom import Dom, Node

_MARKS = "[aria-invalid], [class*=err i], [class*=invalid i], [class*=fout i], [class*=fehler i]"


def candidates(dom: Dom) -> Iterator[Node]:
    """Fields that are marked as wrong; of a group of choices the first."""
    if next(dom.select(_MARKS), None) is None:
        return
    groups: set[str] = set()
    for field in field_errors.fields(dom):
        if dom.is_exposed(field) and field_errors.is_marked(field):
            if field_errors.input_type_of(field) in ("radio", "checkbox"):
                name = field.attributes.get("name") or ""
                if name in groups:
                    continue
                groups.add(name)
            yield field


def verdict(field: Node, dom: Dom) -> bool | None:
    """Whether a text beside it, or one elsewhere that names it, says that it is wrong."""
    label = field_errors.label_of(field, dom)
    for message in field_errors.messages(dom):
        if message.field is not None and message.field.mem_id == field.mem_id:
            return True
        if error_texts.names(message.text, label):
            return True
    if any(field_errors.seen_text(node, dom) for node in _named(field, dom)):
        return True
    for node in (*dom.labels(field), *field_errors.wrappers(field)):
        if error_texts.reads_as_error(field_errors.seen_text(node, dom)):
            return True
    if any(error_texts.reads_as_error(field.attributes.get(name) or "") for name in ("aria-label", "title")):
        return True
    return True if _is_list_of_errors_elsewhere(label, dom) else None


def params(field: Node, dom: Dom) -> dict[str, str]:
    """Its label."""
    label = field_errors.label_of(field, dom)
    return {"label": label if len(label) <= 60 else f"{label[:59].rstrip()}…"}


def _named(field: Node, dom: Dom) -> Iterator[Node]:
    """What aria-errormessage names, or aria-describedby if it reads as an error."""
    for key in (field.attributes.get("aria-errormessage") or "").split():
        if key in dom.ids and not dom.is_hidden(dom.ids[key][0]):
            yield dom.ids[key][0]
    for key in (field.attributes.get("aria-describedby") or "").split():
        if key in dom.ids and error_texts.reads_as_error(field_errors.seen_text(dom.ids[key][0], dom)):
            yield dom.ids[key][0]


def _is_list_of_errors_elsewhere(label: str, dom: Dom) -> bool:
    """Whether a link into the page, as lists of errors have, names it."""
    for link in dom.select('a[href^="#"]'):
        text = field_errors.seen_text(link, dom)
        if error_texts.reads_as_error(text) and error_texts.names(text, label):
            return True
    return False
