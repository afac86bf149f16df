"""A choice in a list, a box or a radio button leads elsewhere at once."""

from collections.abc import Iterator, Mapping
from typing import Any

Entry = dict[str, Any]


def candidates(measured: Entry) -> Iterator[Entry]:
    """Controls that were tried, that have code of their own that leads elsewhere, or that stand alone in a form."""
    for one in measured["controls"]:
        if one["acts"] is not None or one["inline"] or one["lone"]:
            yield one


def verdict(control: Entry, words: Mapping[str, frozenset[str]]) -> bool | None:
    """Passes what does nothing, and what the text about it announces; asks about focus that moves, or a lone list."""
    said = control["said"].casefold()
    if any(phrase in said for phrases in words.values() for phrase in phrases):
        return True
    if control["led_to"] or control["windows"] or control["inline"]:
        return False
    if control["focus"]:
        return None
    return None if control["lone"] and control["acts"] is None else True


def params(control: Entry) -> dict[str, str]:
    """What the control is called."""
    return {"name": control["name"][:40]}
