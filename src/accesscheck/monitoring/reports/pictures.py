"""Where a barrier is, as a picture: a part of the screenshot of its page, with a frame around the place."""

import base64
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from accesscheck import audit
from accesscheck.errors import StoreError
from accesscheck.model.location import ElementLocation
from accesscheck.model.spread import Example
from accesscheck.monitoring import snapshots
from accesscheck.monitoring.reports.facts import EntityFacts

MOST = 5
"""Barriers of a body that are shown: those that help most to mend."""

MARGIN = 60
"""CSS pixels around the place, so that a reader sees where on the page it is."""

LARGEST = (900, 500)
"""Width and height of a picture, in CSS pixels; a larger place is cut off."""

_SAFE = 40_000_000
"""Pixels of a screenshot that is opened."""


def shots(facts: EntityFacts, folder: Path | None, to: Path) -> Mapping[str, Path]:
    """By rule, a picture of its first example, written into `to`. Rules without a picture are left out."""
    if folder is None:
        return {}
    made = {}
    for number, barrier in enumerate(facts.most_helpful[:MOST], 1):
        first = next(iter(barrier.examples), None)
        taken = None if first is None else _taken(first, folder)
        if taken is not None:
            made[barrier.rule_id] = to / f"place-{number}.jpg"
            made[barrier.rule_id].write_bytes(taken)
    return made


def _taken(example: Example, folder: Path) -> bytes | None:
    """A JPEG of the place; None if its page is not kept, or the place is not on its screenshot."""
    if example.snapshot is None or not isinstance(example.finding.location, ElementLocation):
        return None
    try:
        document = snapshots.load(folder, example.snapshot)
    except StoreError:
        return None  # A damaged snapshot takes a picture from the report, not the report itself.
    if document is None:
        return None
    box = audit.box_of(document, example.finding.location.selector)
    return None if box is None else cropped(document.probes["picture"], box)


def cropped(taken: Mapping[str, Any], box: tuple[int, int, int, int]) -> bytes | None:
    """The part of a screenshot around a box of CSS pixels, with a frame; None if the screenshot cannot be read."""
    from PIL import Image, ImageDraw, UnidentifiedImageError

    left, top, width, height = box
    try:
        with Image.open(io.BytesIO(base64.b64decode(taken["data"]))) as image:
            if image.width * image.height > _SAFE:
                return None
            scale = image.width / taken["width"]
            whole = image.convert("RGB")
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        return None
    width, height = min(width, LARGEST[0] - 2 * MARGIN), min(height, LARGEST[1] - 2 * MARGIN)
    ImageDraw.Draw(whole).rectangle(
        [round(one * scale) for one in (left - 4, top - 4, left + box[2] + 4, top + box[3] + 4)],
        outline="#9b1c1c",
        width=max(2, round(3 * scale)),
    )
    edges = (left - MARGIN, top - MARGIN, left + width + MARGIN, top + height + MARGIN)
    right, bottom = min(edges[2] * scale, whole.width), min(edges[3] * scale, whole.height)
    part = whole.crop((round(max(edges[0], 0) * scale), round(max(edges[1], 0) * scale), round(right), round(bottom)))
    out = io.BytesIO()
    part.save(out, "JPEG", quality=80, optimize=True)
    return out.getvalue()
