"""A figure over the years: where its series breaks, how it moved, and whether a target was met."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from accesscheck.model.entity import Level
from accesscheck.monitoring.figures import Figure
from accesscheck.monitoring.indicators import Indicator, ProductYear, of_group


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A figure of a year. `method` names how was measured: rules, depth and definitions. None: nothing was measured."""

    year: int
    method: str
    figure: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Points in the order of their years."""

    points: tuple[Point, ...]

    @property
    def breaks(self) -> tuple[int, ...]:
        """The years that cannot be compared with the one measured before, since another method was used."""
        measured = [point for point in self.points if point.figure is not None]
        return tuple(later.year for before, later in itertools.pairwise(measured) if before.method != later.method)

    def change(self, year: int) -> float | None:
        """How much the figure went up since the point before; None over a break, and where one of both is missing."""
        place = next((number for number, point in enumerate(self.points) if point.year == year), 0)
        if place == 0 or year in self.breaks:
            return None
        before, now = self.points[place - 1].figure, self.points[place].figure
        return None if before is None or now is None else now.value - before.value


def series(points: Sequence[Point]) -> Series:
    """The points as a series. ValueError if a year is there twice."""
    ordered = sorted(points, key=lambda point: point.year)
    if len({point.year for point in ordered}) < len(ordered):
        raise ValueError("a year has two points")
    return Series(points=tuple(ordered))


def in_both(
    indicator: Indicator, before: Mapping[str, ProductYear], now: Mapping[str, ProductYear]
) -> tuple[Figure, Figure, int] | None:
    """The figure of both years over the products that have one in both, and how many these are; None without any."""
    both = sorted(
        key
        for key in before.keys() & now.keys()
        if indicator.of_product(before[key]) is not None and indicator.of_product(now[key]) is not None
    )
    then = of_group(indicator, [before[key] for key in both])
    later = of_group(indicator, [now[key] for key in both])
    return None if then is None or later is None else (then, later, len(both))


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is aimed at in a year, and in the end, as a share or a number per page.

    `level` is the administrative level of the bodies that it holds for; None for those without one of their own.
    """

    indicator: str
    level: Level | None = None
    year: int
    value: float
    end_value: float | None = None
    end_year: int | None = None


Standing = Literal["met", "not met", "not measured"]


def judged(indicator: Indicator, figure: Figure | None, target: Target) -> Standing:
    """Whether a target of the year was met. What was not measured did not meet it, nor miss it."""
    if figure is None:
        return "not measured"
    reached = figure.value >= target.value if indicator.higher_is_better else figure.value <= target.value
    return "met" if reached else "not met"


def target_of(targets: Iterable[Target], indicator: str, year: int, level: Level | None = None) -> Target | None:
    """The target that holds: that of the level, else that of all."""
    of_year = {one.level: one for one in targets if (one.indicator, one.year) == (indicator, year)}
    return of_year.get(level) or of_year.get(None)
