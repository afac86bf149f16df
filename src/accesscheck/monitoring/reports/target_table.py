"""Targets in the form of the yearly table of the Flemish service for diversity: what was, what is aimed at.

Group, share of the last year but one, share of last year, target of this year, end target:
https://overheid.vlaanderen.be/monitoring-streefcijfers
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accesscheck.model.entity import Level
from accesscheck.monitoring.figures import Figure
from accesscheck.monitoring.indicators import INDICATORS, Indicator, of_group
from accesscheck.monitoring.reports.gather import Year
from accesscheck.monitoring.trends import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLine:
    """A target of a year, with the figures of the two years before it; None for a year without one.

    `other_method`: the figure of the year before last cannot be compared with that of last year.
    """

    indicator: Indicator
    target: Target
    before_last: Figure | None = None
    last: Figure | None = None
    other_method: bool = False


def lines(targets: Iterable[Target], year: int, found: Year | None) -> tuple[TargetLine, ...]:
    """The targets of a year, in the order of indicators, that of all bodies first.

    `found` is the last measured year before it; None if nothing was measured.
    """
    of_year = [one for one in targets if one.year == year]
    return tuple(
        _line(indicator, target, found)
        for indicator in INDICATORS
        for target in sorted(of_year, key=lambda one: one.level or "")
        if target.indicator == indicator.key
    )


def _line(indicator: Indicator, target: Target, found: Year | None) -> TargetLine:
    if found is None:
        return TargetLine(indicator=indicator, target=target)
    before = target.year - 2
    same = found.about.methods.get(before) == found.about.method
    again = not same and before in found.rescored
    before_last = _figure(indicator, before, target.level, found, again=again)
    last = _figure(indicator, target.year - 1, target.level, found)
    return TargetLine(
        indicator=indicator,
        target=target,
        before_last=before_last,
        last=last,
        other_method=not same and not again and None not in (before_last, last),
    )


def _figure(indicator: Indicator, year: int, level: Level | None, found: Year, *, again: bool = False) -> Figure | None:
    """The figure of the bodies of a level in a year, `again`: as it was scored again by the last method."""
    measured = (found.rescored if again else found.measured).get(year)
    if measured is None:
        return None
    return of_group(indicator, measured.among(tuple(_products(found, year, level))).values())


def _products(found: Year, year: int, level: Level | None) -> Iterator[str]:
    bodies = {one.key for one in found.inventory.entities if one.valid_in(year) and level in (None, one.level)}
    for one in sorted(found.inventory.products, key=lambda product: product.key):
        if one.valid_in(year) and one.entity in bodies:
            yield one.key
