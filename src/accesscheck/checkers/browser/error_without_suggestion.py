"""An error message that came up does not tell what a right value looks like."""

from collections.abc import Iterator, Mapping
from typing import Any

from accesscheck import error_texts

Entry = Mapping[str, Any]

_FORM_UNKNOWN = "patternMismatch"
"""The one check of the browser whose own message does not tell what is asked: the pattern is not shown."""


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """Fields with a message, each once: the last, in answer to something wrong."""
    last = {field["selector"]: field for field in measured["fields"] if _is_answered(field)}
    yield from last.values()


def verdict(field: Entry) -> bool | None:
    """Whether the message, or what stands beside the field, says more than that it is wrong."""
    if field["texts"]:
        if not all(error_texts.is_bare(said["text"], (field["label"],)) for said in field["texts"]):
            return True
    elif field["native"]["kind"] != _FORM_UNKNOWN:
        return True
    beside = (
        field["title"],
        field["placeholder"],
        field["described"],
        field["around"].replace(field["label"], " "),
        field["label"].partition("(")[2],
    )
    return True if any(error_texts.suggests(text) for text in beside) else None


def params(field: Entry) -> dict[str, str]:
    """Its label and the message."""
    text = field["texts"][0]["text"] if field["texts"] else field["native"]["text"]
    return {"label": str(field["label"])[:50], "text": text if len(text) <= 50 else f"{text[:49].rstrip()}…"}


def _is_answered(field: Entry) -> bool:
    """Whether it has a message, on being empty or on a value that surely has another form than it should."""
    said = field["texts"] or (field["native"] and field["native"]["shown"])
    typed = error_texts.asks_for_a_form(field["label"], field["type"], pattern=bool(field["pattern"]))
    return bool(said) and (typed or field["round"] == "empty")
