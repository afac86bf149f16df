"""What shows while the mouse is on something: whether Escape hides it, the mouse can go onto it, and it stays.

Each trigger that showed something has `shown` (None for the content of a style sheet), `covers` other content,
`escape` (Escape hides it while the mouse stays), `stays` (it is still there after a while), and `reachable`: with the
mouse moving as people move it, and `reachable_at_once` with a jump; both None where that could not be tried.
"""

import functools
from importlib.resources import files
from typing import Any

from accesscheck.hookspecs import Probe
from accesscheck.sources.open_page import OpenPage

APPEARS = 0.4
"""How long content is given to show, in seconds."""
LEAVES = 0.5
"""How long it is given to go: longer than most transitions."""
STAYS = 1.5
MOST_TRIED = 5
STEPS = 8

_KIT = "window[Symbol.for('accesscheck hover')]"


@functools.cache
def _script() -> str:
    return (files("accesscheck.sources.probes") / "hover.js").read_text(encoding="utf-8")


async def measure(page: OpenPage) -> dict[str, Any] | None:
    """Put the mouse on what may show something."""
    start = await page.evaluate(_script())
    found: list[dict[str, Any]] = []
    page.untouched = not start["triggers"]
    for trigger in start["triggers"]:
        if len(found) >= MOST_TRIED:
            break
        seen = await _over(page, trigger)
        if seen is None or (seen["shown"] and any(other["shown"] == seen["shown"] for other in found)):
            continue
        found.append({**trigger, **seen, **await _tried(page, trigger, seen)})
    await page.page.mouse.move(0, 0)
    return {
        "triggers": found,
        "looked_at": len(start["triggers"]),
        "complete": start["complete"] and len(found) < MOST_TRIED,
    }


async def _over(page: OpenPage, trigger: dict[str, Any]) -> dict[str, Any] | None:
    """Move the mouse from afar onto the trigger; what shows then."""
    await page.page.mouse.move(0, 0)
    await page.settle(0.05)
    point = await page.evaluate(
        f"(entry) => {_KIT}.prepare(entry)", {"at": trigger["at"], "selector": trigger["selector"]}
    )
    if point is None:
        return None
    await page.page.mouse.move(point[0] - 2, point[1])
    await page.page.mouse.move(point[0], point[1])
    await page.settle(APPEARS)
    seen: dict[str, Any] | None = await page.evaluate(f"() => {_KIT}.seen()")
    return None if seen is None else {**seen, "point": point}


async def _is_there(page: OpenPage) -> bool:
    return bool(await page.evaluate(f"() => {_KIT}.there()"))


async def _tried(page: OpenPage, trigger: dict[str, Any], seen: dict[str, Any]) -> dict[str, Any]:
    """How it behaves, beginning with the mouse on the trigger."""
    found: dict[str, Any] = {"escape": False, "stays": True, "reachable": None, "reachable_at_once": None}
    await page.settle(STAYS)
    found["stays"] = await _is_there(page)
    if found["stays"]:
        await page.page.keyboard.press("Escape")
        await page.settle(LEAVES)
        found["escape"] = not await _is_there(page)
    if seen["pseudo"] or not seen["in_view"]:
        return found
    found["reachable"] = await _goes_onto(page, trigger, STEPS)
    if found["reachable"] is False:
        found["reachable_at_once"] = await _goes_onto(page, trigger, 1)
    return found


async def _goes_onto(page: OpenPage, trigger: dict[str, Any], steps: int) -> bool | None:
    """Whether it is still there when the mouse has gone onto it; None if it did not show again."""
    again = await _over(page, trigger)
    point = await page.evaluate(f"() => {_KIT}.point()")
    if again is None or point is None or not again["shown"]:
        return None
    left, top = again["point"]
    for step in range(1, steps + 1):
        share = step / steps
        await page.page.mouse.move(left + (point[0] - left) * share, top + (point[1] - top) * share)
        await page.settle(0.02)
    await page.settle(LEAVES)
    return await _is_there(page)


def probe() -> Probe:
    """The probe."""
    return Probe(name="hover", measure=measure, budget=30.0, price="thorough", touches=True)
