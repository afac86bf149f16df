"""A form marks a field as wrong, and no text says so."""

from collections.abc import Iterator, Mapping
from typing import Any

from accesscheck import error_texts

Entry = Mapping[str, Any]


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """Fields that a form marked as wrong, each once."""
    seen = set()
    for field in measured["fields"]:
        if field["selector"] not in seen and _is_marked(field):
            seen.add(field["selector"])
            yield field


def verdict(field: Entry, measured: Mapping[str, Any]) -> bool | None:
    """Whether a text says that it is wrong; None if a text may, or if it may not be marked as wrong."""
    form = measured["forms"][field["form"]]
    if (field["native"] and field["native"]["shown"]) or form["dialogs"] or field["texts"] or field["text"]:
        return True
    texts = [text["text"] for text in measured["texts"] if text["form"] == field["form"]]
    label = field["legend"] if field["type"] in ("radio", "checkbox") and field["legend"] else field["label"]
    if any(error_texts.names(text, label) for text in texts):
        return True
    certain = (field["aria"] or field["classed"]) and field["looks"]
    return False if certain and not texts and not field["icons"] else None


def params(field: Entry) -> dict[str, str]:
    """Its label."""
    return {"label": str(field["label"])[:60]}


def _is_marked(field: Entry) -> bool:
    return bool(field["aria"] or field["classed"] or field["native"])
