"""Error messages come up while the focus stays elsewhere, and screen readers are not told."""

from collections.abc import Iterator, Mapping
from typing import Any

from accesscheck import error_texts

Entry = Mapping[str, Any]


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """The first error text of each form that came up."""
    for number, form in enumerate(measured["forms"]):
        if form["state"] == "answered" and form["round"] == "empty":
            first = next(_errors(measured, number), None)
            if first is not None:
                yield first


def verdict(text: Entry, measured: Mapping[str, Any]) -> bool | None:
    """Whether focus goes to an error, or a region that is read aloud has one."""
    form = measured["forms"][text["form"]]
    if form["dialogs"] or form["focus"] >= 0:
        return True
    errors = list(_errors(measured, text["form"]))
    if any(error["live"] in ("alert", "status") or error["focus"] for error in errors):
        return True
    every = [one for one in measured["texts"] if one["form"] == text["form"]]
    return True if any(one["live"] in ("alert", "status") or one["focus"] for one in every) else None


def params(text: Entry) -> dict[str, str]:
    """What it says."""
    said = str(text["text"])
    return {"text": said if len(said) <= 60 else f"{said[:59].rstrip()}…"}


def _errors(measured: Mapping[str, Any], number: int) -> Iterator[Entry]:
    for text in measured["texts"]:
        if text["form"] == number and (error_texts.reads_as_error(text["text"]) or text["classed"]):
            if not error_texts.thanks(text["text"]):
                yield text
