"""The facts of a year from a store: summaries alone, and for a report of one body its own pages."""

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from accesscheck import standards
from accesscheck.errors import N_, OptionError
from accesscheck.hookspecs import Store
from accesscheck.model.change import Change
from accesscheck.model.entity import Entity, Level
from accesscheck.model.finding import UntestedReason
from accesscheck.model.product import Product
from accesscheck.model.report import PageResult
from accesscheck.model.spread import Example
from accesscheck.model.stored_run import ProductRun, State, StoredRun
from accesscheck.model.tally import LevelTally
from accesscheck.monitoring import figures, trends
from accesscheck.monitoring.figures import Figure
from accesscheck.monitoring.indicators import INDICATORS, Indicator, ProductYear, at_least, counted, of_group
from accesscheck.monitoring.inventory import Inventory
from accesscheck.monitoring.reports.facts import (
    AUDIENCES,
    Barrier,
    Bin,
    Counted,
    Criterion,
    EntityFacts,
    GroupFacts,
    InBoth,
    Line,
    Measure,
    Monitored,
    Need,
    ProductFacts,
    Untested,
    YearFacts,
)
from accesscheck.monitoring.sample import Chosen
from accesscheck.monitoring.sizes import METHODS
from accesscheck.monitoring.trends import Point, Target

EXAMPLES = 5
"""Pages that are shown of a barrier."""

GOOD = 5
"""Bodies that are shown as good examples."""

KeysOf = Callable[[int], Collection[str]]
"""The products of a group in a year."""


