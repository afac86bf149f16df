"""The facts of a year from a store: summaries alone, and for a report of one body its own pages."""

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from accesscheck import standards
from accesscheck.errors import N_, OptionError
from accesscheck.hookspecs import Store
from accesscheck.model.change import Change
from accesscheck.model.entity import Entity, Level
from accesscheck.model.finding import UntestedReason
from accesscheck.model.product import Product
from accesscheck.model.report import PageResult
from accesscheck.model.spread import Example, ProductSpread, RuleSpread
from accesscheck.model.stored_run import ProductRun, State, StoredRun
from accesscheck.model.tally import LevelTally
from accesscheck.monitoring import figures, themes, trends
from accesscheck.monitoring.figures import Figure
from accesscheck.monitoring.indicators import INDICATORS, Indicator, ProductYear, at_least, counted, of_group
from accesscheck.monitoring.inventory import Inventory
from accesscheck.monitoring.random_part import failed_on, random_shows_more
from accesscheck.monitoring.reports.facts import (
    AUDIENCES,
    Barrier,
    Bin,
    Counted,
    Course,
    Criterion,
    EntityFacts,
    GroupFacts,
    InBoth,
    Line,
    Measure,
    MethodFigures,
    Monitored,
    Need,
    ProductFacts,
    Reach,
    ThemeFacts,
    ThemeLine,
    Untested,
    YearFacts,
)
from accesscheck.monitoring.reports.measured import Measured
from accesscheck.monitoring.sample import Chosen
from accesscheck.monitoring.sizes import METHODS
from accesscheck.monitoring.themes import Theme
from accesscheck.monitoring.trends import Point, Target

EXAMPLES = 5
"""Pages that are shown of a barrier."""

THEME_EXAMPLES = 3
"""Pages that are shown of a barrier over all bodies, each of another body."""

MOST_FOUND = 20
"""Products among which these bodies are looked for."""

GOOD = 5
"""Bodies that are shown as good examples."""

KeysOf = Callable[[int], Collection[str]]
"""The products of a group in a year."""


