"""The page walked with the Tab key: where focus goes, whether it is seen there, and what only a mouse reaches.

stops        elements that got focus, in order, each once; `unseen` tells why it cannot be seen, `covered` what
             lies over it, `passes_to` where a script sent focus on to, `led_to` where focusing it led
complete     the walk came round: every stop was met
trap         elements that focus does not leave, and the keys that were tried; None if there are none
unreachable  what listens to a mouse, or says that it is a control, and that no Tab reaches
pictures     of one control of each look that may show no focus: pixels that change with focus, and how strongly
"""

import functools
import re
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from accesscheck.hookspecs import Probe
from accesscheck.sources.open_page import OpenPage

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_STEPS = 150
MOST_BACK = 40
"""Steps back, to see what a bar at the top covers."""
MOST_PICTURES = 12
"""Looks that are photographed, with focus and without."""
SAME_PLACE = 3
"""Presses of Tab that do not move focus before it counts as stuck."""
MANY_PARTS = 14
"""The same for what has parts of its own: a date field, a player, a frame of another site."""
AT_ONCE = 12
"""Presses of Tab that are sent together."""
MOST_AGAIN = 14
"""Elements that are given focus once more, to see whether they act each time."""
MARGIN = 8
"""Around an element, where an outline is drawn, in CSS pixels."""
NOTICEABLE = 6
"""Least difference of a channel, of 255, between two pictures: less is noise of the drawing."""
SAMPLED = 3_000
LATE = 0.4
"""How long something out of sight is given to come into sight with focus, in seconds."""

