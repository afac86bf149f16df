"""The page in other windows and with other text: narrow, zoomed, turned, wider spaced and larger.

One load of the page serves all: each state is compared with the page as it was first. Nothing is put back, but the
next probe gets the page afresh.
"""

import functools
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from accesscheck.hookspecs import Probe

if TYPE_CHECKING:
    from accesscheck.sources.open_page import OpenPage

ZOOMED = (640, 512)
"""A window of 1280 by 1024 at 200 %: that of ACT rule 59br37."""
NARROW = (320, 256)
"""A window of 1280 by 1024 at 400 %: that of WCAG 1.4.10."""
LYING = (800, 400)
STANDING = (400, 800)

# A page may ask the device to keep it in one orientation; a browser on a desk refuses, so the asking is what counts.
_ORIENTATION = """
(() => {
  const key = Symbol.for('accesscheck orientation');
  if (window[key]) return;
  const asked = [];
  Object.defineProperty(window, key, {value: asked});
  if (typeof ScreenOrientation === 'undefined' || !ScreenOrientation.prototype.lock) return;
  const lock = ScreenOrientation.prototype.lock;
  ScreenOrientation.prototype.lock = function (orientation) {
    if (asked.length < 10) asked.push(String(orientation).slice(0, 40));
    return lock.apply(this, arguments);
  };
})();
"""


@functools.cache
def _script() -> str:
    return (files("accesscheck.sources.probes") / "reflow.js").read_text(encoding="utf-8")


async def _measure(opened: "OpenPage") -> Any:
    async def stage(name: str) -> Any:
        return await opened.evaluate(_script(), [name])

    first = await stage("start")
    spaced = await stage("spaced")
    await opened.resize(*ZOOMED)
    zoomed = await stage("half")
    await opened.resize(*NARROW)
    narrow = await stage("narrow")
    await opened.resize(*LYING)
    lying = await stage("landscape")
    await opened.resize(*STANDING)
    standing = await stage("portrait")
    locks = await opened.evaluate("() => [...(window[Symbol.for('accesscheck orientation')] || [])]")
    await opened.resize(opened.width, opened.height)
    large = await stage("large")
    boxes = await stage("boxes")
    return {
        **first,
        "boxes": boxes["boxes"],
        "spaced": spaced,
        "zoomed": zoomed,
        "narrow": narrow,
        "large": large,
        "orientation": {"landscape": lying, "portrait": standing, "locks": locks},
    }


def probe() -> Probe:
    """The probe."""
    return Probe(name="reflow", measure=_measure, script=_ORIENTATION, budget=60.0, price="thorough", touches=True)
