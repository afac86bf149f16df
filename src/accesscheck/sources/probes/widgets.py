"""What opens on the page: tried with keys, then with the mouse; and how the dialogs and menus that open behave.

triggers  controls that may open something, one of each look: `key` that acts ("" if none does), `space`, `mouse`
          (whether a click acts where keys do not), `other` (another control may do the same), and what opened
dialogs   what opened and looks like a dialog: whether focus went in, stayed in, and how it is closed
menus     links that show when the mouse is over something: `opened_by` a key or focus, if any shows them
restless  the page changes by itself, so that a change after a click proves little
"""

import functools
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from accesscheck.hookspecs import Probe
from accesscheck.sources.open_page import OpenPage

MOST_TRIGGERS = 12
MOST_DIALOGS = 4
MOST_RELOADS = 6
MOST_TABS = 14
"""Presses of Tab to see whether focus stays in a dialog."""
ANSWER = 0.15
"""How long a key or a click is given to act, in seconds."""
MOVES_IN = 0.4
"""How long a dialog is given, after that, to take focus."""
REST = 0.35

_KIT = "window[Symbol.for('accesscheck widgets')]"


@functools.cache
def _script() -> str:
    return (files("accesscheck.sources.probes") / "widgets.js").read_text(encoding="utf-8")


@dataclass(slots=True)
class _Trial:
    page: OpenPage
    reloads: int = 0
    dialogs: list[dict[str, Any]] = field(default_factory=list)
    restless: bool = False
    before: tuple[int, int, int, int] = (0, 0, 0, 0)

    async def call(self, name: str, argument: Any = None) -> Any:
        return await self.page.evaluate(f"(argument) => {_KIT}.{name}(argument)", argument)

    async def press(self, key: str, seconds: float = ANSWER) -> None:
        await self.page.page.keyboard.press(key)
        await self.page.settle(seconds)

    def _happened(self) -> tuple[int, int, int, int]:
        happened = self.page.happened
        return (len(happened.led_to), happened.windows, happened.dialogs, happened.refused)

    async def snapshot(self, selector: str) -> bool:
        self.before = self._happened()
        return bool(await self.call("snapshot", selector))

    async def effect(self) -> dict[str, Any] | None:
        """What changed since the snapshot; None if nothing that counts did."""
        changes: dict[str, Any] = await self.call("changes")
        acted = self._happened() != self.before
        certain = changes["opened"] or changes["gone"] or changes["states"] or changes["hash"] or acted
        if certain or (changes["text"] and not self.restless):
            return {**changes, "acted": acted}
        return None

    async def restore(self) -> bool:
        """Bring the page back to the snapshot, if need be by loading it again. False if that was done too often."""
        changes = await self.call("changes")
        if not (changes["opened"] or changes["gone"] or changes["states"]):
            await self.call("blur")
            return True
        if self.reloads >= MOST_RELOADS:
            return False
        self.reloads += 1
        await self.page.again()
        await self.page.evaluate(_script())
        return True


async def measure(page: OpenPage) -> dict[str, Any] | None:
    """Open what opens, by keys and then by mouse."""
    start = await page.evaluate(_script())
    trial = _Trial(page)
    menus = [await _menu(trial, menu) for menu in await trial.call("menus")]
    every = start["triggers"]
    page.untouched = not every and not menus
    tried: list[dict[str, Any]] = []
    if every:
        await trial.snapshot("")
        await page.settle(REST)
        changes = await trial.call("changes")
        trial.restless = bool(changes["opened"] or changes["gone"] or changes["text"])
    for trigger in every[:MOST_TRIGGERS]:
        tried.append(await _try(trial, trigger))
        if not await trial.restore():
            break
    return {
        "triggers": tried,
        "dialogs": trial.dialogs,
        "menus": menus,
        "restless": trial.restless,
        "complete": len(tried) == len(every),
    }


async def _try(trial: _Trial, trigger: dict[str, Any]) -> dict[str, Any]:
    """One control: keys first, and the mouse where no key acts."""
    selector = trigger["selector"]
    found = {**trigger, "key": "", "space": None, "mouse": None, "other": False, "opens": None}
    if not await trial.snapshot(selector):
        return found
    if trigger["focusable"]:
        key, effect = await _by_keys(trial, selector, popup=trigger["popup"])
        found["key"] = key
        if effect is not None:
            found["opens"] = effect["first"]
            found["acted"] = effect["acted"]
            await _look_at_dialog(trial, trigger, effect)
            called = trigger["role"] == "button" and trigger["tag"] == "a"
            if key == "Enter" and (called or not trigger["native"]):
                found["space"] = await _by_space(trial, selector)
            return found
        if trigger["native"]:
            return found  # A click does what Enter does.
    point = await trial.call("point", selector)
    if point is None:
        return found
    await trial.snapshot(selector)
    await trial.page.page.mouse.click(*point)
    await trial.page.settle(ANSWER)
    effect = await trial.effect()
    found["mouse"] = effect is not None
    if effect is not None:
        found["opens"] = effect["first"]
        found["acted"] = effect["acted"]
        found["other"] = await trial.call("other")
        await _look_at_dialog(trial, trigger, effect)
    await trial.page.page.mouse.move(0, 0)
    return found


