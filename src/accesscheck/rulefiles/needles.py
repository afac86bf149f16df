"""What a text must hold for a regular expression to match in it: so that most need not be tried."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

FEWEST_LETTERS = 3
"""A shorter text is in every sentence."""
MOST = 60
"""Texts of one expression: with more, it is quicker to try it."""


def needles(regex: str) -> tuple[frozenset[str], ...]:
    """Sets of texts in lower case: each match, in any case, holds at least one text of every set.

    The first is the best: the one whose shortest text is longest. None where nothing is needed that is known.
    """
    try:
        from re import _parser  # type: ignore[attr-defined]  # No public module tells what an expression is made of.

        found = dict.fromkeys(_of_sequence(_parser.parse(regex, re.IGNORECASE)))
    except (ImportError, AttributeError):
        return ()
    return tuple(sorted(found, key=_worth, reverse=True))


def _worth(texts: frozenset[str]) -> tuple[int, int]:
    return min(map(len, texts)), -len(texts)


def _of_sequence(items: Iterable[Any]) -> list[frozenset[str]]:
    """What the parts of a sequence need."""
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
        choices += _of_item(name, value)
    close()
    return choices


def _of_item(name: str, value: Any) -> list[frozenset[str]]:
    match name:
        case "SUBPATTERN":
            return _of_sequence(value[3])
        case "ATOMIC_GROUP":
            return _of_sequence(value)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _of_sequence(value[2]) if value[0] > 0 else []
        case "BRANCH":
            return _of_branches(value[1])
    return []


def _of_branches(branches: Sequence[Any]) -> list[frozenset[str]]:
    """One set, of what each branch needs most; none if a branch needs nothing."""
    found: set[str] = set()
    for branch in branches:
        inner = max(_of_sequence(branch), key=_worth, default=None)
        if inner is None:
            return []
        found |= inner
    return [frozenset(found)] if len(found) <= MOST else []
