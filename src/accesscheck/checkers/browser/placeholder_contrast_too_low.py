"""An example text in a field that has too little contrast with the field."""

from collections.abc import Iterator, Mapping
from typing import Any

from accesscheck import contrast

Entry = Mapping[str, Any]


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """Fields that show a placeholder, on a plain background."""
    return iter(measured["placeholders"])


def verdict(entry: Entry) -> bool:
    """Whether the placeholder has the contrast that text of its size needs."""
    return bool(entry["ratio"] >= contrast.required(entry, contrast.AA))


def params(entry: Entry) -> dict[str, float | str]:
    """The placeholder, its contrast, and the contrast that it needs."""
    return {
        "text": entry["text"],
        "ratio": entry["ratio"],
        "required": f"{contrast.required(entry, contrast.AA):g}:1",
    }
