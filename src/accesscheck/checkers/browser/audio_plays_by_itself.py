"""Sound plays by itself for longer than 3 seconds, and nothing on the page stops it."""

from collections.abc import Iterator
from typing import Any

from accesscheck.dom import Dom
from accesscheck.media import plays_at_most
from accesscheck.stop_controls import stops_sound

Entry = dict[str, Any]

LONGEST = 3
"""How long sound may play without a way to stop it, in seconds."""


def candidates(measured: Entry) -> Iterator[Entry]:
    """Players that start by themselves with the sound on; not those that are known to have no sound."""
    for one in measured["players"]:
        starts = one["autoplay"] or not one["paused"]
        if starts and not one["muted"] and one["volume"] > 0 and one["has_audio"] is not False:
            yield one


def verdict(player: Entry, dom: Dom, measured: Entry) -> bool | None:
    """Whether it ends in time, or can be stopped.

    Asks where a control may stop it, and where it is not known to sound: a browser may lack what a file needs.
    """
    if player["controls"]:
        return True
    if player["duration"] is not None and player["duration"] <= LONGEST and not player["loop"]:
        return True
    node = dom.find(player["selector"]) if player["attached"] else None
    if node is not None and plays_at_most(node, seconds=LONGEST):
        return True
    stopped = stops_sound(player["near"], measured["controls"])
    if stopped is not False:
        return stopped
    plays = not player["paused"] and player["has_audio"]
    return False if plays and (player["duration"] is not None or player["endless"]) else None
