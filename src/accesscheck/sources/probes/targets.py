"""How large the places are where people press, in the page and in its frames."""

import functools
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from accesscheck.hookspecs import Probe

if TYPE_CHECKING:
    from accesscheck.sources.open_page import OpenPage


@functools.cache
def _script() -> str:
    return (files("accesscheck.sources.probes") / "targets.js").read_text(encoding="utf-8")


async def _measure(opened: "OpenPage") -> Any:
    parts = await opened.in_frames(_script())
    return {"parts": parts} if parts else None


def probe() -> Probe:
    """The probe."""
    return Probe(name="targets", measure=_measure, price="cheap", in_place=True)
