"""Another value in a list, a box or a radio button: does it lead elsewhere, open a window, send, or move focus?

Each control has `inline`, code of its own that leads elsewhere; `lone`, a list alone in a form that has no button;
`said`, the text about it; and, where it was tried, `acts` with `led_to`, `windows` and `focus`.
`complete` is false where there were more controls than are tried. Nothing is typed, and nothing is sent.
"""

import functools
from importlib.resources import files
from typing import Any

from accesscheck.hookspecs import Probe
from accesscheck.sources.open_page import OpenPage

MOST = 12
ANSWER = 0.2
"""How long a change is given to lead somewhere, in seconds."""
KEYS = {"select": "ArrowDown", "checkbox": "Space", "radio": "Space"}

_KIT = "window[Symbol.for('accesscheck changes')]"


@functools.cache
def _script() -> str:
    return (files("accesscheck.sources.probes") / "changes.js").read_text(encoding="utf-8")


async def measure(page: OpenPage) -> dict[str, Any] | None:
    """Change the controls one by one."""
    found = await page.evaluate(_script())
    wanted = [one for one in found if one["tried"] and (page.local or page.forms or one["listens"])]
    for entry in found:
        entry.update({"acts": None, "led_to": 0, "windows": 0, "focus": ""})
    if any(one["listens"] for one in wanted):
        wanted = [one for one in wanted if one["listens"]]
        await _still(page)
    else:
        wanted = []  # Nobody listens: a value is all that changes.
    page.untouched = not wanted
    for entry in wanted[:MOST]:
        done = await _change(page, entry)
        if done and any(done.values()) and not await _still(page):
            # It acts by itself too: nothing can be said.
            entry["acts"] = None
            continue
        entry.update(done or {}, acts=None if done is None else any(done.values()))
    return {"controls": found, "complete": len(wanted) <= MOST}


def _counts(page: OpenPage) -> tuple[int, int]:
    # A page that sends data in the background has changed no context: what is refused does not count.
    return len(page.happened.led_to), page.happened.windows


async def _still(page: OpenPage) -> bool:
    """Whether the page stays where it is while nobody touches it."""
    before = _counts(page)
    await page.settle(ANSWER)
    return _counts(page) == before


async def _change(page: OpenPage, entry: dict[str, Any]) -> dict[str, Any] | None:
    """What another value does; None if it could not be changed."""
    if not await page.evaluate(f"(entry) => {_KIT}.focus(entry)", {"at": entry["at"], "selector": entry["selector"]}):
        return None
    before = _counts(page)
    await page.page.keyboard.press(KEYS[entry["kind"]])
    if not await page.evaluate(f"() => {_KIT}.changed()"):
        return None
    await page.settle(ANSWER)
    focus = await page.evaluate(f"() => {_KIT}.where()")
    led_to, windows = (now - then for now, then in zip(_counts(page), before, strict=True))
    await page.evaluate(f"() => {_KIT}.blur()")
    return {"led_to": led_to, "windows": windows, "focus": focus}


def probe() -> Probe:
    """The probe."""
    return Probe(name="changes", measure=measure, budget=20.0, price="thorough", touches=True)
