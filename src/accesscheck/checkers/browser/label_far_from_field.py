"""A label stands far from its field."""

from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]

BESIDE = 150
"""Pixels between the end of the label and the field, beside each other."""
APART = 120
"""Pixels between them, above each other."""


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """Labels that are shown, with a field that is shown."""
    for part in measured["parts"]:
        yield from part["labels"]


def verdict(label: Entry) -> bool | None:
    """Whether label and field are seen together."""
    return None if label["gap"] > (BESIDE if label["beside"] else APART) else True


def params(label: Entry) -> dict[str, Any]:
    """The label and how far it is."""
    return {"label": label["text"], "gap": label["gap"]}
