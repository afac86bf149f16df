"""What the reports of a year are about: figures and findings of bodies, policy domains and the whole government.

No words and no layout: those are for the modules that write a report in a language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from accesscheck.model.change import Change
from accesscheck.model.entity import Entity
from accesscheck.model.finding import UntestedReason
from accesscheck.model.page_list import ChosenPage
from accesscheck.model.product import Product
from accesscheck.model.spread import CriterionSpread, Example, RuleSpread
from accesscheck.model.stored_run import State
from accesscheck.model.tally import LevelTally, ProductTally
from accesscheck.monitoring.figures import Figure
from accesscheck.monitoring.indicators import Indicator, ProductYear
from accesscheck.monitoring.random_part import Surprise
from accesscheck.monitoring.sample import Chosen
from accesscheck.monitoring.themes import Theme
from accesscheck.monitoring.trends import Series, Standing, Target

WEIGHTS: Mapping[str, int] = {"critical": 8, "serious": 4, "moderate": 2, "minor": 1}
"""What a page with a failure weighs by its impact, to find the changes that help most."""

AUDIENCES: Mapping[str, float] = {"small": 1.0, "medium": 10.0, "large": 100.0}
"""What a class of audience weighs: large products have about 100 times the visits of small ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InBoth:
    """The figure of the last year that was measured and of this one, over the `products` that have one in both."""

    before: Figure
    now: Figure
    products: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A figure over the years.

    `series` goes over the years as they were published; `rescored` has the older years under the rules of this year,
    and is None where the series has no break that it could mend.
    """

    series: Series
    rescored: Series | None = None

    def in_year(self, year: int) -> Figure | None:
        """The figure of a year as it was published; None without one."""
        return next((point.figure for point in self.series.points if point.year == year), None)

    def comparable(self, year: int | None) -> Figure | None:
        """The figure of a year that may be compared with this year's: as published, else scored again."""
        if year is None:
            return None
        last = max((point.year for point in self.series.points), default=year)
        if not any(year < broken <= last for broken in self.series.breaks):
            return self.in_year(year)
        if self.rescored is None:
            return None
        return next((point.figure for point in self.rescored.points if point.year == year), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Course):
    """An indicator for a body or a group.

    `domain` and `government` are the means of this year of the groups around it. `weighted` is the figure by audience.
    `counted` products have a figure; `reached` is the share of them that meets the target, with an interval if they
    were drawn by lot.
    """

    indicator: Indicator
    target: Target | None = None
    standing: Standing = "not measured"
    in_both: InBoth | None = None
    domain: Figure | None = None
    government: Figure | None = None
    weighted: Figure | None = None
    counted: int = 0
    reached: Figure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """A rule that found something. `changes` counts what became of its findings since last time."""

    spread: RuleSpread
    changes: Mapping[Change, int] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()

    @property
    def rule_id(self) -> str:
        """The rule."""
        return self.spread.rule_id

    @property
    def failed(self) -> bool:
        """Whether something failed; else a person must judge."""
        return self.spread.tally.failures > 0

    @property
    def weight(self) -> int:
        """How much it helps to mend it: pages with a failure, by impact."""
        return WEIGHTS.get(self.spread.impact or "minor", 1) * self.spread.tally.failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One of the nine needs of users: of the criteria that matter most for it, those judged and those that failed."""

    letter: str
    criteria: int
    judged: int
    failing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A criterion of WCAG 2.2, A or AA. `spread` is None if nothing was there to judge, or no rule is about it."""

    name: str
    level: str
    spread: CriterionSpread | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFacts:
    """A product in a year. `state` is None if it is not in the plan; `reason` says why it failed.

    `figures` and `before` are by key of an indicator, of this year and of the last one that may be compared with it;
    `sample` are its pages, `listed` is how many pages and documents its crawl found; `surprise` is what pages drawn by
    lot fail and no other page does.
    """

    product: Product
    chosen: Chosen | None
    state: State | None
    reason: str | None
    year: ProductYear | None
    figures: Mapping[str, Figure | None]
    before: Mapping[str, Figure | None]
    sample: tuple[ChosenPage, ...] = ()
    listed: int = 0
    surprise: Surprise | None = None

    @property
    def tally(self) -> ProductTally | None:
        """Its figures, if it was measured."""
        return self.year.tally if self.year else None

    @property
    def measured(self) -> bool:
        """Whether any page of it could be read."""
        return self.tally is not None and self.tally.opened > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Untested:
    """Why rules gave no verdict, and on how many pages that was."""

    reason: UntestedReason
    rules: tuple[str, ...]
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFacts:
    """What holds for all reports of a year.

    `methods` gives the method of each year that was measured; `rule_set_sha256` and the versions are those of this
    year's run, and `rescored` are the older years that were scored again by them. `changed` tells whether the method
    differs from that of the last measured year.
    """

    year: int
    method: str
    methods: Mapping[int, str]
    rescored: tuple[int, ...]
    rule_set_sha256: str
    accesscheck_version: str
    axe_version: str
    depth: str
    first_day: date
    last_day: date
    country: str = "BE"

    @property
    def last(self) -> int | None:
        """The year that was measured before this one; None if this is the first."""
        return max((year for year in self.methods if year < self.year), default=None)

    @property
    def changed(self) -> bool:
        """Whether this year was measured in another way than the one before."""
        return self.last is not None and self.methods[self.last] != self.method


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found in a year, and what became of what was found the last time that each product was measured."""

    about: YearFacts
    barriers: tuple[Barrier, ...]
    changes: Mapping[Change, int]

    @property
    def most_helpful(self) -> tuple[Barrier, ...]:
        """The failures, those that help most to mend first."""
        failing = [one for one in self.barriers if one.failed]
        return tuple(sorted(failing, key=lambda one: (-one.weight, -one.spread.tally.failures, one.rule_id)))

    @property
    def to_judge(self) -> tuple[Barrier, ...]:
        """What only a person can judge, the most pages first."""
        doubts = [one for one in self.barriers if one.spread.tally.doubts]
        return tuple(sorted(doubts, key=lambda one: (-one.spread.tally.doubts, one.rule_id)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared(Found):
    """What a report of a body and one of a group both have."""

    measures: tuple[Measure, ...]
    needs: tuple[Need, ...]
    criteria: tuple[Criterion, ...]
    levels: tuple[LevelTally, ...]

    def measure(self, key: str) -> Measure:
        """The measure of an indicator. KeyError."""
        for one in self.measures:
            if one.indicator.key == key:
                return one
        raise KeyError(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityFacts(Shared):
    """A body in a year. `before` are the bodies that it came from, this year or earlier."""

    entity: Entity
    before: tuple[Entity, ...]
    products: tuple[ProductFacts, ...]
    untested: tuple[Untested, ...] = ()

    @property
    def measured(self) -> tuple[ProductFacts, ...]:
        """The products that could be read."""
        return tuple(one for one in self.products if one.measured)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A body in a list, or a policy domain: `figures`, those of last time and standings by key of an indicator.

    `reached` is the share of its products that meets the target of the first indicator, as in a Measure.
    """

    key: str
    names: Mapping[str, str]
    domain: str
    products: int
    measured: int
    pages: int
    failures: int
    figures: Mapping[str, Figure | None]
    before: Mapping[str, Figure | None]
    standings: Mapping[str, Standing]
    reached: Figure | None = None

    @property
    def on_target(self) -> bool:
        """Whether it meets every target that it has a figure for, and there is one."""
        return set(self.standings.values()) - {"not measured"} == {"met"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Products that were in use and those monitored, by something of the Decision: a level, a cluster, a method."""

    name: str
    all: int
    monitored: int
    measured: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitored:
    """What Annex II of Implementing Decision (EU) 2018/1524 asks to report about the sample.

    Of the products in it, `drawn` came by lot and `by_hand` were chosen by a person; `recurring` were measured before.
    """

    by_method: tuple[Counted, ...]
    by_level: tuple[Counted, ...]
    by_cluster: tuple[Counted, ...]
    by_kind: tuple[Counted, ...]
    recurring: int
    drawn: int
    by_hand: int
    not_measured: Mapping[str, int]
    """By reason, how many products of the plan could not be measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodFigures:
    """What the products that were monitored by a method show: figures by key of an indicator."""

    method: str
    measured: int
    pages: int
    figures: Mapping[str, Figure | None]
    reached: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """How many products have a figure from `low` up to `high`; the last one includes `high`."""

    low: float
    high: float
    products: int
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFacts(Shared):
    """A policy domain, or with `key` empty the whole government."""

    kind: Literal["domain", "government"]
    key: str
    entities: tuple[Line, ...]
    domains: tuple[Line, ...]
    monitored: Monitored
    by_method: tuple[MethodFigures, ...]
    """Without a plan there is one method, with an empty name."""
    distribution: Mapping[str, tuple[Bin, ...]]
    """By key of an indicator that is a share: products in tenths of it."""
    good: tuple[Line, ...]
    """Bodies that meet every target that they have, or moved up most: at most 5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far a theme reaches over products: of those that were `tested`, `found` have something of it.

    `pages` is the mean share of pages with something of it: of each product the pages with its most frequent barrier,
    so it is that much at least. `per_page` is the mean number of findings. Both are None if nothing was tested.
    """

    tested: int
    found: int
    pages: Figure | None
    per_page: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeLine:
    """A body or a policy domain in a list of a theme; `before` is the last year that may be compared with this one."""

    key: str
    names: Mapping[str, str]
    domain: str
    now: Reach
    before: Reach | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFacts(Found):
    """A theme over all bodies: `courses` are the shares of products and of pages, and the findings per page.

    `owners` gives the body of each product that an example is of. `measure` is the indicator that says most of the
    theme, and `levels` are the reading levels by policy domain, where it is about these; `grounds` are its grounds, if
    it has several.
    """

    theme: Theme
    now: Reach
    before: Reach | None
    courses: Mapping[Literal["products", "pages", "per-page"], Course]
    domains: tuple[ThemeLine, ...]
    entities: tuple[ThemeLine, ...]
    owners: Mapping[str, Entity]
    measure: Measure | None = None
    levels: Mapping[str, tuple[LevelTally, ...]] = field(default_factory=dict)
    grounds: Mapping[str, Reach] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The key of the theme."""
        return self.theme.key
