"""Colours that axe-core does not look at: of placeholders, edges of fields, icons, and links in running text.

All from computed style, and only where it is certain what lies behind: no pictures, gradients or transparency.
"""

import functools
from importlib.resources import files
from typing import Any

from accesscheck.hookspecs import Probe
from accesscheck.sources.open_page import OpenPage

MOST = 200
"""Entries of a kind in one document."""


def probe() -> Probe:
    """The probe."""
    return Probe(name="colours", measure=measure, budget=10.0, in_place=True)


async def measure(opened: OpenPage) -> Any:
    """Entries by kind; of links, those that axe-core found fault with are left out."""
    axe = opened.measured.get("axe", {}).get("rules", {}).get("link-in-text-block", {})
    known = [node["selector"] for node in axe.get("violations", ())][:MOST]
    parts = await opened.in_frames(_script(), [known, MOST])
    kinds = ("placeholders", "fields", "icons", "links")
    return {kind: [entry for part in parts for entry in part[kind]] for kind in kinds}


@functools.cache
def _script() -> str:
    return (files("accesscheck.sources.probes") / "colours.js").read_text(encoding="utf-8")
