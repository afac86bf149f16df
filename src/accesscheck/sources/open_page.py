"""The open page as a driven probe has it: to ask, to press, to resize, to photograph, and to load again."""

import asyncio
import base64
import functools
import io
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image
    from playwright.async_api import CDPSession, Page

SETTLE = 0.15
"""How long a page is given to answer a key or a click, in seconds."""


@functools.cache
def in_page_script() -> str:
    """What probes share within a page: `window[Symbol.for('accesscheck')]`."""
    return (files("accesscheck.sources") / "in_page.js").read_text(encoding="utf-8")


@dataclass(slots=True)
class Happened:
    """What the page did while a probe drove it.

    `led_to` are addresses that it wanted to go to: it stays where it is. `windows` counts windows that it opened:
    they are closed. `dialogs` counts message boxes. `refused` counts requests that would have sent data.
    """

    led_to: list[str] = field(default_factory=list)
    windows: int = 0
    dialogs: int = 0
    refused: int = 0


@dataclass(slots=True, kw_only=True)
class OpenPage:
    """One page in a tab. `page` is Playwright's; sizes are in CSS pixels.

    While a probe that touches the page has it, no request but GET leaves the browser, and links lead nowhere.
    `local` tells whether the page comes from this machine, where forms may be tried. `forms`: the user asked for
    forms to be tried. `measured` is what earlier probes measured, by their names.
    `untouched`: a probe that touches pages found nothing to do here, and says so to save a load.
    """

    page: "Page"
    cdp: "CDPSession"
    address: str
    width: int
    height: int
    local: bool
    forms: bool
    reload: Callable[[], Awaitable[Happened]]
    leave: Callable[[str], Awaitable[None]]
    measured: Mapping[str, Any] = field(default_factory=dict)
    happened: Happened = field(default_factory=Happened)
    untouched: bool = False

    async def evaluate(self, script: str, argument: Any = None) -> Any:
        """The result of a JavaScript function in the page; `ac` is what in_page.js offers."""
        return await self.page.evaluate(
            "async (argument) => { const ac = window[Symbol.for('accesscheck')]; "
            f"return await ({script})(argument); }}",
            argument,
        )

    async def in_frames(self, script: str, argument: Any = None) -> list[Any]:
        """The results of the same function in the page and in each of its frames that can name itself, in order."""
        from playwright.async_api import Error

        found = []
        for frame in self.page.frames:
            try:
                found.append(
                    await frame.evaluate(
                        "async (argument) => { const ac = window[Symbol.for('accesscheck')]; "
                        "let known = window === top; try { known = known || window.frameElement !== null; } catch {} "
                        f"return ac && known ? await ({script})(argument) : null; }}",
                        argument,
                    )
                )
            except Error:
                continue  # The frame went away.
        return [one for one in found if one is not None]

    async def again(self) -> None:
        """Load the page afresh: its scripts run again, and whatever a probe did is gone."""
        self.happened = await self.reload()

    async def go(self, address: str) -> None:
        """Go to another page, and on to where that one sends the visitor at once. Playwright's Error if that fails."""
        await self.leave(address)

    async def resize(self, width: int, height: int) -> None:
        """Give the window another size. It gets its own size back when the probe ends."""
        await self.page.set_viewport_size({"width": width, "height": height})
        await self.settle()

    async def settle(self, seconds: float = SETTLE) -> None:
        """Let the page act on what was done to it."""
        await asyncio.sleep(seconds)

    async def picture(self, clip: tuple[float, float, float, float] | None = None) -> "Image.Image":
        """What is on the screen, or a part of the page (left, top, width, height, from the top of the page)."""
        from PIL import Image

        options: dict[str, Any] = {"format": "png", "optimizeForSpeed": True}
        if clip is not None:
            left, top, width, height = clip
            options["clip"] = {"x": left, "y": top, "width": width, "height": height, "scale": 1}
            options["captureBeyondViewport"] = True
        taken = await self.cdp.send("Page.captureScreenshot", options)
        return Image.open(io.BytesIO(base64.b64decode(taken["data"]))).convert("RGB")
