"""The open page as a driven probe has it: to ask, to press, to resize, to photograph, and to load again."""

import base64
import contextlib
import functools
import io
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio

    from PIL import Image
    from playwright.async_api import CDPSession, Page

SETTLE = 0.15
"""How long a page is given to answer a key or a click, in seconds."""

_TOGETHER = """
async (given) => {
  const ac = window[Symbol.for('accesscheck')];
  let known = window === top;
  try {
    known = known || window.frameElement !== null;
  } catch {
    known = false; // A frame of another origin.
  }
  if (!ac || !known) return '[]';
  const one = async (run, index) => {
    try {
      return await run(given[index]);
    } catch {
      return null;
    }
  };
  return JSON.stringify(await Promise.all([%FUNCTIONS%].map(one)));
}
"""


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
    `active`: the page has scripts, frames or a refresh, and can act by itself.
    `untouched`: a probe that touches pages found nothing to do here, or put it back, and says so to save a load.
    """

    page: "Page"
    cdp: "CDPSession"
    address: str
    width: int
    height: int
    local: bool
    forms: bool
    active: bool
    reload: Callable[[], Awaitable[Happened]]
    leave: Callable[[str], Awaitable[None]]
    measured: Mapping[str, Any] = field(default_factory=dict)
    happened: Happened = field(default_factory=Happened)
    untouched: bool = False
    resized: bool = False
    _asked: "list[tuple[str, Any, asyncio.Future[list[Any]]]]" = field(default_factory=list)
    _answering: "asyncio.Future[None] | None" = None

    async def evaluate(self, script: str, argument: Any = None) -> Any:
        """The result of a JavaScript function in the page; `ac` is what in_page.js offers."""
        return await self.page.evaluate(
            "async (argument) => { const ac = window[Symbol.for('accesscheck')]; "
            f"return await ({script})(argument); }}",
            argument,
        )

    async def in_frames(self, script: str, argument: Any = None) -> list[Any]:
        """The results of the same function in the page and in each of its frames that can name itself, in order.

        Where it throws there is none. Calls of one moment are answered together: the way to the page and back costs
        more than most functions.
        """
        import asyncio

        answer: asyncio.Future[list[Any]] = asyncio.get_running_loop().create_future()
        self._asked.append((script, argument, answer))
        if len(self._asked) == 1:
            self._answering = asyncio.ensure_future(self._answer())
        return await answer

    async def _answer(self) -> None:
        asked, self._asked = self._asked, []
        try:
            found = await self._results([(script, argument) for script, argument, _ in asked])
            for (_, _, answer), results in zip(asked, found, strict=True):
                if not answer.done():  # The probe was late.
                    answer.set_result(results)
        except Exception as error:
            for _, _, answer in asked:
                if not answer.done():
                    answer.set_exception(error)

    async def _results(self, calls: Sequence[tuple[str, Any]]) -> list[list[Any]]:
        """For each call, what came of it in the frames."""
        from playwright.async_api import Error

        found: list[list[Any]] = [[] for _ in calls]
        together = _TOGETHER.replace("%FUNCTIONS%", ", ".join(f"({script})" for script, _ in calls))
        for frame in self.page.frames:
            with contextlib.suppress(Error):  # The frame went away.
                text = await frame.evaluate(together, [argument for _, argument in calls])
                for results, result in zip(found, json.loads(text), strict=False):
                    if result is not None:
                        results.append(result)
        return found

    async def again(self) -> None:
        """Load the page afresh: its scripts run again, and whatever a probe did is gone."""
        self.happened = await self.reload()

    async def go(self, address: str) -> None:
        """Go to another page, and on to where that one sends the visitor at once. Playwright's Error if that fails."""
        await self.leave(address)

    async def resize(self, width: int, height: int) -> None:
        """Give the window another size. It gets its own size back when the probe ends."""
        self.resized = True
        await self.page.set_viewport_size({"width": width, "height": height})
        await self.settle()

    async def settle(self, seconds: float = SETTLE) -> None:
        """Let the page act on what was done to it."""
        import asyncio

        await asyncio.sleep(seconds)

    async def picture(
        self, clip: tuple[float, float, float, float] | None = None, *, beyond: bool = True
    ) -> "Image.Image":
        """What is on the screen, or a part of the page (left, top, width, height, from the top of the page).

        Not `beyond` the window, it is far cheaper.
        """
        from PIL import Image

        options: dict[str, Any] = {"format": "png", "optimizeForSpeed": True}
        if clip is not None:
            left, top, width, height = clip
            options["clip"] = {"x": left, "y": top, "width": width, "height": height, "scale": 1}
            options["captureBeyondViewport"] = beyond
        taken = await self.cdp.send("Page.captureScreenshot", options)
        return Image.open(io.BytesIO(base64.b64decode(taken["data"]))).convert("RGB")
