"""Keys that write a character, pressed while nothing has focus: which of them make the page act.

listens  which of window, document, html and body listen to keys; empty: nothing was pressed
root     the element that the keys were pressed on
acting   the keys that act each time, with what they do; `off` where a setting on the page stops them
text     what the page says, for words about shortcuts
"""

import functools
from importlib.resources import files
from typing import Any

from accesscheck.hookspecs import Probe
from accesscheck.sources.open_page import OpenPage

KEYS = (*"abcdefghijklmnopqrstuvwxyz0123456789", "/", "?", ".", ",", "-", "+", "*", "=", "[", "]", ";", "#", "!")
QUIET = 0.4
"""How long is watched what moves by itself, in seconds."""
ANSWER = 0.06
"""How long a key is given to act."""
MOST_ACTING = 6
GROUP = 12
"""Keys that are pressed before the page is asked whether anything happened."""

_NAME = "window[Symbol.for('accesscheck shortcuts')]"
_TEXT_KEPT = 20_000


@functools.cache
def _script() -> str:
    return (files("accesscheck.sources.probes") / "shortcuts.js").read_text(encoding="utf-8")


async def measure(page: OpenPage) -> dict[str, Any] | None:
    """Press the keys one by one where the page listens to keys."""
    start = await page.evaluate(_script())
    listens, root = start["by"], start["root"]
    measured = {"listens": listens, "root": root, "text": start["text"][:_TEXT_KEPT], "acting": []}
    if not listens:
        page.untouched = True
        return measured
    await page.settle(QUIET)
    suspects: list[str] = []
    for first in range(0, len(KEYS), GROUP):
        group = KEYS[first : first + GROUP]
        if await _acts(page, *group):
            suspects += group
    acting = []
    for key in suspects:
        done = await _acts(page, key)
        # It must act again: a page may also act once, or by itself, or only while no key is pressed.
        if done and (again := await _acts(page, key)) and not await _acts(page):
            acting.append({**(done["place"] or again["place"] or root), "key": key, **_kinds(again)})
            if len(acting) >= MOST_ACTING:
                break
    if acting:
        await _turn_off(page, acting)
    return {**measured, "acting": acting}


def _kinds(done: dict[str, Any]) -> dict[str, Any]:
    return {kind: done[kind] for kind in ("changes", "focus", "led_to", "windows", "dialogs")}


async def _acts(page: OpenPage, *keys: str) -> dict[str, Any] | None:
    """What happens when keys are pressed; None if nothing does."""
    happened = page.happened
    before = (len(happened.led_to), happened.windows, happened.dialogs)
    await page.evaluate(f"() => {_NAME}.listen()")
    for key in keys:
        await page.page.keyboard.press(key)
    await page.settle(ANSWER)
    seen: dict[str, Any] = await page.evaluate(f"() => {_NAME}.seen()")
    after = (len(happened.led_to), happened.windows, happened.dialogs)
    more = (now - then for then, now in zip(before, after, strict=True))
    counts = dict(zip(("led_to", "windows", "dialogs"), more, strict=True))
    if seen["changes"] or seen["focus"] or any(counts.values()):
        return {**seen, **counts}
    return None


async def _turn_off(page: OpenPage, acting: list[dict[str, Any]]) -> None:
    """Try the settings of the page: a shortcut that one of them turns off does no harm."""
    for setting in await page.evaluate(f"() => {_NAME}.settings()"):
        if all(entry.get("off") for entry in acting):
            return
        if not await page.evaluate(f"(selector) => {_NAME}.click(selector)", setting["selector"]):
            continue
        await page.settle(ANSWER)
        for entry in acting:
            if not entry.get("off") and not await _acts(page, entry["key"]):
                entry["off"] = setting["text"]
        await page.evaluate(f"(selector) => {_NAME}.click(selector)", setting["selector"])


def probe() -> Probe:
    """The probe."""
    return Probe(name="shortcuts", measure=measure, budget=20.0, price="thorough", touches=True)
