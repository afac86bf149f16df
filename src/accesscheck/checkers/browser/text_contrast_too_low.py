"""Text that axe-core could not judge, and that has too little contrast with what lies behind it."""

from collections.abc import Iterator, Mapping
from typing import Any

from accesscheck import contrast

Text = Mapping[str, Any]


def candidates(measured: Mapping[str, Any]) -> Iterator[Text]:
    """Texts whose contrast was measured."""
    return (text for text in measured["texts"] if "below" in text)


def verdict(text: Text) -> bool | None:
    """Whether its letters have enough contrast; a person judges a lone sign, which may be a mere ornament."""
    if not contrast.has_letters(text):
        return True if contrast.reaches(text, contrast.GRAPHICS) else None
    return contrast.reaches(text, contrast.required(text, contrast.AA))


def params(text: Text) -> dict[str, float | str]:
    """The contrast of its worst letter, and the contrast that it needs."""
    return contrast.message_params(text, contrast.AA)
