"""Radio buttons that are one choice stand in no group that says what the choice is about."""

from collections import defaultdict
from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.roles import has_any, input_type, self_and_ancestors, stated_role

_GROUPS = ("group", "radiogroup")


def candidates(dom: Dom) -> Iterator[Node]:
    """The first radio button of each choice: those with one name in one form."""
    choices: dict[tuple[int, str], list[Node]] = defaultdict(list)
    for radio in dom.shown("input[type]"):
        if input_type(radio) == "radio" and (name := radio.attributes.get("name")):
            choices[_form(radio), name].append(radio)
    return (radios[0] for radios in choices.values() if len(radios) >= 2)


def verdict(radio: Node, dom: Dom) -> bool | None:
    """Whether something around it groups: a fieldset is judged for its legend, a table has its headers."""
    # With two references, each button brings its question along.
    if len((radio.attributes.get("aria-labelledby") or "").split()) >= 2 or radio.attributes.get("aria-describedby"):
        return True
    for node in self_and_ancestors(radio):
        if node.tag in ("fieldset", "table") or (stated_role(node) in _GROUPS and dom.name(node)):
            return True
        # A form of nothing but this choice is named by the form.
        if node.tag == "form" and has_any(node, ("aria-label", "aria-labelledby")):
            return True
    return None


def params(radio: Node) -> dict[str, str]:
    """The name that they share."""
    return {"name": (radio.attributes.get("name") or "")[:60]}


def _form(field: Node) -> int:
    return next((node.mem_id for node in self_and_ancestors(field) if node.tag == "form"), 0)
