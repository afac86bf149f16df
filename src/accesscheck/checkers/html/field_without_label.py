"""A form field has no label."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.roles import input_type, role

# ACT e086e5: the roles of fields.
_ROLES = frozenset(
    "checkbox combobox listbox menuitemcheckbox menuitemradio radio searchbox slider spinbutton switch textbox".split()
)


def candidates(dom: Dom) -> Iterator[Node]:
    """Fields that a person fills in, native or made with ARIA; buttons and hidden fields are not."""
    for field in dom.shown("input, select, textarea, [role]"):
        if field.tag in ("input", "select", "textarea"):
            if role(field) not in ("button", "none") and input_type(field) != "hidden":
                yield field
        elif role(field) in _ROLES and not _is_part_of_combobox(field, dom):
            yield field


def verdict(field: Node, dom: Dom) -> bool:
    """Whether it has an accessible name."""
    return bool(dom.name(field))


def _is_part_of_combobox(field: Node, dom: Dom) -> bool:
    """Whether it is the box around an input, or the list that a combobox opens: the input has the name, as in axe."""
    if role(field) == "combobox":
        return field.css_first("input") is not None
    if role(field) != "listbox" or not field.id:
        return False
    owners = dom.select("[aria-controls], [aria-owns]")
    return any(field.id in _ids(owner) and role(owner) == "combobox" for owner in owners)


def _ids(owner: Node) -> list[str]:
    attributes = owner.attributes
    return f"{attributes.get('aria-controls') or ''} {attributes.get('aria-owns') or ''}".split()
