"""Audio and video elements: whether they play by themselves, with sound, for how long, and with which controls.

Empty where a page has none. `players` are the elements; `attached` is false for one that a script plays without
having put it in the page. `controls` are the controls of the page by name; `near` are those close to a player.
`has_audio` is None where it is not known.
"""

import functools
from importlib.resources import files
from typing import Any

from accesscheck.hookspecs import Probe
from accesscheck.sources.open_page import OpenPage

REMEMBER = """
(() => {
  const key = Symbol.for('accesscheck media');
  if (window[key] || !window.HTMLMediaElement) return;
  const played = [];
  window[key] = played;
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function (...rest) {
    if (played.length < 20 && !played.includes(this)) played.push(this);
    return play.apply(this, rest);
  };
})();
"""
"""A sound that a script plays need not be in the page."""


@functools.cache
def _script() -> str:
    return (files("accesscheck.sources.probes") / "media.js").read_text(encoding="utf-8")


async def measure(page: OpenPage) -> dict[str, Any] | None:
    """Look at the players, where there are any."""
    parts = await page.in_frames(_script())
    if not parts:
        return {"players": [], "controls": []}
    return {name: [one for part in parts for one in part[name]] for name in ("players", "controls")}


def probe() -> Probe:
    """The probe."""
    return Probe(name="media", measure=measure, script=REMEMBER, budget=15.0, price="cheap")
