"""What a year is measured by: each indicator with its definition, its formula and which way is better."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from accesscheck.errors import N_
from accesscheck.model.tally import LevelTally, ProductTally
from accesscheck.monitoring.figures import Figure, figure, mean

Unit = Literal["share", "per page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductYear:
    """The figures of a product in a year."""

    tally: ProductTally
    levels: tuple[LevelTally, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """`parts` gives numerator and denominator for a product; its sentences are keys for `messages.say`."""

    key: str
    title: str
    definition: str
    formula: str
    unit: Unit
    higher_is_better: bool
    parts: Callable[[ProductYear], tuple[float, float]]

    def of_product(self, year: ProductYear) -> Figure | None:
        """The figure of a product; None if it has nothing to count, which is neither good nor bad."""
        return figure(*self.parts(year))


def _above(year: ProductYear) -> tuple[float, float]:
    return sum(one.above for one in year.levels), sum(one.pages for one in year.levels)


INDICATORS = (
    Indicator(
        key="criteria-without-failures",
        title=N_("Criteria without failures"),
        definition=N_(
            "Of the criteria of WCAG, levels A and AA, that had something to judge: those that failed on no page."
        ),
        formula=N_("criteria without a failure, divided by criteria with something to judge"),
        unit="share",
        higher_is_better=True,
        parts=lambda year: (year.tally.criteria_without_failures, year.tally.criteria_tested),
    ),
    Indicator(
        key="pages-without-failures",
        title=N_("Pages without failures of WCAG"),
        definition=N_("Of the pages that could be read: those on which no criterion of level A or AA failed."),
        formula=N_("pages without a failure, divided by pages that could be read"),
        unit="share",
        higher_is_better=True,
        parts=lambda year: (year.tally.without_wcag_failures, year.tally.opened),
    ),
    Indicator(
        key="failures-per-page",
        title=N_("Failures per page"),
        definition=N_("How many findings failed on a page, on average. A large site does not count for more."),
        formula=N_("findings that failed, divided by pages that could be read"),
        unit="per page",
        higher_is_better=False,
        parts=lambda year: (year.tally.failures, year.tally.opened),
    ),
    Indicator(
        key="texts-above-target",
        title=N_("Texts that are harder than their target"),
        definition=N_("Of the texts with a reading level: those whose level is above the one aimed at."),
        formula=N_("texts above their target, divided by texts with a level"),
        unit="share",
        higher_is_better=False,
        parts=_above,
    ),
    Indicator(
        key="vacancies-with-serious-wording",
        title=N_("Vacancies with wording that shuts people out"),
        definition=N_("Of the vacancies: those with a serious or critical finding on their wording."),
        formula=N_("vacancies with such a finding, divided by vacancies"),
        unit="share",
        higher_is_better=False,
        parts=lambda year: (year.tally.vacancies_serious, year.tally.vacancies),
    ),
    Indicator(
        key="vacancies-incomplete",
        title=N_("Vacancies that lack something"),
        definition=N_("Of the vacancies: those that do not say something that people need to apply."),
        formula=N_("vacancies that lack something, divided by vacancies"),
        unit="share",
        higher_is_better=False,
        parts=lambda year: (year.tally.vacancies_incomplete, year.tally.vacancies),
    ),
)
"""In the order of reports. What one of them means changes only with a new method."""


def of_group(
    indicator: Indicator, years: Iterable[ProductYear], audience: Mapping[str, float] | None = None
) -> Figure | None:
    """The mean over products, each counted once, or by its audience; None if no product has a figure.

    A product without a figure, or whose audience is not known, is left out: `counted` tells how many that leaves.
    """
    found = [(year, one) for year in years if (one := indicator.of_product(year)) is not None]
    if audience is None:
        return mean([one for _, one in found])
    weighed = [(one, audience[year.tally.product]) for year, one in found if audience.get(year.tally.product, 0) > 0]
    return mean([one for one, _ in weighed], [weight for _, weight in weighed]) if weighed else None


def counted(indicator: Indicator, years: Iterable[ProductYear]) -> int:
    """How many products have a figure."""
    return sum(indicator.of_product(year) is not None for year in years)


def at_least(indicator: Indicator, years: Collection[ProductYear], value: float) -> tuple[int, int]:
    """How many products reach a value, and of how many with a figure. A lower value is reached if lower is better."""
    found = [one.value for year in years if (one := indicator.of_product(year)) is not None]
    reached = [one >= value if indicator.higher_is_better else one <= value for one in found]
    return sum(reached), len(reached)
