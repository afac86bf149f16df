"""A link in running text that differs from it by its colour alone."""

from collections.abc import Iterator, Mapping
from typing import Any

from accesscheck import contrast

Entry = Mapping[str, Any]


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """Links in running text, but for those that do not differ from it at all."""
    return (entry for entry in measured["links"] if entry["marked"] or not entry["same"])


def verdict(entry: Entry) -> bool | None:
    """Whether something else sets it off, or its colour is light or dark enough to do so.

    Then technique G183 wants something more to show under the mouse: where nothing does, a person judges.
    """
    if entry["marked"]:
        return True
    if entry["ratio"] < contrast.GRAPHICS:
        return False
    return None if entry["answers"] is False else True


def params(entry: Entry) -> dict[str, float | str]:
    """The text of the link, and its contrast with the text around it."""
    return {"text": entry["text"], "ratio": entry["ratio"]}
