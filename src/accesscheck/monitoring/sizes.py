"""How many products are monitored in a year, by the formulas of Implementing Decision (EU) 2018/1524, Annex I.

The Decision sets no rounding, so that is a setting; up by default, because the figures are minimums.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, get_args

from accesscheck import standards
from accesscheck.errors import N_, OptionError

Method = Literal["simplified", "in-depth", "app"]
Rounding = Literal["up", "nearest", "down", "whole-units"]
"""`whole-units` counts whole units of inhabitants (100 000, for apps 1 000 000), which leaves nothing to round."""

METHODS: tuple[Method, ...] = get_args(Method)
ROUNDINGS: tuple[Rounding, ...] = get_args(Rounding)
FIRST_YEAR = 2020


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How large a sample is, and whom it must hold.

    `rounding` holds what is not rounded up; `sizes` takes the place of the formula. With fewer products than the
    minimum, the share `few` of all is enough. From the second period on, a share `before` was monitored in an earlier
    period, and a share `fresh` was not monitored in the period before this one.
    """

    population: int | None = None
    rounding: Mapping[Method, Rounding] = field(default_factory=dict)
    sizes: Mapping[Method, int] = field(default_factory=dict)
    few_sites: Fraction = Fraction(3, 4)
    few_apps: Fraction = Fraction(1, 2)
    before: Fraction = Fraction(1, 10)
    fresh: Fraction = Fraction(1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimum:
    """The least number of products: `formula` with its figures, its outcome before rounding, and after it."""

    method: Method
    formula: str
    unrounded: Fraction
    rounding: Rounding
    minimum: int


def period(year: int) -> int:
    """The monitoring period that a year is in, from 1. OptionError before the first."""
    if year < FIRST_YEAR:
        raise OptionError(
            N_("Monitoring begins in {first}. {year} is before it. Give a later year."),
            first=str(FIRST_YEAR),
            year=str(year),
        )
    first_ends = int(standards.monitoring()["first_period_ends"])
    return max(1, year - first_ends + 1)


def minimums(year: int, settings: Settings) -> dict[Method, Minimum]:
    """The minimums of Annex I for a year. Empty without a population.

    In-depth follows from the rounded simplified minimum: that is the number of websites that it speaks of.
    """
    if settings.population is None:
        return {}
    facts = standards.monitoring()["sample"]
    web = facts["simplified"]
    times = web["times_to_period_2"] if period(year) <= 2 else web["times"]
    simplified = _by_population("simplified", {**web, "times": times}, settings)
    apps = _by_population("app", facts["apps"], settings)
    share, plus = Fraction(facts["in-depth"]["share_of_simplified"]), int(facts["in-depth"]["plus"])
    rounding = settings.rounding.get("in-depth", "up")
    if rounding == "whole-units":
        raise OptionError(N_("In-depth has no units of inhabitants. Round it up, nearest or down."))
    unrounded = share * simplified.minimum + plus
    in_depth = Minimum(
        method="in-depth",
        formula=f"{float(share):g} × {simplified.minimum} + {plus}",
        unrounded=unrounded,
        rounding=rounding,
        minimum=rounded(unrounded, rounding),
    )
    return {"simplified": simplified, "in-depth": in_depth, "app": apps}


def _by_population(method: Method, facts: Mapping[str, str], settings: Settings) -> Minimum:
    population = settings.population or 0
    times, per, plus = (int(facts[name]) for name in ("times", "per", "plus"))
    rounding = settings.rounding.get(method, "up")
    units = Fraction(population // per) if rounding == "whole-units" else Fraction(population, per)
    unrounded = times * units + plus
    return Minimum(
        method=method,
        formula=f"{times} × {population} / {per} + {plus}",
        unrounded=times * Fraction(population, per) + plus,
        rounding=rounding,
        minimum=rounded(unrounded, rounding),
    )


def rounded(value: Fraction, rounding: Rounding) -> int:
    """A whole number; a half goes up where the nearest is asked for."""
    match rounding:
        case "up":
            return math.ceil(value)
        case "nearest":
            return math.floor(value + Fraction(1, 2))
        case _:
            return math.floor(value)
