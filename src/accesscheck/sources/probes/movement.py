"""What moves, changes or flashes by itself, while nobody touches the page.

hinted    something spoke for movement, so the page was watched for `watched` milliseconds
texts     texts that changed: `count` times, `last` in milliseconds, with `samples` of what they said
moves     boxes that moved, by turns or without end; canvas and svg that are drawn again
blinks    what came and went again
images    animated pictures: frames, seconds of one round, rounds (0 without end), and how often they flash
flashes   large areas that became lighter and darker: `changes` in one second, `area` in square pixels
messages  messages that were there, and then not
controls  controls of the page by name, that may stop something; `near` are those close by
"""

import base64
import binascii
import functools
import io
import time
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from accesscheck.hookspecs import Probe
from accesscheck.sources.open_page import OpenPage

if TYPE_CHECKING:
    from PIL.Image import Image

WATCH = 6.5
"""How long a page is watched that may move, in seconds: longer than the 5 that WCAG allows."""
LOOK = 0.8
"""How often it is asked whether it is worth going on."""
LARGEST = 3_000_000
"""Of an image that is read, in bytes."""
MOST_FRAMES = 80
CELLS = (32, 24)
WAIT_FOR_IMAGE = 2.0

_KIT = "window[Symbol.for('accesscheck movement')]"


@functools.cache
def _read(name: str) -> str:
    return (files("accesscheck.sources.probes") / name).read_text(encoding="utf-8")


async def measure(page: OpenPage) -> dict[str, Any] | None:
    """Look for what may move, and watch it if there is anything."""
    parts = await page.in_frames(_read("movement.js"))
    if not parts:
        return None
    measured: dict[str, Any] = {
        "hinted": any(any(part["hints"].values()) for part in parts),
        "watched": 0,
        "texts": [],
        "moves": [],
        "blinks": [],
        "flashes": [],
        "messages": [],
        "controls": [control for part in parts for control in part["controls"]],
    }
    if measured["hinted"]:
        import asyncio

        await page.in_frames(f"() => {_KIT}.start()")
        began = time.monotonic()
        while time.monotonic() - began < WATCH:
            await asyncio.sleep(min(LOOK, max(0.05, WATCH - (time.monotonic() - began))))
            if not any(await page.in_frames(f"() => {_KIT}.goesOn()")):
                break
        for seen in await page.in_frames(f"() => {_KIT}.end()"):
            measured["watched"] = max(measured["watched"], seen.pop("watched"))
            for name, entries in seen.items():
                measured[name] += entries
    measured["images"] = [await _picture(page, image) for part in parts if part["top"] for image in part["images"]]
    return measured


async def _picture(page: OpenPage, image: dict[str, Any]) -> dict[str, Any]:
    address = image.pop("address")
    content = await _content(page, address)
    if content is None:
        return {**image, "frames": None}
    return {**image, **animation(content, image["width"], image["height"])}


async def _content(page: OpenPage, address: str) -> bytes | None:
    """The bytes of an image, from the page itself or from what the browser has loaded."""
    import asyncio

    from playwright.async_api import Error

    if address.startswith("data:"):
        head, _, body = address.partition(",")
        try:
            return base64.b64decode(unquote_to_bytes(body)) if ";base64" in head else unquote_to_bytes(body)
        except (ValueError, binascii.Error):
            return None
    try:
        async with asyncio.timeout(WAIT_FOR_IMAGE):
            await page.cdp.send("Page.enable")
            tree = await page.cdp.send("Page.getFrameTree")
            wanted = {"frameId": tree["frameTree"]["frame"]["id"], "url": address}
            got = await page.cdp.send("Page.getResourceContent", wanted)
    except (Error, TimeoutError):
        return None
    content = base64.b64decode(got["content"]) if got["base64Encoded"] else got["content"].encode()
    return content if len(content) <= LARGEST else None


def animation(content: bytes, width: int, height: int) -> dict[str, Any]:
    """How an image moves that is shown at this size: frames (1 if it stands still, None if it cannot be read)."""
    from PIL import Image

    still = {"frames": 1, "seconds": 0.0, "rounds": 1, "changes": 0, "area": 0}
    try:
        with Image.open(io.BytesIO(content)) as image:
            frames = getattr(image, "n_frames", 1)
            if frames < 2:
                return still
            rounds = image.info.get("loop", 1 if image.format == "GIF" else 0)
            times: list[float] = []
            grids: list[list[float]] = []
            for number in range(min(frames, MOST_FRAMES)):
                image.seek(number)
                grids.append(_luminances(image))  # It is read whole first: only then is its duration known.
                # Browsers show a frame that says it lasts 10 milliseconds or less for 100.
                said = float(image.info.get("duration", 0) or 0)
                times.append(said if said > 10 else 100.0)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return {**still, "frames": None}
    if all(grid == grids[0] for grid in grids):
        return still
    changes, area = flashes(grids, times, width, height, endless=rounds == 0)
    seconds = sum(times) / len(times) * frames / 1000
    return {"frames": frames, "seconds": round(seconds, 2), "rounds": rounds, "changes": changes, "area": area}


@functools.cache
def _linear() -> list[float]:
    scaled = (value / 255 for value in range(256))
    return [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in scaled]


def _luminances(image: "Image") -> list[float]:
    """Relative luminance of each cell of a grid, on white where the image is transparent."""
    from PIL import Image

    shown = image.convert("RGBA").resize(CELLS)
    paper = Image.new("RGBA", CELLS, "white")
    paper.alpha_composite(shown)
    linear = _linear()
    pixels = paper.convert("RGB").tobytes()
    return [
        round(0.2126 * linear[pixels[at]] + 0.7152 * linear[pixels[at + 1]] + 0.0722 * linear[pixels[at + 2]], 3)
        for at in range(0, len(pixels), 3)
    ]


def flashes(grids: list[list[float]], times: list[float], width: int, height: int, *, endless: bool) -> tuple[int, int]:
    """The most changes of luminance in one second, and the area in square pixels where there are more than 3 pairs."""
    rounds = 1
    if endless:
        rounds = max(1, min(20, round(2_000 / max(1.0, sum(times))) + 1))
    moments: list[float] = []
    at = 0.0
    for duration in times * rounds:
        moments.append(at)
        at += duration
    counts = []
    for cell in range(len(grids[0])):
        series = [grid[cell] for grid in grids]
        if max(series) - min(series) < 0.1:
            counts.append(0)
            continue
        counts.append(_most_changes(series * rounds, moments))
    size = width * height / len(counts)
    return max(counts), round(size * sum(count >= 8 for count in counts))


def _most_changes(series: list[float], moments: list[float]) -> int:
    """The most changes of at least 10 % between darker and lighter within one second, the darker below 0.80."""
    extreme = series[0]
    rising: bool | None = None
    found: list[float] = []
    for value, at in zip(series, moments, strict=True):
        goes = value > extreme
        if rising is not None and goes is rising:
            extreme = value
        elif abs(value - extreme) >= 0.1 and min(value, extreme) < 0.8:
            found.append(at)
            rising, extreme = goes, value
    most = first = 0
    for last, at in enumerate(found):
        while at - found[first] > 1_000:
            first += 1
        most = max(most, last - first + 1)
    return most


def probe() -> Probe:
    """The probe."""
    return Probe(name="movement", measure=measure, script=_read("movement_timers.js"), budget=25.0, price="thorough")
