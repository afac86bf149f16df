"""A fieldset around choices has no legend that says what the choice is about."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.roles import role, self_and_ancestors


def candidates(dom: Dom) -> Iterator[Node]:
    """Fieldsets whose own fields are two choices or more."""
    return (group for group in dom.shown("fieldset") if len(_choices(group, dom)) >= 2)


def verdict(group: Node, dom: Dom) -> bool | None:
    """Whether it has a legend, which may be empty and is another fault then, or another name."""
    if role(group) not in ("group", "radiogroup"):
        return True
    return True if any(child.tag == "legend" for child in group.iter()) or dom.name(group) else None


def _choices(group: Node, dom: Dom) -> list[Node]:
    found = [field for field in group.css("input") if role(field) in ("radio", "checkbox") and dom.is_exposed(field)]
    return [field for field in found if _fieldset_of(field) == group.mem_id and not _is_named_around(field, group, dom)]


def _fieldset_of(field: Node) -> int:
    return next((node.mem_id for node in self_and_ancestors(field) if node.tag == "fieldset"), 0)


def _is_named_around(field: Node, group: Node, dom: Dom) -> bool:
    """Whether a group with a name stands around it, within the fieldset."""
    for node in self_and_ancestors(field):
        if node.mem_id == group.mem_id:
            return False
        if role(node) in ("group", "radiogroup") and dom.name(node):
            return True
    return False
