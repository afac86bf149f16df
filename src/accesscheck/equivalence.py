"""Whether two pages or frames serve the same purpose for someone who chose them by one name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]{2,}")
_FACT = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|\+?\d[\d\s()/.-]{5,}\d")
"""What pages are opened for: e-mail addresses, and numbers of telephones, dates, accounts."""

ALIKE = 0.6
APART = 0.35
"""Shares of the words of both pages that they have in common: from here on alike, and up to here different."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a visitor finds: the final address, title, main heading, and text without what every page repeats."""

    address: str
    title: str
    heading: str
    text: str


def same_purpose(name: str, one: Seen, other: Seen) -> bool | None:
    """True for the same content, False if it differs and the name fits neither better, None if a person must judge."""
    if one.address and one.address == other.address:
        return True
    if not one.text or not other.text:
        return None
    if _plain(one.text) == _plain(other.text):
        return True
    facts, others = _facts(one.text), _facts(other.text)
    if facts and others:
        return bool(facts & others)
    shared = _share(one, other)
    if shared >= ALIKE:
        return True
    if shared > APART:
        return None
    return None if _names(name, one) and _names(name, other) else False


def _names(name: str, seen: Seen) -> bool:
    """Whether the name stands in the title or the heading: then it describes what is there, if not which one."""
    words = set(_WORD.findall(name.casefold()))
    return bool(words) and words <= set(_WORD.findall(f"{seen.title} {seen.heading}".casefold()))


def _share(one: Seen, other: Seen) -> float:
    words, others = _words(one), _words(other)
    return len(words & others) / len(words | others) if words and others else 0.5


def _words(seen: Seen) -> frozenset[str]:
    return frozenset(_WORD.findall(f"{seen.title} {seen.heading} {seen.text}".casefold()))


def _facts(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"[\s()/.-]", "", fact).casefold() for fact in _FACT.findall(text))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def all_alike(name: str, seen: Sequence[Seen | None]) -> bool | None:
    """The verdict on the first against each other: False if one surely differs, None if one is unknown or doubtful."""
    first, *others = seen
    verdicts = [None if first is None or other is None else same_purpose(name, first, other) for other in others]
    if any(verdict is False for verdict in verdicts):
        return False
    return None if None in verdicts else True
