"""A button has no text."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.roles import role


def candidates(dom: Dom) -> Iterator[Node]:
    """Buttons of every kind."""
    return (button for button in dom.shown("button, input, [role]") if role(button) == "button")


def verdict(button: Node, dom: Dom) -> bool:
    """Whether it has an accessible name."""
    return bool(dom.name(button))
