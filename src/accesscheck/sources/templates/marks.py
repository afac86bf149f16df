"""Marks that stand for an expression while a template is read; each takes one place, blanks fill the rest.

They are removed again by `reading`: a parser never sees the last two.
"""

import re

from accesscheck.model.template import UNKNOWN

HOLE = "\ufdd0"
"""Something comes here, or nothing: a block that another template may fill. Never in real text: a noncharacter."""

CONDITION = "\ufdd1"
"""From here on a part may be left out or repeated. A noncharacter too."""

MARKS = f"{UNKNOWN}{HOLE}{CONDITION}"

_OURS = str.maketrans({UNKNOWN: "\u25a1", HOLE: " ", CONDITION: " ", "\x00": " "})
_NOT_A_LINE_BREAK = re.compile(r"[^\n]")


def prepared(source: str) -> str:
    """The source without our marks; of a line break of two characters the first is a blank. The length stays."""
    return source.translate(_OURS).replace("\r\n", " \n").replace("\r", " ")


def blank(text: str) -> str:
    """As many blanks; line breaks stay."""
    return _NOT_A_LINE_BREAK.sub(" ", text)


def marked(mark: str, text: str) -> str:
    """A mark in the place of a text, filled up with blanks."""
    return mark + blank(text[1:])
