"""A piece of text or an image that Tab stops at, and that does nothing."""

import re
from collections.abc import Iterator
from typing import Any

Entry = dict[str, Any]

NATIVE = frozenset(
    "a area audio button details embed frame iframe input object select summary textarea video abbr".split()
)
WITHOUT_FUNCTION = frozenset(
    {"", "img", "image", "heading", "paragraph", "presentation", "none", "list", "listitem", "note", "generic", "text"}
)
ACTS = re.compile(
    r"aria-(?:haspopup|expanded|controls|describedby|activedescendant|owns)|data-(?:bs-)?(?:toggle|target)|tooltip|tippy|"
    r"popover|hx-|ng-click|@click|v-on|wire:|x-data",
    re.I,
)
"""Attributes that tell of something that happens here, wherever the script listens."""


def candidates(measured: Entry) -> Iterator[Entry]:
    """Stops that tabindex alone made."""
    for stop in measured["stops"]:
        if stop["tabindex"] is not None and stop["tag"] not in NATIVE and not stop["unseen"] and not stop["frame"]:
            yield stop


def verdict(thing: Entry) -> bool | None:
    """Only a person can tell whether a script elsewhere makes it do something."""
    role = thing["role"].strip().lower().partition(" ")[0]
    acts = (
        role not in WITHOUT_FUNCTION
        or thing["listens"]
        or thing["scrolls"]
        or thing["editable"]
        or thing["custom"]
        or "passes_to" in thing
        or ACTS.search(thing["html"])
    )
    return True if acts else None
