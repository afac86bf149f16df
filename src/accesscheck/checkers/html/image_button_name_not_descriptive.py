"""The text of an image button does not say what the button does."""

import re
from collections.abc import Iterator, Mapping

from accesscheck.dom import Dom, Node
from accesscheck.roles import input_type
from accesscheck.text.filler import filler

_FILE = re.compile(r"\S.{0,200}\.(?:jpe?g|png|gif|svg|webp|avif|bmp|ico)\Z", re.I)


def candidates(dom: Dom) -> Iterator[Node]:
    """Image buttons with a name."""
    return (button for button in dom.shown("input[type]") if input_type(button) == "image" and dom.name(button))


def verdict(button: Node, dom: Dom, words: Mapping[str, frozenset[str]]) -> bool | None:
    """Whether the name is more than that of a file, and more than a filler."""
    name = dom.name(button)
    if _FILE.match(name) or not any(letter.isalnum() for letter in name):
        return False
    kind = filler(name, words)
    return True if kind is None else (False if kind == "certain" else None)


def params(button: Node, dom: Dom) -> dict[str, str]:
    """Its name."""
    name = dom.name(button)
    return {"name": name if len(name) <= 60 else f"{name[:59].rstrip()}…"}
