"""Content that shows on hover cannot be hidden with Escape, cannot be reached with the mouse, or does not stay."""

from collections.abc import Iterator
from typing import Any

Entry = dict[str, Any]


def candidates(measured: Entry) -> Iterator[Entry]:
    """What showed something while the mouse was on it."""
    yield from measured["triggers"]


def verdict(trigger: Entry) -> bool | None:
    """Fails what covers other content and goes, however the mouse moves onto it; asks about the rest."""
    if _is_dismissible(trigger) and trigger["reachable"] is not False and trigger["stays"]:
        return True
    goes = trigger["reachable"] is False and trigger["reachable_at_once"] is False and trigger["stays"]
    return False if goes and not trigger["pseudo"] and trigger["covers"] else None


def _is_dismissible(trigger: Entry) -> bool:
    """Whether Escape hides it, or there is nothing under it to read."""
    return bool(trigger["escape"] or (not trigger["pseudo"] and not trigger["covers"]))


def params(trigger: Entry) -> dict[str, str]:
    """What showed, and a mark for each of the three demands."""
    text = trigger["text"]
    return {
        "text": text if len(text) <= 30 else f"{text[:28].rstrip()}…",
        "escape": _mark(_is_dismissible(trigger)),
        "reach": _mark(trigger["reachable"] is not False),
        "stays": _mark(trigger["stays"]),
    }


def _mark(good: bool) -> str:
    return "✓" if good else "✗"
