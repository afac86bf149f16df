"""How numbers and days are written in a language of the interface."""

from datetime import date
from typing import Literal

from accesscheck.errors import N_
from accesscheck.messages import say

Unit = Literal["share", "per page", "number"]

_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)

_THIN = "\u202f"


def whole(number: int, language: str) -> str:
    """A whole number, with its thousands apart: 12.345 in Dutch and German, 12 345 in French, 12,345 in English."""
    apart = {"nl": ".", "de": ".", "fr": _THIN, "en": ","}[language]
    return f"{number:,}".replace(",", apart)


def decimal(number: float, language: str, digits: int = 1) -> str:
    """A number with some digits after the comma, or the point in English."""
    text = f"{number:,.{digits}f}"
    if language == "en":
        return text
    apart = _THIN if language == "fr" else "."
    return text.replace(",", "_").replace(".", ",").replace("_", apart)


def percentage(share: float, language: str) -> str:
    """A share from 0 to 1 as a whole percentage. What is not all is never 100 %, and what is there never 0 %."""
    number = round(100 * share)
    if number == 100 and share < 1:
        number = 99
    if number == 0 and share > 0:
        number = 1
    return f"{number}%" if language == "en" else f"{number}\u00a0%"


def shown(value: float | None, unit: Unit, language: str) -> str:
    """A value in its unit; a dash for what was not measured."""
    if value is None:
        return "–"
    if unit == "share":
        return percentage(value, language)
    return decimal(value, language) if unit == "per page" else whole(round(value), language)


def points(change: float, unit: Unit, language: str) -> str:
    """How much a value went up or down: “+3” percentage points, or “−0,4”."""
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    if unit == "share":
        return f"{sign}{abs(round(100 * change))}"
    return sign + (decimal(abs(change), language) if unit == "per page" else whole(abs(round(change)), language))


def day(moment: date, language: str) -> str:
    """A day as people write it: 3 november 2026."""
    month = say(language, _MONTHS[moment.month - 1])
    match language:
        case "de":
            return f"{moment.day}. {month} {moment.year}"
        case "fr" if moment.day == 1:
            return f"1er {month} {moment.year}"
        case _:
            return f"{moment.day} {month} {moment.year}"
