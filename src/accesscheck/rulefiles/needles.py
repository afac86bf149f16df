"""What a text must hold for a regular expression to match in it: so that most need not be tried."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

FEWEST_LETTERS = 3
"""A shorter text is in every sentence."""
MOST = 60
"""Texts of one expression: with more, it is quicker to try it."""


def needles(regex: str) -> frozenset[str] | None:
    """Texts in lower case of which each match, in any case, holds at least one; None where there are no such texts."""
    try:
        from re import _parser  # type: ignore[attr-defined]  # No public module tells what an expression is made of.

        return _of_sequence(_parser.parse(regex, re.IGNORECASE))
    except (ImportError, AttributeError):
        return None


def _of_sequence(items: Iterable[Any]) -> frozenset[str] | None:
    """The best of what the parts of a sequence need: the one whose shortest text is longest."""
    choices: list[frozenset[str]] = []
    run: list[str] = []

    def close() -> None:
        text = "".join(run).lower()
        run.clear()
        if len(text) >= FEWEST_LETTERS:
            choices.append(frozenset({text}))

    for kind, value in items:
        name = str(kind)
        if name == "LITERAL":
            run.append(chr(value))
            continue
        close()
        inner = _of_item(name, value)
        if inner is not None:
            choices.append(inner)
    close()
    return max(choices, key=lambda choice: (min(map(len, choice)), -len(choice)), default=None)


def _of_item(name: str, value: Any) -> frozenset[str] | None:
    match name:
        case "SUBPATTERN":
            return _of_sequence(value[3])
        case "ATOMIC_GROUP":
            return _of_sequence(value)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _of_sequence(value[2]) if value[0] > 0 else None
        case "BRANCH":
            return _of_branches(value[1])
    return None


def _of_branches(branches: Sequence[Any]) -> frozenset[str] | None:
    found: set[str] = set()
    for branch in branches:
        inner = _of_sequence(branch)
        if inner is None:
            return None
        found |= inner
    return frozenset(found) if len(found) <= MOST else None
