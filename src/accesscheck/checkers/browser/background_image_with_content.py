"""A background image seems to say something that no text says."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]
Words = Mapping[str, frozenset[str]]

SMALLEST = 40
"""Pixels: what is smaller and cannot be pressed is mostly decoration."""

_DEPICTING = frozenset(
    "logo logos banner banners chart charts graph diagram map plan plattegrond kaart karte carte photo foto picture "
    "poster infographic infografiek infographie portrait team schema grafiek graphique diagramm button knop bouton "
    "headline".split()
)
"""Words in the name of a file that shows something."""

_PIECES = re.compile(r"[^\W\d_]+")


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """Elements with a background image that is no texture and that has no name."""
    for part in measured["parts"]:
        yield from (
            picture
            for picture in part["pictures"]
            if not picture["hidden"]
            and (picture["pressed"] or not picture["repeated"])
            and picture["role"] not in ("presentation", "none")
        )


def verdict(picture: Entry, words: Words) -> bool | None:
    """Whether it has a text or is decoration, as far as its place and its file name tell."""
    if picture["name"] or picture["indented"]:
        return True
    signs = frozenset().union(*words.values())
    pieces = set(_PIECES.findall(picture["file"].casefold()))
    if picture["text"]:
        # A sign before a text: a warning, an error. Behind a text it is a backdrop.
        return None if pieces & signs and not picture["covers"] else True
    if picture["media"]:
        return True
    if picture["pressed"] and picture["tag"] in ("a", "button"):
        return None
    large = picture["width"] >= SMALLEST and picture["height"] >= SMALLEST
    return None if large and pieces & (signs | _DEPICTING) and not picture["inside"] else True


def params(picture: Entry) -> dict[str, str]:
    """The file."""
    return {"file": picture["file"]}
