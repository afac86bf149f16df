"""A field is marked as wrong by a red border alone."""

from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """Fields that look as if they hold an error: named so, or red where others are not."""
    for part in measured["parts"]:
        fields = part["fields"]
        red = [field for field in fields if _is_red(field)]
        some = len(red) < len(fields)
        yield from (field for field in fields if _is_red(field) and (some or field["classed"]))


def verdict(field: Entry) -> bool | None:
    """Whether a text or a sign says it too."""
    return True if field["marked"] or field["described"] else None


def params(field: Entry) -> dict[str, str]:
    """The label of the field."""
    return {"label": field["label"]}


def _is_red(field: Entry) -> bool:
    return bool(field["border"] or field["background"] or field["outline"] or (field["classed"] and field["labelRed"]))
