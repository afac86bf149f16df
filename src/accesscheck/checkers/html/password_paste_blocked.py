"""A field for a password or a code does not let people paste."""

import re
from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.roles import input_type, is_disabled

_REFUSES = re.compile(
    r"\s*(?:javascript:)?\s*(?:return\s+false|(?:window\.)?event\.preventDefault\(\s*\))\s*;?"
    r"\s*(?:return\s+false\s*;?)?\s*",
    re.I,
)
_TOKENS = frozenset({"current-password", "one-time-code", "username"})


def candidates(dom: Dom) -> Iterator[Node]:
    """Fields that people log in with: for a password that they have, or a code that was sent."""
    for field in dom.shown("input[type=password i], input[autocomplete]"):
        token = (field.attributes.get("autocomplete") or "").lower().split()[-1:]
        if is_disabled(field) or input_type(field) == "hidden":
            continue
        if input_type(field) == "password" or (token and token[0] in _TOKENS):
            yield field


def verdict(field: Node) -> bool | None:
    """Whether people can paste. If not, another way to fill it in may be enough."""
    return None if _REFUSES.fullmatch(field.attributes.get("onpaste") or "") else True
