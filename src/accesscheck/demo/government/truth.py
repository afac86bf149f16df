"""What a check of the government must find, worked out from what was planted: no page and no store is opened."""

import fnmatch
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from accesscheck.demo.government.barriers import BARRIERS
from accesscheck.demo.government.sites import pages_of
from accesscheck.demo.government.world import World
from accesscheck.model.change import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedFinding:
    """A finding that a barrier gives. `number` tells those of one rule and barrier on a page apart."""

    path: str
    barrier: str
    rule: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductTruth:
    """What is true of a product in a year by a method.

    `findings` are counted by rule. `texts` have a reading level, `above` of them are harder than B1; `missing_items`
    is how much all vacancies lack together. `changes` since the last year that has results, by rule; `compared_with`
    is that year, None without one.
    """

    product: str
    pages: int
    findings: Mapping[str, int]
    failures: int
    doubts: int
    without_failures: int
    without_wcag_failures: int
    texts: int
    above: int
    vacancies: int
    vacancies_serious: int
    vacancies_incomplete: int
    missing_items: int
    compared_with: int | None
    changes: Mapping[tuple[str, Change], int]

    def parts(self, indicator: str) -> tuple[int, int] | None:
        """Numerator and denominator of an indicator; None for one that planted barriers do not tell."""
        return {
            "pages-without-failures": (self.without_wcag_failures, self.pages),
            "failures-per-page": (self.failures, self.pages),
            "texts-above-target": (self.above, self.texts),
            "vacancies-with-serious-wording": (self.vacancies_serious, self.vacancies),
            "vacancies-incomplete": (self.vacancies_incomplete, self.vacancies),
        }.get(indicator)


def of_year(world: World, year: int, *, rescored: bool = False) -> Mapping[str, ProductTruth]:
    """What is true of each product that answered in a year, by its key.

    `rescored`: by the last method instead of that of the year. Changes are counted from the year before as it was
    scored again, so that both were looked at in the same way.
    """
    left_out = () if rescored else world.left_out(year)
    keys = (one.key for one in world.sites if one.down != year)
    return {key: _of_product(world, key, year, left_out) for key in keys}


def owners(world: World, year: int) -> Mapping[str, frozenset[str]]:
    """The keys of the products of each body in a year; of a body without products, none."""
    bodies = {one.key for one in world.entities if one.valid_in(year)}
    products = [one for one in world.products if one.valid_in(year)]
    return {body: frozenset(one.key for one in products if one.entity == body) for body in bodies}


def figure(
    world: World, indicator: str, year: int, *, level: str | None = None, rescored: bool = False
) -> float | None:
    """The mean of an indicator over the products of a year, each counted once; of a level of government, if given.

    None if no product has a figure. KeyError for an indicator that planted barriers do not tell.
    """
    levels = {one.key: one.level for one in world.entities if one.valid_in(year)}
    found = of_year(world, year, rescored=rescored)
    values: list[float] = []
    for body, keys in owners(world, year).items():
        for key in keys & found.keys() if level in (None, levels[body]) else ():
            parts = found[key].parts(indicator)
            if parts is None:
                raise KeyError(indicator)
            if parts[1]:
                values.append(parts[0] / parts[1])
    return sum(values) / len(values) if values else None


def _of_product(world: World, key: str, year: int, left_out: Iterable[str]) -> ProductTruth:
    left_out = tuple(left_out)
    pages = pages_of(world, key, year)
    now = set(findings(world, key, year, left_out))
    found = Counter(one.rule for one in now)
    failing = {one.path for one in now if one.rule in BARRIERS[one.barrier].failed}
    failing_wcag = {one.path for one in now if one.path in failing and BARRIERS[one.barrier].wcag}
    vacancies = {page.path for page in pages if page.kind == "vacancy"}
    long = vacancies | {page.path for page in pages if page.kind == "statement"}
    lacking = [one for one in now if BARRIERS[one.barrier].vacancy == "incomplete"]
    failures = sum(one.rule in BARRIERS[one.barrier].failed for one in now)
    before = _year_before(world, key, year)
    return ProductTruth(
        product=key,
        pages=len(pages),
        findings=dict(found),
        failures=failures,
        doubts=len(now) - failures,
        without_failures=len(pages) - len(failing),
        without_wcag_failures=len(pages) - len(failing_wcag),
        texts=len(long),
        above=len({one.path for one in now if one.barrier == "hard-text"}),
        vacancies=len(vacancies),
        vacancies_serious=len({one.path for one in now if BARRIERS[one.barrier].vacancy == "serious"}),
        vacancies_incomplete=len({one.path for one in lacking}),
        missing_items=len(lacking),
        compared_with=before,
        changes={} if before is None else dict(Counter(_changes(world, key, before, year))),
    )


def findings(world: World, key: str, year: int, left_out: tuple[str, ...]) -> Iterator[PlantedFinding]:
    for page in pages_of(world, key, year):
        for name in world.barriers(key, page.key, year):
            for rule, count in BARRIERS[name].findings.items():
                if not any(fnmatch.fnmatchcase(rule, pattern) for pattern in left_out):
                    for number in range(count):
                        yield PlantedFinding(path=page.path, barrier=name, rule=rule, number=number)


def _year_before(world: World, key: str, year: int) -> int | None:
    """The last year before one in which a product answered."""
    down = world.site(key).down
    return max((past for past in world.years if past < year and past != down), default=None)


def _changes(world: World, key: str, before: int, year: int) -> Iterator[tuple[str, Change]]:
    then, now = set(findings(world, key, before, ())), set(findings(world, key, year, ()))
    paths_then = {page.path for page in pages_of(world, key, before)}
    paths_now = {page.path for page in pages_of(world, key, year)}
    for one in now:
        was_there = Change.NEW if one.path in paths_then else Change.FIRST_TESTED
        yield one.rule, Change.OPEN if one in then else was_there
    for one in then - now:
        yield one.rule, Change.MENDED if one.path in paths_now else Change.PAGE_GONE
