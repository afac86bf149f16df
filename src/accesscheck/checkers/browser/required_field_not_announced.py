"""A field turns out to be required when the form is submitted, and nothing said so before."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from accesscheck.text.overlap import folded

Entry = Mapping[str, Any]

_OPTIONAL = re.compile(r"optional|optioneel|facultati|niet verplicht|not required|freiwillig|non obligatoire")


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """Fields that are wrong when they are empty, each once."""
    seen = set()
    for field in measured["fields"]:
        wrong = field["aria"] or field["classed"] or field["native"]
        if field["round"] == "empty" and wrong and not field["filled"] and field["selector"] not in seen:
            seen.add(field["selector"])
            yield field


def verdict(field: Entry, measured: Mapping[str, Any], words: Mapping[str, frozenset[str]]) -> bool | None:
    """Whether the code or a text says beforehand that it is required."""
    if field["required"] or field["ariaRequired"] or field["groupRequired"] or field["starred"]:
        return True
    own = " ".join(str(field[name]) for name in ("label", "legend", "described", "placeholder", "title", "around"))
    if "*" in own or _says(own, words):
        return True
    form = measured["forms"][field["form"]]
    # A form may say that all is required, or call the others optional.
    if _says(form["about"], words) or _OPTIONAL.search(folded(form["about"])):
        return True
    # A form that asks one or two things and nothing else needs no word on which of them are required.
    return None if form["fields"] > 2 else True


def params(field: Entry) -> dict[str, str]:
    """Its label."""
    return {"label": str(field["label"])[:60]}


def _says(text: str, words: Mapping[str, frozenset[str]]) -> bool:
    plain = folded(text)
    return any(folded(phrase) in plain for phrases in words.values() for phrase in phrases)
