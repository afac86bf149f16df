"""Text of whatever origin as it can be put on paper: no control characters, and places to break what is too long."""

import re
import unicodedata
from collections.abc import Iterator

BREAK = "\u200b"
"""A place where a line may end, without a hyphen."""

_KEPT = frozenset("\u00ad\u200c\u200d")
"""Of the characters that format: a soft hyphen, and those that scripts need to join letters or keep them apart."""

_STRAIGHT = re.compile(r"[ -~\u00a0-\u00ac\u00ae-\u017f\u2010-\u2027\u202f]*")
_AFTER = re.compile(r"(?<=[/.?&=_:-])(?<!//)(?=[^/.?&=_:-])")
_LONG_ADDRESS = 24
_LONG_PART = 40
_PIECE = 20


def clean(text: str) -> str:
    """The text without characters that steer, that are half a character, or that nobody has given a meaning.

    A control character becomes a space, since it is a tab or the end of a line at best. What turns the direction of the
    text is left out: it can make an address seem another one.
    """
    if _STRAIGHT.fullmatch(text):
        return text
    return "".join(map(_clean, text))


def _clean(character: str) -> str:
    match unicodedata.category(character):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cf":
            return character if character in _KEPT else ""
        case "Cs":
            return ""
        case "Co" | "Cn":
            return "\ufffd"
        case _:
            return character


def breakable(text: str) -> str:
    """The text with a BREAK in words that might not fit on a line: after the signs of an address, and in long parts.

    Hyphens are for the words of a language; this is for what is in none: addresses, names of files, a run of letters.
    """
    return " ".join(_parted(word) if len(word) > _LONG_ADDRESS else word for word in clean(text).split(" "))


def _parted(word: str) -> str:
    return BREAK.join(piece for part in _AFTER.split(word) for piece in _pieces(part))


def clusters(text: str) -> Iterator[str]:
    """Each character with the marks that stand on it, and what joins it to the next; marks on nothing are one too."""
    begin = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not _leans(text[place]):
            yield text[begin:place]
            begin = place


def _leans(character: str) -> bool:
    return character > "\u02ff" and (character in _KEPT or unicodedata.category(character).startswith("M"))


def _pieces(part: str) -> list[str]:
    if len(part) <= _LONG_PART:
        return [part]
    whole = list(clusters(part))
    return ["".join(whole[start : start + _PIECE]) for start in range(0, len(whole), _PIECE)]
