"""How much room text takes in a drawing, and where its lines end."""

import unicodedata
from collections.abc import Sequence

_ROOMS = (
    ("ijlI'|", 0.31),
    ("ft.,:;!()[]/ \u00a0\u202f", 0.39),
    ('r-“”„"', 0.45),
    ("mMW%@—…", 0.99),
    ("wGOQCDNHU&+−=<>±", 0.83),
)
_DIGITS, _CAPITALS, _OTHERS = 0.64, 0.73, 0.62
_BOLD = 1.12

_ROOM = {character: room for characters, room in _ROOMS for character in characters}


def room(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text at a font size, in the unit of the size.

    It is an estimate for the wider of the usual system fonts (Verdana, DejaVu Sans), so that others fit as well.
    """
    return sum(map(_em, text)) * size * (_BOLD if bold else 1)


def _em(character: str) -> float:
    if character in _ROOM:
        return _ROOM[character]
    if unicodedata.combining(character):
        return 0
    if character.isdigit():
        return _DIGITS
    if unicodedata.east_asian_width(character) in "WF":
        return 1
    return _CAPITALS if character.isupper() else _OTHERS


def lines(text: str, size: float, width: float, most: int = 3, *, bold: bool = False) -> tuple[str, ...]:
    """The text in at most `most` lines of a width; a word that is too long is cut, and `…` says that there is more."""
    wrapped: list[str] = []
    rest = text.split(" ")
    while rest and len(wrapped) <= most:
        wrapped.append(_next_line(rest, size, width, bold=bold))
    if len(wrapped) > most:
        last = wrapped[most - 1]
        while last and room(f"{last}…", size, bold=bold) > width:
            last = last[:-1]
        wrapped[most - 1 :] = [f"{last.rstrip()}…"]
    return tuple(wrapped)


def _next_line(words: list[str], size: float, width: float, *, bold: bool) -> str:
    """Take the words of one line from the front; at least a character."""
    line = words.pop(0)
    if room(line, size, bold=bold) > width:
        place = _break(line, size, width, bold=bold)
        line, left = line[:place], line[place:]
        words.insert(0, left)
        return line
    while words and room(f"{line} {words[0]}", size, bold=bold) <= width:
        line = f"{line} {words.pop(0)}"
    return line


def _break(word: str, size: float, width: float, *, bold: bool) -> int:
    """Where a long word can go on in the next line: after a hyphen or a slash if there is one, else where it is full.

    The word is not read further than it can fit, so that one of a million characters takes no longer.
    """
    place, used = 0, 0.0
    for character in word:
        used += room(character, size, bold=bold)
        if used > width:
            break
        place += 1
    parted = max(word.rfind(character, 0, place) for character in "-/_")
    return max(1, parted + 1 if parted > place // 2 else place)


def widest(texts: Sequence[str], size: float, *, bold: bool = False) -> float:
    """The width of the widest text; 0 for none."""
    return max((room(text, size, bold=bold) for text in texts), default=0)
