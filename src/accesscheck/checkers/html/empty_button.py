"""A button has no text."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node


def candidates(dom: Dom) -> Iterator[Node]:
    """Buttons of every kind."""
    for button in dom.shown(
        "button, input[type=button], input[type=submit], input[type=reset], input[type=image], [role=button]"
    ):
        if button.attributes.get("role") in (None, "", "button"):
            yield button


def verdict(button: Node, dom: Dom) -> bool:
    """Whether it has an accessible name."""
    return bool(dom.name(button))
