"""Text that axe-core could not judge, with too little contrast for level AAA of WCAG."""

from collections.abc import Iterator, Mapping
from typing import Any

from accesscheck import contrast

Text = Mapping[str, Any]


def candidates(measured: Mapping[str, Any]) -> Iterator[Text]:
    """Texts in a human language whose contrast was measured; what fails level AA fails this one too."""
    return (text for text in measured["texts"] if "below" in text and contrast.has_letters(text))


def verdict(text: Text) -> bool | None:
    """Whether its letters have the contrast of level AAA."""
    return contrast.reaches(text, contrast.required(text, contrast.AAA))


def params(text: Text) -> dict[str, float | str]:
    """The contrast of its worst letter, and the contrast that it needs."""
    return contrast.message_params(text, contrast.AAA)
