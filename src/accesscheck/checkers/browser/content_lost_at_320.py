"""Text that a wide window shows is not to be found in a narrow one."""

from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]

FEWEST = 20
"""Letters that are worth a question."""
MUCH = 200
"""Letters that no menu button stands for."""


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """Parts that are gone or beyond the edge; the page if there are none."""
    gone = measured["narrow"]["gone"]
    parts = [part for part in (*gone["hidden"], *gone["cut"]) if _is_worth_a_question(part)]
    parts += [
        {**box, "kind": "cut", "text": box["states"]["narrow"]["text"]}
        for box in measured["boxes"]
        if _is_cut_here_alone(box)
    ]
    if parts:
        yield from parts[:10]
    elif measured["texts"]:
        yield measured["page"]


def verdict(entry: Entry) -> bool | None:
    """Whether it is the page; whether the text can be reached in another way is for a person."""
    return None if "kind" in entry else True


def params(entry: Entry) -> dict[str, str]:
    """The beginning of the text."""
    return {"text": entry.get("text", "")}


def _is_worth_a_question(part: Entry) -> bool:
    if part["letters"] < FEWEST:
        return False
    return not part["newOpener"] or (not part["nav"] and part["letters"] >= MUCH) or part["kind"] == "cut"


def _is_cut_here_alone(box: Entry) -> bool:
    """Whether a box loses lines here; what it loses in a less narrow window too has a rule of its own."""
    states = box["states"]
    if box["moving"] or box["growing"] or box["ellipsis"] or not states.get("narrow", {}).get("seen"):
        return False
    before = sum(states.get(state, {}).get("cut", 0) for state in ("normal", "half"))
    return bool(states["narrow"]["lost"]) and not before
