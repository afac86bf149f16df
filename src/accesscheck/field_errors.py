"""Error messages that a page was served with, and the fields that are marked as wrong."""

import re
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accesscheck.dom import MARKER, Dom, Node
from accesscheck.error_texts import names, reads_as_error
from accesscheck.field_purposes import visible_label
from accesscheck.roles import input_type, role, self_and_ancestors

FIELDS = "input, select, textarea, [role=textbox], [role=combobox], [role=spinbutton]"

_MARKED = re.compile(r"(?:^|[\s_-])(?:has-|is-)?(?:errors?|invalid|fout|foutief|erreur|fehler)(?:$|[\s_-])", re.I)
_CALLED = re.compile(
    r"(?:^|[\s_-])(?:\w+-)?(?:errors?|errormessage|errormsg|errmsg|invalid|invalidfeedback|fout|fouten|foutmelding|erreurs?|"
    r"fehler|fehlermeldung|validationsummary|validation-(?:message|summary|error|errors)|field-validation\w*)(?:$|[\s_-])"
    r"|[a-z](?:Error|Errors|Fout|Erreur|Fehler)(?:$|[\s_-]|Message|Text)",
)
_MAYBE = ", ".join(
    f"[{name}*={word} i]" for name in ("class", "id") for word in ("err", "invalid", "fout", "fehler", "validation")
)
_NO_FIELDS = ("hidden", "submit", "button", "reset", "image")
_LONGEST = 400
_SIMPLE_TAGS = frozenset("p span div small strong em b i li ul ol a label dd td h2 h3 h4 output section aside".split())

_found: "weakref.WeakKeyDictionary[Dom, dict[int, Message]]" = weakref.WeakKeyDictionary()
_labelled: "weakref.WeakKeyDictionary[Dom, dict[str, list[Node]]]" = weakref.WeakKeyDictionary()
_texts: "weakref.WeakKeyDictionary[Dom, dict[int, str]]" = weakref.WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Message:
    """An error message: the text that is seen, and the field that it stands with or that refers to it, if any."""

    node: Node
    text: str
    field: Node | None
    label: str
    referred: bool


def is_laid_out(dom: Dom) -> bool:
    """Whether a browser told what is shown, so that messages that are kept for later are known to be hidden."""
    return MARKER in dom.document.probes


def fields(dom: Dom) -> tuple[Node, ...]:
    """Fields that are shown."""
    return tuple(
        node for node in dom.select(FIELDS) if not dom.is_hidden(node) and input_type_of(node) not in _NO_FIELDS
    )


def input_type_of(node: Node) -> str:
    """The type of an input; "" for another field."""
    return input_type(node) if node.tag == "input" else ""


def is_marked(field: Node) -> bool:
    """Whether it is marked as wrong, by itself or by what is wrapped around it alone."""
    if (field.attributes.get("aria-invalid") or "").strip().lower() in ("true", "grammar", "spelling"):
        return True
    if _MARKED.search(field.attributes.get("class") or ""):
        return True
    return any(_MARKED.search(node.attributes.get("class") or "") for node in wrappers(field))


def wrappers(field: Node) -> Iterator[Node]:
    """What is wrapped around a field, or its group of choices, and no other field."""
    group = field.attributes.get("name") if input_type_of(field) in ("radio", "checkbox") else None
    for node in self_and_ancestors(field):
        if node.mem_id == field.mem_id:
            continue
        if node.tag in ("form", "body", "html"):
            return
        inside = [other for other in node.css(FIELDS) if input_type_of(other) not in _NO_FIELDS]
        alone = all(
            other.mem_id == field.mem_id or (group is not None and other.attributes.get("name") == group)
            for other in inside
        )
        if not alone:
            return
        yield node


def messages(dom: Dom) -> Iterable[Message]:
    """The error messages that are seen, where the page has fields."""
    return _by_node(dom).values()


def message(node: Node, dom: Dom) -> Message:
    """The message that an element is."""
    return _by_node(dom)[node.mem_id]


def _by_node(dom: Dom) -> dict[int, Message]:
    found = _found.get(dom)
    if found is None:
        found = _found[dom] = {one.node.mem_id: one for one in _messages(dom)}
    return found