class Year:
    """A year of a government, with those before it. What is asked of it is read once.

    `plans` gives, by year, what was chosen, by key of a product; `targets` may be of all years. OptionError if the year
    was not measured, or its run is not finished. `snapshots`: the folder with what pages looked like, if it is kept.
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
        snapshots: Path | None = None,
    ) -> None:
        self.store, self.inventory, self.year, self.targets = store, inventory, year, tuple(targets)
        self.plans, self.snapshots = plans or {}, snapshots
        runs = [one for one in store.runs() if one.year is not None and one.year <= year]
        published = _published(runs, year)
        self.run_ids = {past: run.run.id for past, run in published.items()}
        self.run_id = self.run_ids[year]
        self.about = _about(published, runs, year, country)
        again = dict(_scored_again(runs, self.about.method))
        self.measured = {past: Measured(store, run.run.id) for past, run in published.items()}
        self.rescored = {past: Measured(store, run.run.id) for past, run in again.items()}
        self._rescored_ids = {past: run.run.id for past, run in again.items()}
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

    def body(self, key: str) -> Entity:
        """A body of the year. OptionError if there is none of that key."""
        if key not in self._bodies[self.year]:
            raise OptionError(
                N_("There is no body “{key}” in {year}. List them with: accesscheck inventory list {year}"),
                key=key,
                year=str(self.year),
            )
        return self._bodies[self.year][key]

    def entity(self, key: str, *, pages: bool = True) -> EntityFacts:
        """The facts of a body. OptionError as `body`.

        Without `pages`, what these alone tell is left out: examples, what was not tested, and what random pages show.
        """
        body = self.body(key)
        keys = sorted(self._owned_by(key, self.year))
        read = {one: tuple(self.store.pages(self.run_id, product=one)) if pages else () for one in keys}
        measures = tuple(
            self._measure(one, lambda past: self._owned_by(key, past), body.level, body.domain) for one in INDICATORS
        )
        changes = self.store.change_counts(self.run_id, products=keys)
        barriers = self._barriers(keys, changes, examples=pages)
        of_rules = {one.rule_id: one.spread.criteria for one in barriers}
        criteria = self._criteria(keys)
        return EntityFacts(
            about=self.about,
            entity=body,
            before=self._before(key),
            products=tuple(self._product(self._products[self.year][one], read[one], of_rules) for one in keys),
            measures=measures,
            barriers=barriers,
            changes=_added(changes),
            needs=tuple(_needs(criteria)),
            criteria=criteria,
            levels=self._levels(keys),
            untested=tuple(_untested([page for of_product in read.values() for page in of_product])),
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

    def theme(self, key: str) -> ThemeFacts:
        """A theme over all bodies. OptionError if there is none of that key."""
        if key not in themes.themes():
            raise OptionError(
                N_("There is no theme “{key}”. Choose one of: {keys}."), key=key, keys=", ".join(themes.themes())
            )
        theme = themes.themes()[key]
        rules = self._rules_of(theme, self.run_id)
        barriers = [one for one in self._every_barrier() if one.rule_id in rules]
        measured = next((one for one in INDICATORS if one.key == theme.indicator), None)
        shown, owners = self._theme_examples([one.rule_id for one in barriers])
        last = self._last_year()
        changes: Counter[Change] = Counter()
        for one in barriers:
            changes.update(one.changes)
        return ThemeFacts(
            about=self.about,
            theme=theme,
            barriers=tuple(replace(one, examples=shown.get(one.rule_id, ())) for one in barriers),
            changes=changes,
            now=self._theme_reach(theme, self.year),
            before=self._theme_reach(theme, *last) if last else None,
            courses={
                "products": self._course(lambda past, again: _share_found(self._theme_reach(theme, past, again))),
                "pages": self._course(lambda past, again: self._theme_reach(theme, past, again).pages),
                "per-page": self._course(lambda past, again: self._theme_reach(theme, past, again).per_page),
            },
            domains=tuple(self._theme_line_of_domain(theme, one) for one in self.domains),
            entities=tuple(self._theme_line_of(theme, one) for one in self.entities),
            owners=owners,
            measure=self._measure(measured, lambda past: self._in_domain("", past), None, "") if measured else None,
            levels={one: self._levels(self._in_domain(one, self.year)) for one in self.domains}
            if measured and measured.key == "texts-above-target"
            else {},
            grounds=self._grounds(theme) if len(theme.grounds) > 1 else {},
        )

    def _group(self, kind: str, name: str) -> GroupFacts:
        def keys_of(past: int) -> Collection[str]:
            return self._in_domain(name, past)

        keys = sorted(keys_of(self.year))
        of_these = keys if name else None
        changes = self.store.change_counts(self.run_id, products=of_these)
        criteria = self._criteria(of_these)
        bodies = [one for one in self.entities if not name or one.domain == name]
        measures = tuple(self._measure(one, keys_of, None, name) for one in INDICATORS)
        lines = tuple(self._line_of(one) for one in bodies)
        return GroupFacts(
            about=self.about,
            kind="domain" if name else "government",
            key=name,
            measures=measures,
            barriers=self._barriers(of_these, changes, examples=False),
            changes=_added(changes),
            needs=tuple(_needs(criteria)),
            criteria=criteria,
            levels=self._levels(keys),
            entities=lines,
            domains=() if name else tuple(self._line_of_domain(one) for one in self.domains),
            monitored=self._monitored(keys),
            by_method=self._by_method(keys),
            distribution={one.key: self._bins(one, keys) for one in INDICATORS if one.unit == "share"},
            good=_good(lines),
        )

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

        def figure_of(past: int, again: bool) -> Figure | None:
            return of_group(indicator, _of((self.rescored if again else self.measured)[past], keys_of(past)))

        course = self._course(figure_of)
        return Measure(
            indicator=indicator,
            series=course.series,
            rescored=course.rescored,
            target=target,
            standing=trends.judged(indicator, of_group(indicator, years), target) if target else "not measured",
            in_both=self._in_both(indicator, keys_of(self.year)),
            domain=self._group_figure(indicator, domain) if domain else None,
            government=self._group_figure(indicator, ""),
            weighted=of_group(indicator, years, self._audience),
            counted=counted(indicator, years),
            reached=self._reached(indicator, years, target),
        )

    def _course(self, figure_of: Callable[[int, bool], Figure | None]) -> Course:
        """A figure over the years, which `figure_of` gives as it was published or, if so asked, scored again.

        Scored again are the years under another method than this year's, and only where the series is broken.
        """
        methods = self.about.methods
        series = trends.series(
            [Point(year=past, method=methods[past], figure=figure_of(past, False)) for past in self.measured]
        )
        if not series.breaks or not self.rescored:
            return Course(series=series)
        again = [
            Point(year=past, method=self.about.method, figure=figure_of(past, past in self.rescored))
            for past in self.measured
            if past in self.rescored or methods[past] == self.about.method
        ]
        return Course(series=series, rescored=trends.series(again))

    def _last_year(self) -> tuple[int, bool] | None:
        """The last year before that was measured, if it compares with this one; and whether only its rescoring does."""
        last = max((past for past in self.measured if past < self.year), default=None)
        if last is None:
            return None
        if self.about.methods[last] == self.about.method:
            return last, False
        return (last, True) if last in self.rescored else None

    def _last_comparable(self, keys: Collection[str]) -> Mapping[str, ProductYear]:
        """Of these products those of the last year before, by this year's method; empty without such a year."""
        last = self._last_year()
        if last is None:
            return {}
        year, again = last
        return (self.rescored if again else self.measured)[year].among(keys)

    def _in_both(self, indicator: Indicator, keys: Collection[str]) -> InBoth | None:
        found = trends.in_both(indicator, self._last_comparable(keys), self.measured[self.year].among(keys))
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
        """What each product weighs: its visits, or its class where no visits were counted at all. They do not mix."""
        visits = {key: one.audience for key, one in self._products[self.year].items() if one.audience is not None}
        classed = {key: AUDIENCES[value] for key, value in visits.items() if isinstance(value, str)}
        counted = {key: float(value) for key, value in visits.items() if not isinstance(value, str)}
        return counted or classed

    def _product(
        self, product: Product, pages: Sequence[PageResult], criteria: Mapping[str, Sequence[str]]
    ) -> ProductFacts:
        found = self.measured[self.year].get(product.key)
        before = self._last_comparable([product.key]).get(product.key)
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
            surprise=random_shows_more(sample, failed_on(pages, criteria)),
        )

    def _barriers(
        self, keys: Collection[str] | None, changes: Mapping[str, Mapping[Change, int]], *, examples: bool
    ) -> tuple[Barrier, ...]:
        shown: dict[str, list[Example]] = defaultdict(list)
        if examples and keys:
            for one in self.store.examples(self.run_id, products=keys, pages=EXAMPLES):
                shown[one.finding.rule_id].append(one)
        return tuple(
            Barrier(spread=one, changes=changes.get(one.rule_id, {}), examples=tuple(shown[one.rule_id]))
            for one in self.store.rule_spreads(self.run_id, products=keys)
            if one.tally.failures or one.tally.doubts or changes.get(one.rule_id)
        )

    @functools.cache  # noqa: B019
    def _every_barrier(self) -> tuple[Barrier, ...]:
        """The barriers of all products."""
        return self._barriers(None, self.store.change_counts(self.run_id), examples=False)

    @functools.cache  # noqa: B019
    def _rule_spreads(self, run_id: str) -> tuple[RuleSpread, ...]:
        """Each rule of a run over all its products."""
        return self.store.rule_spreads(run_id)

    def _rules_of(self, theme: Theme, run_id: str) -> frozenset[str]:
        """The rules of a theme that gave a result in a run."""
        every = self._rule_spreads(run_id)
        return frozenset(one.rule_id for one in every if theme in themes.of_rule(one.rule_id, one.ground, one.criteria))

    @functools.cache  # noqa: B019
    def _theme_products(self, theme: str, past: int, again: bool) -> Mapping[str, ProductSpread]:
        """How far a theme reaches on each product of a year."""
        run_id = self._rescored_ids[past] if again else self.run_ids[past]
        rules = self._rules_of(themes.themes()[theme], run_id)
        return {one.product: one for one in self.store.product_spreads(run_id, rules=rules)}

    def _theme_reach(self, theme: Theme, past: int, again: bool = False, keys: Collection[str] | None = None) -> Reach:
        """How far a theme reaches in a year, over some products or over all that the year has."""
        found = self._theme_products(theme.key, past, again)
        wanted = self._in_domain("", past) if keys is None else keys
        return _reach([found[key] for key in sorted(wanted) if key in found], theme.doubts)

    def _theme_line_of(self, theme: Theme, body: Entity) -> ThemeLine:
        return self._theme_line(theme, body.key, body.names, body.domain, lambda past: self._owned_by(body.key, past))

    def _theme_line_of_domain(self, theme: Theme, name: str) -> ThemeLine:
        return self._theme_line(theme, name, {}, name, lambda past: self._in_domain(name, past))

    def _theme_line(self, theme: Theme, key: str, names: Mapping[str, str], domain: str, keys_of: KeysOf) -> ThemeLine:
        last = self._last_year()
        return ThemeLine(
            key=key,
            names=names,
            domain=domain,
            now=self._theme_reach(theme, self.year, keys=keys_of(self.year)),
            before=self._theme_reach(theme, *last, keys=keys_of(last[0])) if last else None,
        )

    def _grounds(self, theme: Theme) -> Mapping[str, Reach]:
        """How far each ground of a theme reaches this year; of those that a rule gave a result on."""
        rules: dict[str, list[str]] = defaultdict(list)
        for one in self._rule_spreads(self.run_id):
            if one.ground in theme.grounds and one.ground is not None:
                rules[one.ground].append(one.rule_id)
        return {
            ground: _reach(self.store.product_spreads(self.run_id, rules=of_ground), theme.doubts)
            for ground, of_ground in sorted(rules.items())
        }

    def _theme_examples(self, rules: Sequence[str]) -> tuple[Mapping[str, tuple[Example, ...]], Mapping[str, Entity]]:
        """Of each rule a page of some bodies, those with most pages first; and whose each product is."""
        products, bodies = self._products[self.year], self._bodies[self.year]
        wanted: dict[str, list[str]] = defaultdict(list)
        owners: dict[str, Entity] = {}
        for rule_id, most in self.store.most_found(self.run_id, rules=rules, products=MOST_FOUND).items():
            by_body = {products[key].entity: key for key in reversed(most) if key in products}
            first = [key for key in most if key in by_body.values()][:THEME_EXAMPLES]
            for key in first:
                wanted[key].append(rule_id)
                if products[key].entity in bodies:
                    owners[key] = bodies[products[key].entity]
        found: dict[str, list[Example]] = defaultdict(list)
        for key, of_product in wanted.items():
            for one in self.store.examples(self.run_id, products=[key], pages=1):
                if one.finding.rule_id in of_product:
                    found[one.finding.rule_id].append(one)
        return {rule_id: tuple(examples) for rule_id, examples in found.items()}, owners

    def _criteria(self, keys: Collection[str] | None) -> tuple[Criterion, ...]:
        spreads = {one.criterion: one for one in self.store.criterion_spreads(self.run_id, products=keys)}
        return tuple(
            Criterion(
                name=name, level=level, spread=spread if (spread := spreads.get(name)) and spread.products else None
            )
            for name, level in standards.criteria()
            if level in ("A", "AA")
        )

    def _levels(self, keys: Collection[str]) -> tuple[LevelTally, ...]:
        return tuple(level for one in _of(self.measured[self.year], keys) for level in one.levels)

    def _line_of(self, body: Entity) -> Line:
        return self._line(body.key, body.names, body.domain, lambda past: self._owned_by(body.key, past), body.level)

    def _line_of_domain(self, name: str) -> Line:
        return self._line(name, {}, name, lambda past: self._in_domain(name, past), None)

    def _line(self, key: str, names: Mapping[str, str], domain: str, keys_of: KeysOf, level: Level | None) -> Line:
        keys = keys_of(self.year)
        years, before = _of(self.measured[self.year], keys), list(self._last_comparable(keys).values())
        found = {one.key: of_group(one, years) for one in INDICATORS}
        aimed = {one: trends.target_of(self.targets, one.key, self.year, level) for one in INDICATORS}
        first = INDICATORS[0]
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
            reached=self._reached(first, years, aimed[first]),
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
            drawn=self._chosen(keys, "drawn"),
            by_hand=self._chosen(keys, "by-hand"),
            not_measured=dict(reasons),
        )

    def _chosen(self, keys: Iterable[str], choice: str) -> int:
        """How many of these products came into the sample in a way, and were monitored."""
        plan = self.plans.get(self.year, {})
        return sum(key in self.states and key in plan and plan[key].choice == choice for key in keys)

    def _by_method(self, keys: Sequence[str]) -> tuple[MethodFigures, ...]:
        plan = self.plans.get(self.year, {})
        groups: dict[str, list[str]] = {method: [] for method in METHODS} if plan else {"": []}
        for key in keys:
            method = plan[key].method if key in plan else ""
            if method in groups:
                groups[method].append(key)
        return tuple(self._of_method(method, of_method) for method, of_method in groups.items())

    def _of_method(self, method: str, keys: Sequence[str]) -> MethodFigures:
        years = [one for one in _of(self.measured[self.year], keys) if one.tally.opened]
        first = INDICATORS[0]
        return MethodFigures(
            method=method,
            measured=len(years),
            pages=sum(one.tally.opened for one in years),
            figures={one.key: of_group(one, years) for one in INDICATORS},
            reached=self._reached(first, years, trends.target_of(self.targets, first.key, self.year)),
        )

    def _bins(self, indicator: Indicator, keys: Collection[str]) -> tuple[Bin, ...]:
        now = _tenths(indicator, _of(self.measured[self.year], keys))
        before = _tenths(indicator, self._last_comparable(keys).values())
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


