"""Bars that stay in place cover most of a small window."""

from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]

MOST = 0.5
"""Share of the height that may be covered."""


def candidates(measured: Mapping[str, Any]) -> Iterator[Entry]:
    """The largest bar, if the page has any."""
    stuck = measured["narrow"]["stuck"]
    bars = [bar for bar in stuck["bars"] if not bar["dialog"]]
    if bars:
        yield {**max(bars, key=lambda bar: bar["height"]), "share": stuck["share"]}


def verdict(bar: Entry) -> bool | None:
    """Whether at least half of the window is left for what is read."""
    return None if bar["share"] > MOST else True


def params(bar: Entry) -> dict[str, int]:
    """How much is covered, in hundredths."""
    return {"share": round(100 * bar["share"])}