def _messages(dom: Dom) -> Iterator[Message]:
    candidates = list(dom.select(f"{_MAYBE}, [aria-errormessage], [role=alert]"))
    if not candidates:
        return
    shown = fields(dom)
    if not shown or not (is_laid_out(dom) or any(is_marked(field) for field in shown)):
        return
    referred = _references(shown, ("aria-errormessage", "aria-describedby"))
    around = {node.mem_id: field for field in shown for node in wrappers(field)}
    named = [dom.ids[key][0] for key in _references(shown, ("aria-errormessage",)) if key in dom.ids]
    seen: set[int] = set()
    for node in sorted({node.mem_id: node for node in (*candidates, *named)}.values(), key=dom.index):
        if node.mem_id in seen or dom.is_hidden(node) or not _is_message(node, named):
            continue
        text = seen_text(node, dom)
        if not text or len(text) > _LONGEST:
            continue
        seen.update(inside.mem_id for inside in node.css("*"))
        above = list(self_and_ancestors(node))
        refers = next((referred[one.id] for one in above if one.id and one.id in referred), None)
        field = (
            refers or next((around[one.mem_id] for one in above if one.mem_id in around), None) or _before(node, shown)
        )
        if field is not None or any(one.tag == "form" for one in above) or reads_as_error(text):
            label = label_of(field, dom) if field is not None else ""
            yield Message(node, text, field, label, referred=refers is not None)


def _references(shown: tuple[Node, ...], names: tuple[str, ...]) -> dict[str, Node]:
    """The ids that fields refer to, and which field it is."""
    return {key: field for field in shown for name in names for key in (field.attributes.get(name) or "").split()}


def _is_message(node: Node, named: list[Node]) -> bool:
    if node.tag not in _SIMPLE_TAGS or node.css_first("input, select, textarea, form, table") is not None:
        return False
    if role(node) == "alert" or any(node.mem_id == other.mem_id for other in named):
        return True
    return any(_CALLED.search(node.attributes.get(name) or "") is not None for name in ("class", "id"))


def _before(node: Node, shown: tuple[Node, ...]) -> Node | None:
    """The field right before it, with nothing but line breaks between them."""
    previous = node.prev
    while previous is not None and (
        previous.tag == "br" or (previous.is_text_node and not (previous.text_content or "").strip())
    ):
        previous = previous.prev
    if previous is None:
        return None
    return next((field for field in shown if field.mem_id == previous.mem_id), None)


def label_of(field: Node, dom: Dom) -> str:
    """Its label as it is seen, else its name; without an error message that the label holds."""
    label = visible_label(field, dom) or dom.name(field)
    for node in (inside for one in dom.labels(field) for inside in one.css("[class]")):
        if _CALLED.search(node.attributes.get("class") or "") and (text := seen_text(node, dom)):
            label = label.replace(text, " ")
    return " ".join(label.split())


def seen_text(node: Node, dom: Dom) -> str:
    """The text that is seen in it, also where it is kept from assistive technology."""
    known = _texts.setdefault(dom, {})
    if node.mem_id not in known:
        known[node.mem_id] = " ".join("".join(_seen(node, dom)).split())
    return known[node.mem_id]


def _seen(node: Node, dom: Dom) -> Iterator[str]:
    for child in node.iter(include_text=True):
        if child.is_text_node:
            yield child.text_content or ""
        elif child.tag in ("br", "p", "div", "li"):
            yield " "
            yield from () if dom.is_hidden(child) else _seen(child, dom)
            yield " "
        elif child.is_element_node and not dom.is_hidden(child) and child.tag not in ("script", "style", "option"):
            yield from _seen(child, dom)


def twins(message: Message, dom: Dom) -> list[str]:
    """Labels that it names, where it stands with no field and several fields go by that label."""
    if message.field is not None:
        return []
    text = message.text.casefold()
    return [
        label
        for label, same in _same_labels(dom).items()
        if re.search(rf"\b{re.escape(label)}\b", text)
        and not any(names(message.text, legend) for field in same if (legend := _legend(field, dom)))
    ]


def _same_labels(dom: Dom) -> dict[str, list[Node]]:
    """Labels that several fields go by, and those fields."""
    found = _labelled.get(dom)
    if found is None:
        by_label: dict[str, list[Node]] = {}
        for field in fields(dom):
            if input_type_of(field) not in ("radio", "checkbox"):
                by_label.setdefault(label_of(field, dom).casefold().rstrip(" *:"), []).append(field)
        found = _labelled[dom] = {label: same for label, same in by_label.items() if label and len(same) > 1}
    return found


def _legend(field: Node, dom: Dom) -> str:
    for node in self_and_ancestors(field):
        if node.tag == "fieldset":
            return dom.name(node)
    return ""
