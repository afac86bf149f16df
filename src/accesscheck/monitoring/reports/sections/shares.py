"""Shares, and labels before what they name."""

from accesscheck import messages
from accesscheck.errors import N_
from accesscheck.messages import say
from accesscheck.monitoring.reports.blocks import Cell, Strong, Words
from accesscheck.monitoring.reports.numbers import percentage, whole


def strong_label(label: str, language: str) -> Words:
    """A label with its colon, which has a space before it in French."""
    return Strong(text=messages.labelled(label, "", language).rstrip(" ")), " "


def share_text(part: int, all_of: int, language: str) -> str:
    """“12 of 40 (30 %)”, of at least one."""
    text = say(language, N_("{part} of {all}"), part=whole(part, language), all=whole(all_of, language))
    return f"{text} ({percentage(part / all_of, language)})"


def share_cell(part: int, all_of: int, language: str) -> Cell:
    """“12 of 40 (30 %)”, that sorts by the share; a dash of nothing."""
    if not all_of:
        return Cell(words=("–",), value=None)
    return Cell(words=(share_text(part, all_of, language),), value=part / all_of)
