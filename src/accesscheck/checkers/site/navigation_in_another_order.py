"""Links that pages repeat stand in another order on one of them."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from accesscheck.checkers.sites import Difference
from accesscheck.model.outline import Outline, OutlineLink

FEWEST = 3
"""Links that two pages must share in one landmark, before their order says anything."""


def applies(outline: Outline) -> int:
    """Links in landmarks."""
    return len(outline.links)


def differences(outlines: Sequence[Outline]) -> Iterator[Difference]:
    """The first link of a page that stands before one that it follows on most other pages.

    WCAG 3.2.3: repeated components keep their *relative* order; what a page leaves out or adds is no change.
    """
    orders = [_orders(outline) for outline in outlines]
    before: Counter[tuple[str, str, str]] = Counter()
    for order in orders:
        before.update(
            (area, first, second)
            for area, names in order.items()
            for place, first in enumerate(names)
            for second in names[place + 1 :]
        )
    for number, order in enumerate(orders):
        for area, names in order.items():
            if (moved := _moved(area, names, before)) and len(names) >= FEWEST:
                first, second = moved
                link = _link(outlines[number], area, first)
                yield Difference(page=number, link=link, params={"first": first, "second": second})


def _orders(outline: Outline) -> dict[str, list[str]]:
    """The names of the links of each landmark that stand there once, in the order of the page."""
    named: dict[str, list[str]] = {}
    for link in outline.links:
        named.setdefault(link.area, []).append(link.name)
    return {area: [name for name in names if names.count(name) == 1][:40] for area, names in named.items()}


def _moved(area: str, names: list[str], before: Counter[tuple[str, str, str]]) -> tuple[str, str] | None:
    """Two links in an order that at least two other pages have the other way round, and more than have it so."""
    for first, second in itertools.pairwise(names):
        other = before[area, second, first]
        if other >= 2 and other > before[area, first, second]:
            return first, second
    return None


def _link(outline: Outline, area: str, name: str) -> OutlineLink:
    return next(link for link in outline.links if link.area == area and link.name == name)