class Year:
    """A year of a government, with those before it. What is asked of it is read once.

    `plans` gives, by year, what was chosen, by key of a product; `targets` may be of all years. OptionError if the year
    was not measured, or its run is not finished.
    """

    def __init__(
        self,
        store: Store,
        inventory: Inventory,
        year: int,
        *,
        plans: Mapping[int, Mapping[str, Chosen]] | None = None,
        targets: Sequence[Target] = (),
        country: str = "BE",
    ) -> None:
        self.store, self.inventory, self.year, self.targets = store, inventory, year, tuple(targets)
        self.plans = plans or {}
        runs = [one for one in store.runs() if one.year is not None and one.year <= year]
        published = _published(runs, year)
        self.run_id = published[year].run.id
        self.about = _about(published, runs, year, country)
        again = dict(_scored_again(runs, self.about.method))
        self.measured = {past: self._measured(run.run.id) for past, run in published.items()}
        self.rescored = {past: self._measured(run.run.id) for past, run in again.items()}
        self.states = {one.product: one for one in store.states(self.run_id)}
        self._products = {
            past: {one.key: one for one in inventory.products if one.valid_in(past)} for past in published
        }
        self._bodies = {past: {one.key: one for one in inventory.entities if one.valid_in(past)} for past in published}
        self._by_body: dict[int, dict[str, list[str]]] = {}
        for past, products in self._products.items():
            self._by_body[past] = defaultdict(list)
            for key, one in products.items():
                self._by_body[past][one.entity].append(key)
        self._origins: dict[str, list[Entity]] = defaultdict(list)
        for body in inventory.entities:
            for successor in body.successors:
                self._origins[successor].append(body)
        self._group_figures: dict[tuple[str, str], Figure | None] = {}

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The bodies of the year, by key."""
        return tuple(one for _, one in sorted(self._bodies[self.year].items()))

    @property
    def domains(self) -> tuple[str, ...]:
        """The policy domains of the year that have a body, by name."""
        return tuple(sorted({one.domain for one in self.entities if one.domain}))

    def entity(self, key: str) -> EntityFacts:
        """The facts of a body. OptionError if there is none of that key in the year."""
        if key not in self._bodies[self.year]:
            raise OptionError(
                N_("There is no body “{key}” in {year}. List them with: accesscheck inventory list {year}"),
                key=key,
                year=str(self.year),
            )
        body = self._bodies[self.year][key]
        keys = sorted(self._owned_by(key, self.year))
        pages = {product: tuple(self.store.pages(self.run_id, product=product)) for product in keys}
        measures = tuple(
            self._measure(one, lambda past: self._owned_by(key, past), body.level, body.domain) for one in INDICATORS
        )
        return EntityFacts(
            about=self.about,
            entity=body,
            before=self._before(key),
            products=tuple(self._product(self._products[self.year][one], pages[one]) for one in keys),
            measures=measures,
            barriers=self._barriers(keys, examples=True),
            changes=self._changes(keys),
            needs=self._needs(keys),
            criteria=self._criteria(keys),
            levels=self._levels(keys),
            untested=tuple(_untested([page for of_product in pages.values() for page in of_product])),
        )

    def domain(self, name: str) -> GroupFacts:
        """The facts of a policy domain. OptionError if no body of the year has it."""
        if name not in self.domains:
            raise OptionError(
                N_("There is no policy domain “{name}” in {year}. Check how the inventory writes it."),
                name=name,
                year=str(self.year),
            )
        return self._group("domain", name)

    def government(self) -> GroupFacts:
        """The facts of all bodies."""
        return self._group("government", "")

    def _group(self, kind: str, name: str) -> GroupFacts:
        def keys_of(past: int) -> Collection[str]:
            return self._in_domain(name, past)

        keys = sorted(keys_of(self.year))
        bodies = [one for one in self.entities if not name or one.domain == name]
        measures = tuple(self._measure(one, keys_of, None, name) for one in INDICATORS)
        lines = tuple(self._line_of(one) for one in bodies)
        return GroupFacts(
            about=self.about,
            kind="domain" if name else "government",
            key=name,
            measures=measures,
            barriers=self._barriers(None if kind == "government" else keys, examples=False),
            changes=self._changes(None if kind == "government" else keys),
            needs=self._needs(None if kind == "government" else keys),
            criteria=self._criteria(None if kind == "government" else keys),
            levels=self._levels(keys),
            entities=lines,
            domains=() if name else tuple(self._line_of_domain(one) for one in self.domains),
            monitored=self._monitored(keys),
            distribution={one.key: self._bins(one, keys) for one in INDICATORS if one.unit == "share"},
            good=_good(lines),
        )

    def _measured(self, run_id: str) -> dict[str, ProductYear]:
        levels: dict[str, list[LevelTally]] = defaultdict(list)
        for one in self.store.level_tallies(run_id):
            levels[one.product].append(one)
        return {
            tally.product: ProductYear(tally=tally, levels=tuple(levels[tally.product]))
            for tally in self.store.product_tallies(run_id)
        }

    def _owned_by(self, key: str, past: int) -> frozenset[str]:
        """The products of a body in a year; before this year also those of the bodies that it came from.

        Of these, not the ones that another body has now.
        """
        mine = self._by_body[past][key]
        if past == self.year:
            return frozenset(mine)
        now = self._products[self.year]
        origins = (product for one in self._before(key) for product in self._by_body[past][one.key])
        return frozenset([*mine, *(one for one in origins if one not in now or now[one].entity == key)])

    @functools.cache  # noqa: B019, a Year lives as long as its reports
    def _before(self, key: str) -> tuple[Entity, ...]:
        """The bodies that one came from, by merger or split, and those that these came from."""
        found: dict[str, Entity] = {}
        asked = [key]
        while asked:
            for one in self._origins[asked.pop()]:
                if one.key not in found and one.key != key:
                    found[one.key] = one
                    asked.append(one.key)
        return tuple(one for _, one in sorted(found.items()))

    @functools.cache  # noqa: B019
    def _in_domain(self, name: str, past: int) -> frozenset[str]:
        """The products of a policy domain in a year; of the empty name, those of all bodies."""
        bodies = self._bodies[past]
        return frozenset(
            one.key
            for one in self._products[past].values()
            if not name or (one.entity in bodies and bodies[one.entity].domain == name)
        )

    def _measure(self, indicator: Indicator, keys_of: KeysOf, level: Level | None, domain: str) -> Measure:
        years = _of(self.measured[self.year], keys_of(self.year))
        target = trends.target_of(self.targets, indicator.key, self.year, level)
        series = trends.series(
            [
                Point(year=past, method=self.about.methods[past], figure=of_group(indicator, _of(found, keys_of(past))))
                for past, found in self.measured.items()
            ]
        )
        return Measure(
            indicator=indicator,
            series=series,
            rescored=self._again(indicator, keys_of, series),
            target=target,
            standing=trends.judged(indicator, of_group(indicator, years), target) if target else "not measured",
            in_both=self._in_both(indicator, keys_of(self.year)),
            domain=self._group_figure(indicator, domain) if domain else None,
            government=self._group_figure(indicator, ""),
            weighted=of_group(indicator, years, self._audience),
            counted=counted(indicator, years),
            reached=self._reached(indicator, years, target),
        )

    def _again(self, indicator: Indicator, keys_of: KeysOf, series: trends.Series) -> trends.Series | None:
        """The series under the method of this year, where it was broken and older years were scored again."""
        if not series.breaks or not self.rescored:
            return None
        found = {
            past: self.rescored.get(past, self.measured[past])
            for past in self.measured
            if past in self.rescored or self.about.methods[past] == self.about.method
        }
        return trends.series(
            [
                Point(year=past, method=self.about.method, figure=of_group(indicator, _of(years, keys_of(past))))
                for past, years in found.items()
            ]
        )

    def _last_comparable(self) -> Mapping[str, ProductYear]:
        """The products of the last year before, under the method of this year; empty without such a year."""
        earlier = [past for past in self.measured if past < self.year]
        if not earlier:
            return {}
        last = max(earlier)
        if self.about.methods[last] == self.about.method:
            return self.measured[last]
        return self.rescored.get(last, {})

    def _in_both(self, indicator: Indicator, keys: Collection[str]) -> InBoth | None:
        before, now = self._last_comparable(), self.measured[self.year]
        found = trends.in_both(
            indicator,
            {key: before[key] for key in keys if key in before},
            {key: now[key] for key in keys if key in now},
        )
        return None if found is None else InBoth(before=found[0], now=found[1], products=found[2])

    def _reached(self, indicator: Indicator, years: Collection[ProductYear], target: Target | None) -> Figure | None:
        """The share of products that meets the target. It has an interval if all of these were drawn by lot."""
        if target is None:
            return None
        met, of = at_least(indicator, years, target.value)
        plan = self.plans.get(self.year, {})
        by_lot = all(one.tally.product in plan and plan[one.tally.product].choice == "drawn" for one in years)
        return figures.sampled(met, of) if by_lot and plan else figures.figure(met, of)

    def _group_figure(self, indicator: Indicator, domain: str) -> Figure | None:
        known = (indicator.key, domain)
        if known not in self._group_figures:
            years = _of(self.measured[self.year], self._in_domain(domain, self.year))
            self._group_figures[known] = of_group(indicator, years)
        return self._group_figures[known]

    @functools.cached_property
    def _audience(self) -> Mapping[str, float]:
        """What each product weighs. A number of visits and a class do not go together, so the class goes by visits."""
        visits = {key: one.audience for key, one in self._products[self.year].items() if one.audience is not None}
        classed = {key: AUDIENCES[value] for key, value in visits.items() if isinstance(value, str)}
        counted = {key: float(value) for key, value in visits.items() if not isinstance(value, str)}
        return counted or classed

    def _product(self, product: Product, pages: Sequence[PageResult]) -> ProductFacts:
        found = self.measured[self.year].get(product.key)
        before = self._last_comparable().get(product.key)
        state = self.states.get(product.key, ProductRun(product=product.key, state=State.PLANNED))
        known = product.key in self.states
        sample = self.store.sample(self.run_id, product.key)
        return ProductFacts(
            product=product,
            chosen=self.plans.get(self.year, {}).get(product.key),
            state=state.state if known else None,
            reason=state.reason if known else None,
            year=found,
            figures={one.key: one.of_product(found) if found else None for one in INDICATORS},
            before={one.key: one.of_product(before) if before else None for one in INDICATORS},
            sample=sample,
            listed=len(self.store.page_list(self.run_id, product.key)),
        )

    def _barriers(self, keys: Collection[str] | None, *, examples: bool) -> tuple[Barrier, ...]:
        changes = self.store.change_counts(self.run_id, products=keys)
        shown: dict[str, list[Example]] = defaultdict(list)
        if examples and keys:
            for one in self.store.examples(self.run_id, products=keys, pages=EXAMPLES):
                shown[one.finding.rule_id].append(one)
        return tuple(
            Barrier(spread=one, changes=changes.get(one.rule_id, {}), examples=tuple(shown[one.rule_id]))
            for one in self.store.rule_spreads(self.run_id, products=keys)
            if one.tally.failures or one.tally.doubts or changes.get(one.rule_id)
        )

    def _changes(self, keys: Collection[str] | None) -> Mapping[Change, int]:
        total: Counter[Change] = Counter()
        for of_rule in self.store.change_counts(self.run_id, products=keys).values():
            total.update(of_rule)
        return total

    def _criteria(self, keys: Collection[str] | None) -> tuple[Criterion, ...]:
        spreads = {one.criterion: one for one in self.store.criterion_spreads(self.run_id, products=keys)}
        return tuple(
            Criterion(
                name=name, level=level, spread=spread if (spread := spreads.get(name)) and spread.products else None
            )
            for name, level in standards.criteria()
            if level in ("A", "AA")
        )

    def _needs(self, keys: Collection[str] | None) -> tuple[Need, ...]:
        by_name = {one.name: one.spread for one in self._criteria(keys)}
        made = []
        for letter, primary in standards.user_needs().items():
            of_need = [by_name[name] for name in primary if name in by_name]
            judged = [spread for spread in of_need if spread is not None]
            failing = sum(spread.failing > 0 for spread in judged)
            made.append(Need(letter=letter, criteria=len(of_need), judged=len(judged), failing=failing))
        return tuple(made)

    def _levels(self, keys: Collection[str]) -> tuple[LevelTally, ...]:
        found = self.measured[self.year]
        return tuple(level for key in sorted(keys) if key in found for level in found[key].levels)

    def _line_of(self, body: Entity) -> Line:
        return self._line(body.key, body.names, body.domain, lambda past: self._owned_by(body.key, past), body.level)

    def _line_of_domain(self, name: str) -> Line:
        return self._line(name, {}, name, lambda past: self._in_domain(name, past), None)

    def _line(self, key: str, names: Mapping[str, str], domain: str, keys_of: KeysOf, level: Level | None) -> Line:
        keys = keys_of(self.year)
        years, before = _of(self.measured[self.year], keys), _of(self._last_comparable(), keys)
        found = {one.key: of_group(one, years) for one in INDICATORS}
        aimed = {one: trends.target_of(self.targets, one.key, self.year, level) for one in INDICATORS}
        return Line(
            key=key,
            names=names,
            domain=domain,
            products=len(keys),
            measured=sum(one.tally.opened > 0 for one in years),
            pages=sum(one.tally.opened for one in years),
            failures=sum(one.tally.failures for one in years),
            figures=found,
            before={one.key: of_group(one, before) for one in INDICATORS},
            standings={
                one.key: trends.judged(one, found[one.key], target)
                for one, target in aimed.items()
                if target is not None
            },
        )

    def _monitored(self, keys: Sequence[str]) -> Monitored:
        products = [self._products[self.year][key] for key in keys]
        in_use = [one for one in products if one.status in ("live", "ending")]
        bodies = self._bodies[self.year]
        plan = self.plans.get(self.year, {})
        monitored = frozenset(self.states)
        measured = frozenset(key for key, one in self.measured[self.year].items() if one.tally.opened)
        before = frozenset(key for past, years in self.measured.items() if past < self.year for key in years)

        def count(name: str, of: Iterable[Product]) -> Counted:
            mine = {one.key for one in of}
            return Counted(name=name, all=len(mine), monitored=len(mine & monitored), measured=len(mine & measured))

        def grouped(names_of: Callable[[Product], Iterable[str]]) -> tuple[Counted, ...]:
            groups: dict[str, list[Product]] = defaultdict(list)
            for one in in_use:
                for name in names_of(one):
                    groups[name].append(one)
            return tuple(count(name, group) for name, group in sorted(groups.items()))

        def level_of(one: Product) -> Iterable[str]:
            body = bodies.get(one.entity)
            return (body.level,) if body and body.level else ()

        def clusters_of(one: Product) -> Iterable[str]:
            body = bodies.get(one.entity)
            return body.clusters if body else ()

        by_method = []
        for method in METHODS:
            fitting = [one for one in in_use if (one.kind == "mobile-app") == (method == "app")]
            chosen = {one.key for one in fitting if one.key in plan and plan[one.key].method == method} & monitored
            by_method.append(
                Counted(name=method, all=len(fitting), monitored=len(chosen), measured=len(chosen & measured))
            )
        reasons = Counter(self.states[key].reason or "" for key in keys if key in monitored and key not in measured)
        return Monitored(
            by_method=tuple(by_method),
            by_level=grouped(level_of),
            by_cluster=grouped(clusters_of),
            by_kind=grouped(lambda one: (one.kind,)),
            recurring=len(frozenset(keys) & monitored & before),
            not_measured=dict(reasons),
        )

    def _bins(self, indicator: Indicator, keys: Collection[str]) -> tuple[Bin, ...]:
        now = _tenths(indicator, _of(self.measured[self.year], keys))
        before = _tenths(indicator, _of(self._last_comparable(), keys))
        return tuple(
            Bin(low=tenth / 10, high=(tenth + 1) / 10, products=now[tenth], before=before[tenth]) for tenth in range(10)
        )


def _published(runs: Sequence[StoredRun], year: int) -> dict[int, StoredRun]:
    """The finished run of each year, as it was published. Those that scored a year again have an @ in their name."""
    found: dict[int, StoredRun] = {}
    for one in runs:
        if one.year is not None and one.finished_at is not None and "@" not in one.run.id:
            found.setdefault(one.year, one)
    if year in found:
        return dict(sorted(found.items()))
    if any(one.year == year for one in runs):
        raise OptionError(
            N_("The run of {year} is not finished. Go on with: accesscheck monitor run {year} --resume"), year=str(year)
        )
    raise OptionError(N_("{year} was not measured. Begin with: accesscheck monitor run {year}"), year=str(year))


def _scored_again(runs: Iterable[StoredRun], method: str) -> Iterator[tuple[int, StoredRun]]:
    """The finished runs that scored an older year by this method."""
    for one in runs:
        if one.year is not None and one.finished_at is not None and "@" in one.run.id and one.method == method:
            yield one.year, one


def _about(published: Mapping[int, StoredRun], runs: Sequence[StoredRun], year: int, country: str) -> YearFacts:
    now = published[year]
    return YearFacts(
        year=year,
        method=now.method,
        methods={past: one.method for past, one in published.items()},
        rescored=tuple(sorted(past for past, _ in _scored_again(runs, now.method))),
        rule_set_sha256=now.run.rule_set_sha256,
        accesscheck_version=now.run.accesscheck_version,
        axe_version=now.run.axe_version,
        depth=str(now.run.options.get("depth", "")),
        first_day=now.run.started_at.date(),
        last_day=(now.finished_at or now.run.started_at).date(),
        country=country,
    )


def _of(found: Mapping[str, ProductYear], keys: Collection[str]) -> list[ProductYear]:
    return [found[key] for key in sorted(keys) if key in found]


def _tenths(indicator: Indicator, years: Iterable[ProductYear]) -> Counter[int]:
    """Products by the tenth of a share that they are in."""
    found = (one.value for year in years if (one := indicator.of_product(year)) is not None)
    return Counter(min(int(value * 10), 9) for value in found)


def _good(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Bodies that meet each target that they have, then those whose first indicator went up most."""
    first = INDICATORS[0].key
    met = [one for one in lines if one.standings and set(one.standings.values()) == {"met"}]
    met.sort(key=lambda one: (-(value.value if (value := one.figures[first]) else 0.0), one.key))
    risen = [(rise, one) for one in lines if one not in met and (rise := _rise(one, first)) > 0]
    risen.sort(key=lambda pair: (-pair[0], pair[1].key))
    return tuple([*met, *(one for _, one in risen)][:GOOD])


def _rise(line: Line, key: str) -> float:
    now, before = line.figures[key], line.before[key]
    return now.value - before.value if now and before else 0.0


def _untested(pages: Sequence[PageResult]) -> Iterator[Untested]:
    """Why rules gave no verdict, the reason with most pages first."""
    rules: dict[UntestedReason, set[str]] = defaultdict(set)
    on: dict[UntestedReason, int] = Counter()
    for page in pages:
        found: set[UntestedReason] = set()
        for result in page.results:
            if result.reason is not None:
                rules[result.reason].add(result.rule_id)
                found.add(result.reason)
        for reason in found:
            on[reason] += 1
    for reason in sorted(on, key=lambda one: (-on[one], one)):
        yield Untested(reason=reason, rules=tuple(sorted(rules[reason])), pages=on[reason])
