"""The contrast of the texts that axe-core left open, on photographs of them.

Each part of the page that holds such texts is photographed twice, with all letters black and all letters white. What
differs are the letters; what lies around them, within RING pixels, is their background, whatever it is made of:
pictures, gradients, shadows, other elements. The colour of the letters comes from the computed style.

A letter alone on a plain background needs no picture: axe-core knows its colours, and wonders if it is text.
"""

import functools
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from accesscheck.contrast import Colour, luminance, over, ratio
from accesscheck.hookspecs import Probe
from accesscheck.installation import axe_script
from accesscheck.sources.open_page import OpenPage

if TYPE_CHECKING:
    from PIL.Image import Image

RULES = ("color-contrast", "color-contrast-enhanced")
MOST_TEXTS = 300
"""Texts that are measured, pictured or not."""
MOST_BANDS = 3
TALLEST_BAND = 1_600
WIDEST_GAP = 400
"""Parts of the page that are photographed: how many, how tall, and how far apart texts in one part may be."""
HIGHEST = 30_000
"""A page that is higher, in CSS pixels, is photographed no further than its first screen: to take a picture beyond it,
the browser draws the whole page."""
RING = 2
"""How far from a letter its background is looked at, in CSS pixels."""
NEAR_RING = 1
"""The same where letters have a shadow, which is there to set them off."""
FAINT, PLAIN = 8, 48
"""By how much (of 255) a black and a white pixel differ where a letter begins, and where it is drawn at least."""
UNEVEN, DARKER, STEADY = 64, 16, 0.02
"""White letters are lighter than black ones, about as much in each channel, but for the edges of letters. By how much
a pixel may belie that, and which part of the pixels: beyond that something else moved between the pictures."""
FEWEST = 6
"""Pixels of letters below which nothing can be said."""
LEVELS = (3.0, 4.5, 7.0)
NEARLY = 0.03
"""By how much a contrast may miss its level: colours of pixels are whole numbers."""
MOSTLY, PARTLY = 0.9, 0.2
"""Parts of a letter's background: from `MOSTLY` it is too close to the letter's colour, up to `PARTLY` it is not."""
HALF = 0.5
"""`PARTLY` where letters have a shadow: it never lies evenly around them."""

_SHORT = "shortTextContent"
_RUN_AXE = """
async () => {
  const found = await axe.run(document, {runOnly: {type: 'rule', values: ['color-contrast']},
    rules: {'color-contrast': {enabled: true}}, resultTypes: ['incomplete']});
  return found.incomplete.flatMap((rule) => rule.nodes).map((node) => ({
    selector: node.target.flat().join(' >>> '), html: node.html.slice(0, 300), data: node.any[0]?.data ?? {}}));
}
"""


def probe() -> Probe:
    """The probe: nothing is done on a page where axe-core left nothing open."""
    return Probe(name="contrast", measure=measure, budget=20.0, alone=True)


async def measure(opened: OpenPage) -> Any:
    """Of each text that axe-core left open: its colour, size, and how much of it has too little contrast."""
    left_open = await _left_open(opened)
    if not left_open:
        return {"texts": [], "left": 0}
    wanted = [[one["selector"], one["html"], not _is_known(one)] for one in left_open[:MOST_TEXTS]]
    found = await opened.evaluate(_script(), [wanted, MOST_TEXTS])
    entries = found["entries"]
    try:
        await _photograph(opened, found)
    finally:
        await opened.evaluate("() => window[Symbol.for('accesscheck-contrast')]?.restore()")
    known = {one["selector"]: one["data"] for one in left_open if _is_known(one)}
    for entry in entries:
        if entry["selector"] in known:
            entry |= _of_known(known[entry["selector"]])
        entry.pop("boxes", None)
    return {"texts": entries, "left": len(left_open) - sum("below" in entry for entry in entries)}


@functools.cache
def _script() -> str:
    return (files("accesscheck.sources.probes") / "contrast.js").read_text(encoding="utf-8")


async def _left_open(opened: OpenPage) -> list[dict[str, Any]]:
    """What axe-core could not decide; where it was not asked, it is asked now."""
    rules = opened.measured.get("axe", {}).get("rules", {})
    if RULES[0] in rules:
        nodes = [node for rule in RULES for node in rules.get(rule, {}).get("incomplete", ())]
    else:
        if not await opened.page.evaluate("() => !!window.axe?.run"):
            await opened.page.evaluate(f"() => {{ {axe_script()} }}")
        nodes = await opened.page.evaluate(_RUN_AXE)
    return list({node["selector"]: node for node in reversed(nodes)}.values())[::-1]


def _is_known(node: Mapping[str, Any]) -> bool:
    """Whether axe-core knew both colours."""
    data = node.get("data") or {}
    return data.get("messageKey") == _SHORT and bool(data.get("contrastRatio"))


