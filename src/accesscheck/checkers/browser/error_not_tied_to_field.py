"""An error message that came up stands beside its field, and the code does not tie them."""

from collections.abc import Iterator, Mapping
from typing import Any

from accesscheck import error_texts

Entry = Mapping[str, Any]


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """Fields that a message came up beside, each once; of those without a tie the first of each form."""
    seen: set[str] = set()
    loose: set[str] = set()
    for field in measured["fields"]:
        form = measured["forms"][field["form"]]["selector"]
        if field["selector"] in seen or not any(_is_error(said["text"], field) for said in field["texts"]):
            continue
        seen.add(field["selector"])
        if verdict(field) or form not in loose:
            yield field
        if not verdict(field):
            loose.add(form)


def verdict(field: Entry) -> bool | None:
    """Whether one of them is tied to it, or is said at once."""
    errors = [said for said in field["texts"] if _is_error(said["text"], field)]
    return True if any(said["tied"] or said["live"] == "alert" for said in errors) else None


def params(field: Entry) -> dict[str, str]:
    """Its label and the message."""
    text = next(said["text"] for said in field["texts"] if _is_error(said["text"], field))
    return {"label": str(field["label"])[:50], "text": text if len(text) <= 50 else f"{text[:49].rstrip()}…"}


def _is_error(text: str, field: Entry) -> bool:
    marked = field["aria"] or field["classed"]
    return not error_texts.thanks(text) and bool(marked or error_texts.reads_as_error(text))