_WALK = "window[Symbol.for('accesscheck tab-walk')]"
_TAB = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
_PARTS = frozenset({"date", "month", "week", "time", "datetime-local"})
_KEYS = re.compile(
    r"\b((?:(?:ctrl|control|strg|alt|shift|maj|umschalt|meta|cmd)\s*(?:\+|-|–|en|et|and|und)\s*)+[a-z0-9]\b|esc(?:ape)?\b|"
    r"[ée]chap\b|f(?:1[0-2]|[1-9])\b)",
    re.I,
)
_MODIFIERS = {
    "ctrl": "Control", "control": "Control", "strg": "Control", "alt": "Alt", "shift": "Shift", "maj": "Shift",
    "umschalt": "Shift", "meta": "Meta", "cmd": "Meta",
}  # fmt: skip
STANDARD_KEYS = ("Escape", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp")
OTHER_KEYS = ("F6", "Control+m", "Control+Tab", "Shift+Escape", "Alt+F6")


@functools.cache
def _script() -> str:
    return (files("accesscheck.sources.probes") / "tab_walk.js").read_text(encoding="utf-8")


@dataclass(slots=True)
class _Walk:
    """What a walk has met. `order` names stops by number; -1 stands for the browser's own controls."""

    page: OpenPage
    stops: dict[int, dict[str, Any]] = field(default_factory=dict)
    changes: dict[int, list[str]] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    acted: set[int] = field(default_factory=set)
    before: tuple[int, int, int] = (0, 0, 0)
    left: bool = False
    out: bool = False
    """Focus was out of the page a moment ago: the browser may have brought it back by itself."""

    async def call(self, name: str, argument: Any = None) -> Any:
        return await self.page.evaluate(f"(argument) => {_WALK}.{name}(argument)", argument)

    async def press(self, key: str) -> dict[str, Any]:
        """Press a key; where focus is then, and what is new about it."""
        before = self.happened()
        await self.page.page.keyboard.press(key)
        step: dict[str, Any] = await self.call("step")
        self._learn(step, acted=self.happened() != before)
        return step

    async def press_tabs(self, number: int) -> tuple[list[dict[str, Any]], int]:
        """Press Tab so many times at once; the steps that it made, and where focus is in the end.

        The browser paints once for all of them: that costs a fifth of as many presses one by one.
        """
        import asyncio

        before = self.happened()
        events = [
            self.page.cdp.send("Input.dispatchKeyEvent", {"type": kind, **_TAB})
            for _ in range(number)
            for kind in ("rawKeyDown", "keyUp")
        ]
        await asyncio.gather(*events)
        taken = await self.call("take")
        for step in taken["steps"]:
            self._learn(step, acted=self.happened() != before)
        return taken["steps"], taken["at"]

    def happened(self) -> tuple[int, int, int]:
        """How often the page led elsewhere, opened a window, or wanted to send something."""
        happened = self.page.happened
        return (len(happened.led_to), happened.windows, happened.refused)

    def _learn(self, step: dict[str, Any], *, acted: bool) -> None:
        for number, details in step["news"].items():
            self.stops[int(number)] = details
        for number, changes in step["changes"].items():
            self.changes.setdefault(int(number), changes)
        entered = step["came"][0] if step["came"] else step["at"]
        if entered in self.stops:
            if acted:
                self.acted.add(entered)
            if step["at"] == -1 and not step["left"]:
                self.stops[entered]["loses"] = True
            elif step["at"] not in (entered, -1) and step["at"] in self.stops and not self.out:
                self.stops[entered]["passes_to"] = self.stops[step["at"]]["selector"]
        step["returns"] = self.out
        self.out = step["left"]

    def patience(self, at: int, *, closed: bool) -> int:
        """How often Tab may stay on a stop: some have parts that we cannot tell apart."""
        stop = self.stops[at]
        parts = closed or stop["tag"] in ("video", "audio", "object", "embed") or stop["type"] in _PARTS
        return MANY_PARTS if parts else SAME_PLACE


async def _quickly(walk: _Walk) -> bool | None:
    """Tab until focus comes round, many presses at a time. Whether it did; None where focus does anything unusual."""
    same = 0
    previous: int | None = None
    for _ in range(0, MOST_STEPS, AT_ONCE):
        steps, now = await walk.press_tabs(AT_ONCE)
        if not steps or now != steps[-1]["at"] != -1:
            return None
        for step in steps:
            at = step["at"]
            walk.left = walk.left or step["left"]
            if at == -1:
                if not step["left"]:
                    return None
                previous = None
            elif at == previous:
                same += 1
                if same >= walk.patience(at, closed=step["closed"]):
                    return False if step["closed"] else None
            elif at in walk.order:
                return True if walk.left else None
            elif len(step["came"]) > 1 and not step["returns"]:
                return None
            else:
                walk.stops[at]["starts"] = previous is None
                same, previous = 0, at
                walk.order.append(at)
    return False


async def _forward(walk: _Walk) -> tuple[bool, list[int]]:
    """Tab until focus comes round. Whether it did, and if focus never left the page: the stops it went round."""
    same = gone = 0
    previous: int | None = None
    for _ in range(MOST_STEPS):
        step = await walk.press("Tab")
        at = step["at"]
        if at == -1:
            gone += 1
            previous = None
            walk.left = walk.left or step["left"]
            if gone > 2:
                return True, []
            continue
        gone = 0
        if at == previous:
            same += 1
            if same >= walk.patience(at, closed=step["closed"]):
                return False, [] if step["closed"] else [at]
            continue
        starts, same, previous = previous is None, 0, at
        if at in walk.order:
            return True, [] if walk.left else walk.order[walk.order.index(at) :]
        walk.stops[at]["starts"] = starts
        walk.order.append(at)
    return False, []


async def _leaves(walk: _Walk, key: str, cycle: list[int], presses: int) -> bool:
    """Whether a key, pressed so often, brings focus out of these stops."""
    for _ in range(presses):
        step = await walk.press(key)
        if step["at"] not in cycle or step["left"]:
            return True
    return False


def advised_keys(text: str) -> list[str]:
    """Keys that a text names, as Playwright writes them: "Druk op Ctrl+M" names Control+m."""
    found = []
    for match in _KEYS.finditer(text):
        words = re.findall(r"[^\W_]+", match[0].lower())
        modifiers = [_MODIFIERS[word] for word in words[:-1] if word in _MODIFIERS]
        last = words[-1]
        if last in ("esc", "escape", "echap", "échap"):
            last = "Escape"
        elif re.fullmatch(r"f\d+", last):
            last = last.upper()
        key = "+".join((*modifiers, last))
        if key not in found:
            found.append(key)
    return found[:6]


async def _trap(walk: _Walk, cycle: list[int]) -> dict[str, Any] | None:
    """What is known of stops that Tab does not leave; None if Shift+Tab does."""
    back = len(cycle) + max(walk.patience(at, closed=False) for at in cycle)
    if await _leaves(walk, "Shift+Tab", cycle, back):
        return None
    trap: dict[str, Any] = {
        "stops": [{"selector": walk.stops[at]["selector"], "html": walk.stops[at]["html"]} for at in cycle[:20]],
        "overlay": await walk.call("isOverlay", cycle),
        "rest": await walk.call("rest", cycle),
        "keys": [],
        "advised": advised_keys(await walk.call("pageText")),
    }
    if await _frees(walk, cycle, trap, (*STANDARD_KEYS, *trap["advised"], *OTHER_KEYS)):
        return trap
    for at in await walk.call("helpers", cycle):
        # What shows a help text, or lets focus go, is often a control among them.
        before = await walk.call("pageText")
        if not await walk.call("goTo", at):
            continue
        await walk.page.page.keyboard.press("Enter")
        await walk.page.settle(0.1)
        after = await walk.call("pageText")
        if before != after:
            trap["advised"] = advised_keys(after)
            if await _frees(walk, cycle, trap, ("Tab", *trap["advised"])):
                break
    return trap


async def _frees(walk: _Walk, cycle: list[int], trap: dict[str, Any], keys: tuple[str, ...]) -> bool:
    """Whether one of the keys lets focus go; it is kept in `trap`."""
    for key in keys:
        trap["keys"].append(key)
        free = key != "Tab" and await _leaves(walk, key, cycle, 1)
        if free or await _leaves(walk, "Tab", cycle, len(cycle) + 1):
            trap["freed_by"] = key
            return True
    return False


async def _back(walk: _Walk) -> None:
    """Walk back a while: a bar at the top covers what Shift+Tab comes to."""
    await walk.call("blur")
    last = walk.order[-1]
    await walk.call("goTo", last)
    for _ in range(min(MOST_BACK, len(walk.order))):
        step = await walk.press("Shift+Tab")
        at = step["at"]
        if at == -1 or at == last:
            return
        last = at
        if at in walk.stops and not walk.stops[at]["frame"] and walk.stops[at]["covered"] is None:
            walk.stops[at]["covered"] = await walk.call("coverOf", at)


async def _pictures(walk: _Walk) -> list[dict[str, Any]]:
    """One control of each look that may show no focus, with focus and without."""
    doubtful = [
        at
        for at in walk.order
        if at in walk.changes
        and not walk.stops[at]["frame"]
        and not walk.stops[at]["closed"]
        and not walk.stops[at].get("passes_to")
        and (walk.stops[at]["unseen"] or not _is_outlined(walk, at))
        and not (walk.stops[at]["editable"] and not walk.stops[at]["unseen"])
    ]
    if not doubtful:
        return []
    groups: dict[str, list[int]] = {}
    for at, signature in zip(doubtful, await walk.call("signatures", doubtful), strict=True):
        groups.setdefault(f"{walk.stops[at]['unseen']}{signature}", []).append(at)
    # First those that nothing changed on: there is most to find out.
    ranked = sorted(groups.values(), key=lambda group: bool(walk.changes.get(group[0])))
    taken = []
    for group in ranked[:MOST_PICTURES]:
        picture = await _compare(walk, group[0])
        if picture is not None:
            stop = walk.stops[group[0]]
            same = [walk.stops[at]["selector"] for at in group[1:20]]
            kept = {key: stop[key] for key in ("selector", "html", "unseen", "tag", "type", "labelled", "text", "box")}
            taken.append({**kept, **picture, "count": len(group), "same": same})
    return taken


def _is_outlined(walk: _Walk, at: int) -> bool:
    """Whether it gets an outline with focus that is seen for sure."""
    return walk.stops[at]["plain"] and any(name.startswith("outline") for name in walk.changes[at])


async def _compare(walk: _Walk, at: int) -> dict[str, Any] | None:
    box = await walk.call("show", at)
    if box is None:
        return None
    page = walk.page
    without = await page.picture()
    if not await walk.call("focus", at):
        return None
    await page.settle(LATE if walk.stops[at]["unseen"] else 0.05)
    with_focus = await page.picture()
    near, elsewhere, contrast = difference(without, with_focus, box)
    moving = False
    if near or elsewhere:
        await walk.call("blur")
        await page.settle(0.05)
        moving = any(difference(without, await page.picture(), box)[:2])
    return {"near": near, "elsewhere": elsewhere, "contrast": contrast, "moving": moving}


def difference(one: "Image", other: "Image", box: list[int]) -> tuple[int, int, float]:
    """How many pixels differ near a box and elsewhere, and how strongly those near it do, as a contrast ratio."""
    from PIL import ImageChops

    if one.size != other.size:
        return 0, one.size[0] * one.size[1], 1.0
    mask = ImageChops.difference(one, other).convert("L").point(lambda value: 255 if value >= NOTICEABLE else 0)
    every = mask.histogram()[255]
    if not every:
        return 0, 0, 1.0
    left, top, width, height = box
    area = (
        max(0, left - MARGIN),
        max(0, top - MARGIN),
        max(1, min(one.size[0], left + width + MARGIN)),
        max(1, min(one.size[1], top + height + MARGIN)),
    )
    if area[0] >= area[2] or area[1] >= area[3]:
        return 0, every, 1.0
    part = mask.crop(area)
    near = part.histogram()[255]
    if not near:
        return 0, every, 1.0
    places = [place for place, value in enumerate(part.tobytes()) if value]
    before, after = one.crop(area).tobytes(), other.crop(area).tobytes()
    ratios = sorted(
        _contrast(before[3 * place : 3 * place + 3], after[3 * place : 3 * place + 3])
        for place in places[:: max(1, len(places) // SAMPLED)]
    )
    return near, every - near, round(ratios[int(len(ratios) * 0.8)], 2)


def _contrast(one: bytes, other: bytes) -> float:
    """WCAG's contrast ratio of two colours."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: bytes) -> float:
    red, green, blue = (_LINEAR[value] for value in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_LINEAR = [
    value / 255 / 12.92 if value / 255 <= 0.04045 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in range(256)
]


async def measure(page: OpenPage) -> dict[str, Any] | None:
    """Walk through the page with Tab."""
    start = await page.evaluate(_script())
    walk = _Walk(page)
    complete: bool | None = True
    trap = None
    if start["tabbable"]:
        cycle: list[int] = []
        complete = None if start["blurs"] else await _quickly(walk)
        await walk.call("oneByOne")
        if complete is None:
            await walk.call("settle")
            await page.again()
            await page.evaluate(_script())
            walk = _Walk(page)
            await walk.call("settle")
            await walk.call("oneByOne")
            complete, cycle = await _forward(walk)
        if cycle:
            trap = await _trap(walk, cycle)
        elif len(walk.order) > 1 and await walk.call("topBar"):
            await _back(walk)
    if start["reacts"]:
        await page.settle(0.1)
    await _act_again(walk)
    if not trap:
        await _send_again(walk)
    await walk.call("blur")
    pictures = [] if trap else await _pictures(walk)
    if not page.active and not trap:
        await walk.call("putBack")
        page.untouched = True
    order = [at for at in walk.order if at in walk.stops]
    through = [at for at in walk.stops if at not in order]
    return {
        "stops": [_stop(walk, at) for at in order],
        "through": [_stop(walk, at) for at in through],
        "complete": complete,
        "tabbable": start["tabbable"],
        "delegated": start["delegated"],
        "trap": trap,
        "unreachable": start["unreachable"],
        "pictures": pictures,
    }


async def _act_again(walk: _Walk) -> None:
    """Only what acts each time that it gets focus did so because of it; a page may also act by itself."""
    if walk.happened() == walk.before:
        return
    # What it led to is known a moment late: so all that listen to focus are tried, besides those that seemed to act.
    listening = {at for at, stop in walk.stops.items() if {"focus", "focusin"} & set(stop["listens"])}
    for at in sorted((walk.acted | listening) & walk.stops.keys(), key=lambda one: one not in listening)[:MOST_AGAIN]:
        await walk.call("blur")
        await walk.page.settle(0.1)
        before = walk.happened()
        await walk.call("goTo", at)
        for _ in range(4):
            await walk.page.settle(0.06)
            if walk.happened() != before:
                walk.stops[at]["acts"] = True
                break


async def _send_again(walk: _Walk) -> None:
    """Keep only those that send focus on, or lose it, each time: the browser also moves focus by itself."""
    for stop in [one for one in walk.stops.values() if "passes_to" in one or "loses" in one][:MOST_AGAIN]:
        await walk.call("blur")
        await walk.page.settle(0.05)
        await walk.call("goToPlace", stop["selector"])
        await walk.page.settle(0.06)
        if await walk.call("isAtPlace", stop["selector"]):
            stop.pop("passes_to", None)
            stop.pop("loses", None)


def _stop(walk: _Walk, at: int) -> dict[str, Any]:
    return {**walk.stops[at], "changes": walk.changes.get(at, [])}


def probe() -> Probe:
    """The probe."""
    return Probe(name="tab-walk", measure=measure, budget=40.0, price="thorough", touches=True)
