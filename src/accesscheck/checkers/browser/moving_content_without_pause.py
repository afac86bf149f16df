"""Content moves or changes by itself for longer than 5 seconds, and nothing on the page pauses it."""

import itertools
import re
from collections.abc import Iterator
from typing import Any

from accesscheck.stop_controls import stops_movement

Entry = dict[str, Any]

LONGEST = 5_000
"""How long movement may last without a way to stop it, in milliseconds."""
FAR = 20
"""How far something moves that nobody can overlook, in pixels."""
LEAST = 8
LEAST_AREA = 144

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MEASURE = re.compile(
    r"\d\s?[:h]\s?\d\d|%|[€$£°]|\b(?:sec|min|hour|day|ago|left|uur|dag|geleden|resterend|heure|jour|il y a|restant|"
    r"stunde|tag|sekunde|noch|vor)",
    re.I,
)
_TURNS = re.compile(r"carou?ss?el|slid(?:er|e|es|eshow)\b|swiper|slick|ticker|rotat|splide|flickity|glide", re.I)
_LIVE = ("timer", "progressbar", "meter", "log", "status")
"""Roles of what has to change to be of use."""
_OWN_RULE = ("<marquee", "<blink")
"""Elements that move by their nature: axe-core has rules for them."""


def candidates(measured: Entry) -> Iterator[Entry]:
    """Texts that change more than once and things that move, beside other content."""
    moving = [one for one in measured["moves"] if _moves(one)]
    yield from moving
    inside = tuple(f"{one['selector']} " for one in moving)
    for text in measured["texts"]:
        if text["count"] >= 2 and _counts(text) and not text["selector"].startswith(inside):
            yield text


def verdict(thing: Entry, measured: Entry) -> bool | None:
    """Whether it ends in time, or can be stopped; asks where it may have to move, or is moved out of the way."""
    if thing["last"] < LONGEST:
        return None if "kind" in thing and _turns(thing) else True
    stopped = stops_movement(thing["near"], measured["controls"])
    if stopped is not False or thing["held"]:
        return stopped or None
    if "samples" in thing:
        return None if _is_measure(thing) else False
    certain = thing["text"] and thing["travel"] >= FAR and thing["count"] >= 3 and thing["kind"] in ("element", "group")
    return False if certain and thing["endless"] is not False else None


def _counts(thing: Entry) -> bool:
    return not thing["loading"] and not thing["alone"] and not thing["html"].lower().startswith(_OWN_RULE)


def _turns(thing: Entry) -> bool:
    return bool(_TURNS.search(thing["words"])) and thing["kind"] == "group"


def _moves(thing: Entry) -> bool:
    if not _counts(thing) or thing["box"][2] * thing["box"][3] < LEAST_AREA:
        return False
    if thing["kind"] in ("canvas", "svg"):
        return True
    return (
        bool(thing["text"] or thing["picture"]) and thing["travel"] >= LEAST and (thing["count"] >= 2 or _turns(thing))
    )


def _is_measure(thing: Entry) -> bool:
    """Whether it tells the time, or how far something is: it may have to change."""
    samples = thing["samples"]
    if thing["timer"] or thing["role"] in _LIVE:
        return True
    if len({_NUMBER.sub("0", sample) for sample in samples[1:]}) > 1:
        return False
    numbers = [[int(digits) for digits in re.findall(r"\d+", sample)] for sample in samples[1:]]
    steps = [later > earlier for earlier, later in itertools.pairwise(numbers) if later != earlier]
    return bool(_MEASURE.search(samples[-1])) or (len(steps) > 1 and len(set(steps)) == 1)
