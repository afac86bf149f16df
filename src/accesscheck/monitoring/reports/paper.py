"""What paper says beside the text itself: the page, the references of a letter, and where it can be read online."""

from collections.abc import Mapping
from functools import partial

from accesscheck.errors import N_
from accesscheck.messages import say
from accesscheck.monitoring.reports.blocks import Letter

REGIONS: Mapping[str, str] = {"nl": "BE", "fr": "BE", "de": "DE", "en": "GB"}
"""Whose spelling and voice a language has. Programs know no German of Belgium."""


def page_of(language: str, number: str, total: str) -> str:
    """“Page 3 of 12”; or with the signs that a program puts numbers in the place of."""
    return say(language, N_("Page {number} of {total}"), number=number, total=total)


def references(letter: Letter) -> tuple[tuple[str, str], ...]:
    """The lines above the subject of a letter: where and when it was written, its reference, and what goes with it."""
    t = partial(say, letter.language)
    lines = (
        (t(N_("Date")), letter.place_and_date),
        (t(N_("Our reference")), f"{letter.year}/{letter.key}"),
        (t(N_("Enclosed")), "; ".join(letter.enclosed)),
    )
    return tuple((label, words) for label, words in lines if words)


def online_words(letter: Letter) -> str:
    """What stands before the address of the report that goes with a letter."""
    return letter.online_text or say(letter.language, N_("You can read this report online:"))


def qr_alt(address: str, language: str) -> str:
    """What stands in the place of a QR code for who cannot see it."""
    return say(language, N_("QR code for {address}"), address=address)