def _of_known(data: Mapping[str, Any]) -> dict[str, Any]:
    contrast = float(data["contrastRatio"])
    below = {f"{level:g}": [int(contrast < level), 0] for level in LEVELS}
    return {"cells": 1, "below": below, "lowest": contrast, "highest": contrast, "median": contrast}


async def _photograph(opened: OpenPage, found: Mapping[str, Any]) -> None:
    """Take the pictures of all texts that need them, and add to their entries what the pictures say."""
    wanted = [entry for entry in found["entries"] if entry.get("boxes") and not entry.get("doubt")]
    if found["height"] > HIGHEST:
        for entry in wanted:
            if not all(_is_on_screen(box, found["seen"]) for box in entry["boxes"]):
                entry["doubt"] = "too-many"
        wanted = [entry for entry in wanted if "doubt" not in entry]
    for number, (band, inside) in enumerate(_bands(wanted, found)):
        if number >= MOST_BANDS:
            for entry in inside:
                entry["doubt"] = "too-many"
            continue
        beyond = not _is_on_screen(band, found["seen"])
        black = await _picture(opened, band, "#000", beyond=beyond)
        white = await _picture(opened, band, "#fff", beyond=beyond)
        plain = None
        if any(entry["clipped"] for entry in inside):
            plain = await _picture(opened, band, "", beyond=beyond)
        for entry in inside:
            seen = _Letters(black, white, plain, band, entry).seen()
            entry |= seen


def _is_on_screen(box: Sequence[float], seen: list[int]) -> bool:
    """Whether a part of the page is in the window of a page that is not scrolled."""
    left, top, width, height = box
    return seen[:2] == [0, 0] and left + width <= seen[2] and top + height <= seen[3]


async def _picture(opened: OpenPage, band: tuple[int, int, int, int], colour: str, *, beyond: bool) -> "Image":
    await opened.evaluate("(to) => window[Symbol.for('accesscheck-contrast')].paint(to)", colour)
    return await opened.picture(band, beyond=beyond)


def _bands(
    entries: Iterable[dict[str, Any]], found: Mapping[str, Any]
) -> list[tuple[tuple[int, int, int, int], list[dict[str, Any]]]]:
    """Parts of the page, each with the texts that it holds; from the top."""
    bands: list[tuple[list[float], list[dict[str, Any]]]] = []
    for entry in sorted(entries, key=lambda one: min(box[1] for box in one["boxes"])):
        left = min(box[0] for box in entry["boxes"]) - 4
        top = min(box[1] for box in entry["boxes"]) - 4
        right = max(box[0] + box[2] for box in entry["boxes"]) + 4
        bottom = min(max(box[1] + box[3] for box in entry["boxes"]) + 4, top + TALLEST_BAND)
        left, top = max(0.0, left), max(0.0, top)
        right, bottom = min(right, found["width"]), min(bottom, found["height"])
        if right - left < 3 or bottom - top < 3:
            entry["doubt"] = "off-page"
            continue
        last = bands[-1] if bands else None
        if last and top - last[0][3] <= WIDEST_GAP and bottom - last[0][1] <= TALLEST_BAND:
            edge = last[0]
            edge[:] = [min(edge[0], left), edge[1], max(edge[2], right), max(edge[3], bottom)]
            last[1].append(entry)
        else:
            bands.append(([left, top, right, bottom], [entry]))
    return [
        ((int(left), int(top), int(right - int(left)) + 1, int(bottom - int(top)) + 1), inside)
        for (left, top, right, bottom), inside in bands
    ]