async def _by_keys(trial: _Trial, selector: str, *, popup: bool) -> tuple[str, dict[str, Any] | None]:
    """The first key that makes it act, and what it does then; "focus" if that is enough."""
    if not await trial.call("focus", selector):
        return "", None
    await trial.page.settle(0.03)
    effect = await trial.effect()
    if effect is not None and effect["opened"]:
        return "focus", effect
    for key in ("Enter", "Space", *(("ArrowDown",) if popup else ())):
        await trial.snapshot(selector)
        await trial.press(key)
        effect = await trial.effect()
        if effect is not None:
            return key, effect
    return "", None


async def _by_space(trial: _Trial, selector: str) -> bool | None:
    """Whether the space key acts as Enter did; None if it could not be tried."""
    if not await trial.restore() or not await trial.snapshot(selector) or not await trial.call("focus", selector):
        return None
    await trial.snapshot(selector)
    await trial.press("Space")
    return await trial.effect() is not None


async def _look_at_dialog(trial: _Trial, trigger: dict[str, Any], effect: dict[str, Any]) -> None:
    """How a dialog that opened treats focus, and how it closes. It leaves the dialog closed, if keys can close it."""
    dialog = effect["dialog"]
    if dialog is None or len(trial.dialogs) >= MOST_DIALOGS:
        return
    if any(other["selector"] == dialog["selector"] for other in trial.dialogs):
        return
    await trial.page.settle(MOVES_IN)
    inner = await trial.call("dialog")
    found = {
        **dialog,
        **inner,
        "trigger": trigger["selector"],
        "by_mouse": not trigger["focusable"],
        "focus": await trial.call("where"),
        "next": None,
        "leaves": False,
        "escape": False,
        "closed_by": "",
        "mouse_closes": False,
        "returned": None,
    }
    trial.dialogs.append(found)
    for number in range(min(MOST_TABS, inner["focusables"] + 2)):
        await trial.press("Tab", 0.02)
        where = await trial.call("where")
        if number == 0:
            found["next"] = where
        if where in ("elsewhere", "trigger") and "dialog" in (found["focus"], found["next"]):
            found["leaves"] = True
            break
        if where != "dialog":
            break
    await _close(trial, found, trigger)


async def _close(trial: _Trial, found: dict[str, Any], trigger: dict[str, Any]) -> None:
    """Close a dialog with keys: Escape, its own control, or what opened it."""
    if found["next"] != "dialog" and found["focusables"]:
        # Escape counts where focus is: a dialog may listen to it only within itself.
        for closer in found["closers"]:
            if closer["focusable"]:
                await trial.call("focus", closer["selector"])
    await trial.press("Escape")
    if not await trial.call("isOpen"):
        found["escape"], found["closed_by"] = True, "Escape"
    else:
        for closer in found["closers"]:
            if closer["focusable"] and await trial.call("focus", closer["selector"]):
                await trial.press("Enter")
                if not await trial.call("isOpen"):
                    found["closed_by"] = "control"
                    break
    if not found["closed_by"] and trigger["focusable"] and await trial.call("focus", trigger["selector"]):
        await trial.press("Enter")
        if not await trial.call("isOpen"):
            found["closed_by"] = "trigger"
    if not found["closed_by"]:
        found["mouse_closes"] = await _closes_by_mouse(trial, found)
    if found["closed_by"] in ("Escape", "control"):
        await trial.page.settle(ANSWER)
        found["returned"] = await trial.call("where")


async def _closes_by_mouse(trial: _Trial, found: dict[str, Any]) -> bool:
    """Whether a click on one of its closing controls that get no focus closes a dialog."""
    for closer in found["closers"]:
        point = None if closer["focusable"] else await trial.call("point", closer["selector"])
        if point is not None:
            await trial.page.page.mouse.click(*point)
            await trial.page.settle(ANSWER)
            if not await trial.call("isOpen"):
                return True
    return False


async def _menu(trial: _Trial, menu: dict[str, Any]) -> dict[str, Any]:
    """Whether the mouse alone shows a menu's links."""
    found = {**menu, "hover": False, "opened_by": ""}
    point = await trial.call("point", menu["selector"])
    if point is None:
        return found
    await trial.page.page.mouse.move(*point)
    await trial.page.settle(ANSWER)
    found["hover"] = await trial.call("menuLinks", menu["group"]) > 0
    await trial.page.page.mouse.move(0, 0)
    if not found["hover"]:
        return found
    await trial.page.settle(0.6)  # A menu may stay for a moment.
    for stop in await trial.call("menuStops", [menu["owner"], menu["group"]]):
        if await trial.call("menuLinks", menu["group"]) > 0:
            found["opened_by"] = "stays"
            break
        for key in ("focus", "Enter", "Space", "ArrowDown"):
            if key == "focus":
                await trial.call("focus", stop)
                await trial.page.settle(0.05)
            else:
                await trial.press(key, 0.1)
            if await trial.call("menuLinks", menu["group"]) > 0:
                found["opened_by"] = key
                break
        if found["opened_by"]:
            break
    await trial.call("blur")
    return found


def probe() -> Probe:
    """The probe."""
    return Probe(name="widgets", measure=measure, budget=40.0, price="thorough", touches=True)
