"""Forms, submitted with nothing in them, and then with an “x” in each text field: what they say is wrong, and how.

forms   what was tried: `state` is sent (it went off, so it found no error), blocked (the browser's own messages),
        answered (it marked fields or showed texts) or silent; `round` is empty or wrong
fields  those that turned out wrong: what was said before; how they are marked; the texts that came, `near` it or
        elsewhere, `tied` to it or not; `native` is the browser's own message
texts   what appeared, of forms that were answered: whether assistive technology is told

Untested if there are forms, and they may not be tried.
"""

import functools
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from accesscheck.hookspecs import Probe
from accesscheck.sources.open_page import OpenPage

ANSWER = 0.3
"""How long a form is given to answer, in seconds."""

_KIT = "window[Symbol.for('accesscheck forms')]"


@functools.cache
def _script() -> str:
    return (files("accesscheck.sources.probes") / "forms.js").read_text(encoding="utf-8")


async def measure(page: OpenPage) -> dict[str, Any]:
    """Try the forms one by one. Nothing that they send leaves the browser."""
    start = await page.evaluate(_script())
    measured: dict[str, Any] = {"forms": [], "fields": [], "texts": [], "left": start["left"]}
    if not start["forms"]:
        page.untouched = True
        return measured
    if not (page.local or page.forms):
        page.untouched = True
        return {"untested": "forms-not-tried"}
    for number, form in enumerate(start["forms"]):
        for trial in ("empty", "wrong"):
            answer = await _try(page, number, trial)
            if answer is None:
                break
            _record(measured, form, trial, answer)
            if measured["forms"][-1]["state"] in ("sent", "silent"):
                break
    return measured


async def _try(page: OpenPage, number: int, trial: str) -> dict[str, Any] | None:
    """Submit a form once; None if it is gone, or there is nothing to fill in."""
    filled = await page.evaluate(f"(number) => {_KIT}.fill(number)", number) if trial == "wrong" else None
    if filled == []:
        return None
    before = await page.evaluate(f"(number) => {_KIT}.before(number)", number)
    if before is None:
        return None
    happened = page.happened
    then = (len(happened.led_to), happened.refused, happened.windows, happened.dialogs)
    await page.evaluate(f"(number) => {_KIT}.submit(number)", number)
    await page.settle(ANSWER)
    after = await page.evaluate(f"(number) => {_KIT}.after(number)", number)
    now = (len(happened.led_to), happened.refused, happened.windows, happened.dialogs)
    led_to, refused, windows, dialogs = (late - early for late, early in zip(now, then, strict=True))
    sent = bool(led_to or refused or windows or after["sent"])
    return {"before": before, "after": after, "filled": filled, "sent": sent, "dialogs": dialogs}


def _record(measured: dict[str, Any], form: dict[str, Any], trial: str, answer: dict[str, Any]) -> None:
    """Keep one trial of a form."""
    number = len(measured["forms"])
    wrong = list(_wrong(answer))
    texts = answer["after"]["texts"]
    if answer["sent"]:
        state = "sent"
    elif any(field["native"] and field["native"]["shown"] for field in wrong):
        state = "blocked"
    elif wrong or texts or answer["dialogs"]:
        state = "answered"
    else:
        state = "silent"
    told = {"form": number, "round": trial}
    measured["forms"].append(
        {
            **form,
            **told,
            "state": state,
            "dialogs": answer["dialogs"],
            "focus": answer["after"]["focus"],
            "about": answer["before"]["about"],
            "body": answer["before"]["body"][:8000],
        }
    )
    if state == "sent":
        return
    measured["fields"] += [{**field, **told} for field in wrong]
    known = {(text["selector"], text["text"]) for text in measured["texts"]}
    measured["texts"] += [{**text, **told} for text in texts if (text["selector"], text["text"]) not in known]


def _wrong(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The fields that a form marks as wrong, or says a text about, with what it says; of a second try, those filled."""
    texts = answer["after"]["texts"]
    groups = set()
    for index, (facts, mark) in enumerate(zip(answer["before"]["fields"], answer["after"]["fields"], strict=True)):
        if mark is None or (answer["filled"] is not None and index not in answer["filled"]):
            continue
        near = [text for text in texts if text["near"] == index or index in text["tied"]]
        if not (mark["aria"] or mark["classed"] or mark["native"] or mark["looks"] or near):
            continue
        group = (facts["type"], facts["name"])
        if facts["type"] in ("radio", "checkbox") and facts["name"]:
            if group in groups:
                continue
            groups.add(group)
        said = [{"text": text["text"], "tied": index in text["tied"], "live": text["live"]} for text in near]
        yield {**facts, **mark, "index": index, "texts": said, "focused": answer["after"]["focus"] == index}


def probe() -> Probe:
    """The probe."""
    return Probe(name="forms", measure=measure, budget=25.0, price="thorough", touches=True)
