"""Contrast of colours, as WCAG reckons it, and whether text reaches it."""

import functools
from collections.abc import Mapping
from typing import Any

Colour = tuple[float, float, float]

AA, AAA = (4.5, 3.0), (7.0, 4.5)
"""What WCAG 1.4.3 and 1.4.6 ask of text, and of large text."""

GRAPHICS = 3.0
"""What WCAG 1.4.11 asks of what is no text."""

LARGE, LARGE_BOLD, BOLD = 24.0, 18.66, 700
"""From how many CSS pixels text is large, and from which weight it is bold."""

FEWEST_LETTERS = 0.1
"""Part of the characters of a text up to which letters are chance: in a row of signs that was wrongly decoded."""

MANY, FEW = 0.25, 0.05
"""Parts of the letters: from `MANY` the text as a whole is hard to read, up to `FEW` it is not."""


@functools.lru_cache(maxsize=65_536)
def luminance(red: float, green: float, blue: float) -> float:
    """Relative luminance of a colour of sRGB, 0 to 255 a channel."""
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(channel: float) -> float:
    part = channel / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def ratio(one: Colour, other: Colour) -> float:
    """Contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(*one), luminance(*other)))
    return (lighter + 0.05) / (darker + 0.05)


def over(colour: Colour, alpha: float, ground: Colour) -> Colour:
    """A colour that lets its ground shine through."""
    red, green, blue = (top * alpha + below * (1 - alpha) for top, below in zip(colour, ground, strict=True))
    return red, green, blue


def required(entry: Mapping[str, Any], asked: tuple[float, float]) -> float:
    """The contrast that a text needs by its size and weight."""
    large = entry["size"] >= LARGE or (entry["size"] >= LARGE_BOLD and entry["weight"] >= BOLD)
    return asked[1] if large else asked[0]


def is_decided(entry: Mapping[str, Any]) -> bool:
    """Whether the contrast probe could measure a text, or found that nobody sees it."""
    return "below" in entry or entry.get("doubt") in ("invisible", "no-box")


def has_letters(entry: Mapping[str, Any]) -> bool:
    """Whether an entry is text in a human language."""
    return is_language(entry["text"])


def is_language(text: str) -> bool:
    """Whether a text can say something in a human language: a sign or a line of asterisks does not."""
    characters = [character for character in text if not character.isspace()]
    return sum(character.isalnum() for character in characters) > FEWEST_LETTERS * len(characters)


def reaches(entry: Mapping[str, Any], needed: float) -> bool | None:
    """Whether the text has the contrast; None where some letters have and some have not."""
    poor, mixed = entry["below"][f"{needed:g}"]
    letters = entry["cells"]
    if poor >= MANY * letters:
        return False
    return True if not poor and mixed <= FEW * letters else None


def message_params(entry: Mapping[str, Any], asked: tuple[float, float]) -> dict[str, float | str]:
    """What a message on a text's contrast is filled with."""
    return {"ratio": entry["lowest"], "required": f"{required(entry, asked):g}:1"}