def _added(changes: Mapping[str, Mapping[Change, int]]) -> Mapping[Change, int]:
    """What became of the findings of all rules together."""
    total: Counter[Change] = Counter()
    for of_rule in changes.values():
        total.update(of_rule)
    return total


def _needs(criteria: Iterable[Criterion]) -> Iterator[Need]:
    by_name = {one.name: one.spread for one in criteria}
    for letter, primary in standards.user_needs().items():
        of_need = [by_name[name] for name in primary if name in by_name]
        judged = [spread for spread in of_need if spread is not None]
        failing = sum(spread.failing > 0 for spread in judged)
        yield Need(letter=letter, criteria=len(of_need), judged=len(judged), failing=failing)


def _of(found: Measured, keys: Collection[str]) -> list[ProductYear]:
    return list(found.among(keys).values())


def _tenths(indicator: Indicator, years: Iterable[ProductYear]) -> Counter[int]:
    """Products by the tenth of a share that they are in."""
    found = (one.value for year in years if (one := indicator.of_product(year)) is not None)
    return Counter(min(int(value * 10), 9) for value in found)


def _reach(spreads: Collection[ProductSpread], doubts: bool) -> Reach:
    """How far a theme reaches over products; with `doubts`, what a person must judge counts as well."""
    pages = {one.product: one.found if doubts else one.failed for one in spreads}
    findings = {one.product: one.failures + (one.doubts if doubts else 0) for one in spreads}
    return Reach(
        tested=len(spreads),
        found=sum(count > 0 for count in pages.values()),
        pages=figures.mean([Figure(part=pages[one.product], whole=one.tested) for one in spreads]),
        per_page=figures.mean([Figure(part=findings[one.product], whole=one.tested) for one in spreads]),
    )


def _share_found(reach: Reach) -> Figure | None:
    return figures.figure(reach.found, reach.tested)


def _good(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Bodies that meet each target that they have a figure for, then those whose first indicator went up most."""
    first = INDICATORS[0].key
    met = [one for one in lines if one.on_target]
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
