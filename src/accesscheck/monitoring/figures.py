"""A figure, with how sure it is: a share of a sample is not the share of all."""

import math
from dataclasses import dataclass

Z = 1.959964
"""Standard normal quantile of a two-sided interval of 95 %."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`value` is `part` of `whole`. `low` and `high` are the interval of 95 %, None where nothing was drawn by lot."""

    part: float
    whole: float
    low: float | None = None
    high: float | None = None

    @property
    def value(self) -> float:
        """Share, or number per thing; `whole` is above 0."""
        return self.part / self.whole


def figure(part: float, whole: float) -> Figure | None:
    """A figure of everything that was counted; None if there was nothing."""
    return Figure(part=part, whole=whole) if whole > 0 else None


def sampled(part: int, whole: int) -> Figure | None:
    """A share of a random sample, with Wilson's score interval (Wilson, 1927), from 0 to 1; None of an empty sample.

    ValueError if `part` is no part of `whole`.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} is no part of {whole}")
    if whole == 0:
        return None
    share = part / whole
    spread = Z * Z / whole
    middle = (share + spread / 2) / (1 + spread)
    half = Z * math.sqrt(share * (1 - share) / whole + spread / (4 * whole)) / (1 + spread)
    # What is rounded must not lie outside: the interval of 0 begins at 0, that of 1 ends at 1.
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return Figure(part=part, whole=whole, low=min(share, low), high=max(share, high))


def told_apart(one: Figure, other: Figure) -> bool:
    """Whether two figures may be ranked: their intervals do not overlap. Figures without an interval are exact."""
    ordered = sorted((one, other), key=lambda figure: figure.value)
    lower, higher = ordered
    top = lower.value if lower.high is None else lower.high
    bottom = higher.value if higher.low is None else higher.low
    return top < bottom


def mean(figures: list[Figure], weights: list[float] | None = None) -> Figure | None:
    """The mean of values, each counted once or by its weight, such as its visitors; None without any.

    ValueError if the weights do not pair or none is above 0.
    """
    if not figures:
        return None
    if weights is None:
        weights = [1.0] * len(figures)
    if len(weights) != len(figures) or sum(weights) <= 0 or min(weights) < 0:
        raise ValueError("each figure needs a weight of 0 or more, and one above 0")
    total = sum(weight * one.value for weight, one in zip(weights, figures, strict=True))
    return Figure(part=total, whole=sum(weights))
