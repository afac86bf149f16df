"""The only label that a field shows is a placeholder, which goes away at the first letter."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.field_purposes import of_code, of_label, visible_label
from accesscheck.roles import input_type, role, self_and_ancestors, stated_role

_TYPES = frozenset("text email tel url search password number".split())
_BLOCKS = frozenset("div p li td fieldset dd".split())


def candidates(dom: Dom) -> Iterator[Node]:
    """Fields with a placeholder that are shown."""
    for field in dom.select("input[placeholder], textarea[placeholder]"):
        if not dom.is_hidden(field) and (field.attributes.get("placeholder") or "").strip():
            if field.tag == "textarea" or input_type(field) in _TYPES:
                yield field


def verdict(field: Node, dom: Dom) -> bool | None:
    """Whether a label or a text beside it is shown too. A search field is told by its button (WCAG G167)."""
    if visible_label(field, dom) or _is_for_searching(field, dom) or _has_text_before(field, dom):
        return True
    return None


def params(field: Node) -> dict[str, str]:
    """The placeholder."""
    text = " ".join((field.attributes.get("placeholder") or "").split())
    return {"placeholder": text if len(text) <= 60 else f"{text[:59].rstrip()}…"}


def _is_for_searching(field: Node, dom: Dom) -> bool:
    if role(field) == "searchbox" or of_code(field) == "search":
        return True
    if any(stated_role(node) == "search" or node.tag == "search" for node in self_and_ancestors(field)):
        return True
    return "search" in of_label(f"{field.attributes.get('placeholder') or ''} {dom.name(field)}")


def _has_text_before(field: Node, dom: Dom) -> bool:
    """Whether the text right before it, in the same block, may be a label that is not tied: another fault."""
    node: Node | None = field
    while node is not None:
        before = node.prev
        while before is not None:
            if before.is_text_node or (before.is_element_node and not dom.is_hidden(before)):
                if before.tag in ("input", "textarea", "select", "button", "form"):
                    return False
                if (before.text() or "").strip():
                    return before.css_first("input, textarea, select") is None if before.is_element_node else True
            before = before.prev
        node = None if node.tag in _BLOCKS or node.tag in ("form", "body") else node.parent
    return False