class _Letters:
    """The letters of one text in the pictures of the part of the page that holds it."""

    def __init__(
        self,
        black: "Image",
        white: "Image",
        plain: "Image | None",
        band: tuple[int, int, int, int],
        entry: Mapping[str, Any],
    ) -> None:
        self._black, self._white, self._plain = black, white, plain
        self._left, self._top = band[0], band[1]
        self._entry = entry

    def seen(self) -> dict[str, Any]:
        """What the pictures say of its contrast, or why they say nothing."""
        cells: list[list[tuple[float, int]]] = []
        ink = 0
        for box in self._entry["boxes"]:
            found = self._in_box(box)
            if found is None:
                return {"doubt": "moving"}
            ink += found[0]
            cells += found[1]
        if ink < FEWEST or not cells:
            return {"doubt": "not-seen"}
        return _summary(cells, HALF if self._entry["shadow"] else PARTLY)

    def _in_box(self, box: list[float]) -> tuple[int, list[list[tuple[float, int]]]] | None:
        """Pixels of letters, and the contrasts around each letter; None if something else changed there."""
        from PIL import ImageChops, ImageFilter

        edges = self._edges(box)
        if edges is None:
            return 0, []
        black, white = self._black.crop(edges), self._white.crop(edges)
        channels = ImageChops.difference(white, black).split()
        most = functools.reduce(ImageChops.lighter, channels)
        least = functools.reduce(ImageChops.darker, channels)
        spread = ImageChops.difference(most, least).histogram()
        darker = functools.reduce(ImageChops.lighter, ImageChops.subtract(black, white).split()).histogram()
        if sum(spread[UNEVEN:]) + sum(darker[DARKER:]) > STEADY * most.width * most.height:
            return None
        ink = most.point([255 if value >= PLAIN * self._entry["opacity"] else 0 for value in range(256)])
        drawn = most.point([255 if value >= FAINT else 0 for value in range(256)])
        ring = NEAR_RING if self._entry["shadow"] else RING
        around = ImageChops.subtract(drawn.filter(ImageFilter.MaxFilter(2 * ring + 1)), drawn)
        colours = self._colours(most, edges)
        if colours == []:
            return 0, []
        wide = max(8, round(self._entry["size"] * 0.8))
        cells = []
        for left in range(0, black.width, wide):
            part = (left, 0, min(left + wide, black.width), black.height)
            letters = ink.crop(part).histogram()[255]
            if letters < FEWEST / 2:
                continue
            backgrounds = _colours_in(black.crop(part), around.crop(part))
            if backgrounds:
                cells.append(self._contrasts(backgrounds, colours))
        return ink.histogram()[255], cells

    def _edges(self, box: list[float]) -> tuple[int, int, int, int] | None:
        """The box in the picture, with a rim; None if it is outside."""
        left = max(0, int(box[0] - self._left) - RING)
        top = max(0, int(box[1] - self._top) - RING)
        right = min(self._black.width, int(box[0] + box[2] - self._left) + 1 + RING)
        bottom = min(self._black.height, int(box[1] + box[3] - self._top) + 1 + RING)
        return (left, top, right, bottom) if right - left > 2 * RING and bottom - top > 2 * RING else None

    def _colours(self, drawn: "Image", edges: tuple[int, int, int, int]) -> list[tuple[int, Colour]] | None:
        """Colours of letters that are cut out of a background, where they are fully drawn; None for plain letters."""
        if self._plain is None or not self._entry["clipped"]:
            return None
        full = drawn.point([255 if value >= 245 else 0 for value in range(256)])
        return _colours_in(self._plain.crop(edges), full)

    def _contrasts(
        self, backgrounds: list[tuple[int, Colour]], colours: list[tuple[int, Colour]] | None
    ) -> list[tuple[float, int]]:
        if colours is not None:
            middle = sorted(colours, key=lambda one: luminance(*one[1]))[len(colours) // 2][1]
            return [(ratio(middle, ground), count) for count, ground in backgrounds]
        red, green, blue, alpha = self._entry["colour"]
        own = (red, green, blue)
        return [(ratio(over(own, alpha, ground), ground), count) for count, ground in backgrounds]


MOST_COLOURS = 400
"""Of one letter's background, before near ones are counted as one."""


def _colours_in(image: "Image", mask: "Image") -> list[tuple[int, Colour]]:
    """The colours of an image where the mask is set, and how often they occur."""
    image = image.copy()
    image.putalpha(mask)
    found: Any = image.getcolors(image.width * image.height) or []
    colours: list[tuple[int, Colour]] = [
        (count, (red, green, blue)) for count, (red, green, blue, inside) in found if inside
    ]
    if len(colours) <= MOST_COLOURS:
        return colours
    near: dict[Colour, int] = {}
    for count, (red, green, blue) in colours:
        one = (int(red) & 0xF8 | 4, int(green) & 0xF8 | 4, int(blue) & 0xF8 | 4)
        near[one] = near.get(one, 0) + count
    return [(count, one) for one, count in near.items()]


def _summary(cells: list[list[tuple[float, int]]], partly: float) -> dict[str, Any]:
    """How many letters stand on a background that is too close to their colour at each level: all of it, part of it."""
    below: dict[str, list[int]] = {}
    for level in LEVELS:
        poor = mixed = 0
        for cell in cells:
            total = sum(count for _, count in cell)
            part = sum(count for contrast, count in cell if contrast < level - NEARLY) / total
            poor += part >= MOSTLY
            mixed += partly < part < MOSTLY
        below[f"{level:g}"] = [poor, mixed]
    medians = [_quantile(cell, 0.5) for cell in cells]
    everything = [pair for cell in cells for pair in cell]
    return {
        "cells": len(cells),
        "below": below,
        "lowest": round(min(medians), 2),
        "highest": round(max(medians), 2),
        "fifth": round(_quantile(everything, 0.05), 2),
        "median": round(_quantile(everything, 0.5), 2),
    }


def _quantile(pairs: list[tuple[float, int]], part: float) -> float:
    ordered = sorted(pairs)
    left = part * sum(count for _, count in ordered)
    for contrast, count in ordered:
        left -= count
        if left <= 0:
            return contrast
    return ordered[-1][0]
