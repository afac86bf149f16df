"""The invented government: its pages, what is planted in them, and that a run of its years finds exactly that."""

import csv
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
import yaml
from endurance import takes_minutes
from made_once import made_once

from accesscheck import plugins, standards
from accesscheck.audit import AuditOptions, audit_target, load_rules
from accesscheck.demo.government import reporting, serving, sites, truth, years
from accesscheck.demo.government.barriers import BARRIERS, Barrier
from accesscheck.demo.government.world import Opening, Planted, World, government
from accesscheck.hookspecs import Store
from accesscheck.model.change import Change
from accesscheck.model.finding import Impact
from accesscheck.model.target import Target
from accesscheck.monitoring import consistency, indicators, targets
from accesscheck.monitoring.indicators import ProductYear
from accesscheck.monitoring.intake import Placed
from accesscheck.monitoring.problems import Place
from accesscheck.monitoring.trends import target_of

WHOLE, SHORT = government(), government(short=True)
BOTH = pytest.mark.parametrize("world", [pytest.param(WHOLE, id="whole"), pytest.param(SHORT, id="short")])
TEXTS = Path(sites.__file__).parent / "texts"
RULES = {one.id: one for one in load_rules()}
LANGUAGES = {"nl": "S12", "fr": "S02", "en": "S08", "de": "S14"}
"""A site with vacancies in each language."""

Found = Mapping[str, Counter[str]]
"""Findings by rule, by the path of a page."""


def planted_findings(world: World, key: str, year: int) -> Found:
    """What the barriers on each page of a site must give."""
    return {
        page.path: Counter(
            {
                rule: count
                for name in world.barriers(key, page.key, year)
                for rule, count in BARRIERS[name].findings.items()
            }
        )
        for page in sites.pages_of(world, key, year)
    }


def findings_of(address: str) -> Counter[str]:
    page = audit_target(Target(address=address), AuditOptions(depth=years.DEPTH, strict=True))
    assert page.sha256 is not None, page.notes
    return Counter(finding.rule_id for finding in page.findings)


def checked(world: World, year: int, folder: Path) -> Mapping[str, Found]:
    """What a check finds on the pages of the sites that are up in a year, each page by itself, by site."""
    ports = serving.free_ports(world)
    places = [
        (site.key, page.path)
        for site in world.sites
        if site.down != year
        for page in sites.pages_of(world, site.key, year)
    ]
    with (
        serving.Serving(world, folder, ports) as served,
        ProcessPoolExecutor(2, get_context("spawn")) as pool,
    ):
        served.switch(year)
        addresses = [serving.address(ports[key]) + path.removeprefix("/") for key, path in places]
        found: dict[str, dict[str, Counter[str]]] = {}
        for (key, path), counted in zip(places, pool.map(findings_of, addresses), strict=True):
            found.setdefault(key, {})[path] = counted
    return found


def differing(world: World, year: int, folder: Path) -> list[tuple[str, str, Counter[str], Counter[str]]]:
    """Pages on which a check finds something else than what is planted: site, path, what is found, and what is not."""
    return [
        (key, path, counted - expected[path], expected[path] - counted)
        for key, found in checked(world, year, folder).items()
        for expected in [planted_findings(world, key, year)]
        for path, counted in found.items()
        if counted != expected[path]
    ]


# The data, by itself.


def test_what_the_government_is() -> None:
    first, last = WHOLE.years[0], WHOLE.years[-1]
    assert WHOLE.years == (2024, 2025, 2026)
    assert sum(one.valid_in(first) for one in WHOLE.entities) == 12
    assert sum(one.valid_in(last) for one in WHOLE.entities) == 11
    assert len({one.domain for one in WHOLE.entities}) == 4
    assert len(WHOLE.sites) == 20
    assert {one.kind for one in WHOLE.products} >= {"intranet", "mobile-app"}
    for year in WHOLE.years:
        assert sum(len(WHOLE.pages(site.key, year)) for site in WHOLE.sites) > 150
        assert sum(one.first <= year <= one.last for one in WHOLE.openings) == 30
    for year in WHOLE.years:
        assert all(5 <= len(WHOLE.pages(site.key, year)) <= 10 for site in WHOLE.sites)
    assert sorted(Counter(map(len, truth.owners(WHOLE, first).values()))) == [0, 1, 2, 3, 4]


def test_what_the_short_form_is() -> None:
    assert (len(SHORT.sites), len(SHORT.years)) == (4, 2)
    assert sum(one.valid_in(2025) for one in SHORT.entities) == 3
    assert len({one.domain for one in SHORT.entities}) == 1


@BOTH
def test_the_inventory_fits_together(world: World) -> None:
    demo = years.Demo(folder=Path(), world=world, ports={site.key: port for port, site in enumerate(world.sites, 1)})
    place = Place(file="demo", line=1)
    entities = [Placed(row=one, place=place) for one in demo.inventory.entities]
    products = [Placed(row=one, place=place) for one in demo.inventory.products]
    assert consistency.problems(entities, products) == []


@BOTH
def test_each_planted_barrier_is_on_a_page_that_is_there(world: World) -> None:
    for one in world.planted:
        assert one.barrier in BARRIERS
        for year in range(max(one.first, world.years[0]), min(one.last, world.years[-1]) + 1):
            if world.site(one.site).down != year:
                assert one.page in world.pages(one.site, year), one
        if BARRIERS[one.barrier].place == "vacancy":
            assert one.page.startswith("job-"), one


def test_every_barrier_is_planted_somewhere() -> None:
    assert {one.barrier for one in WHOLE.planted} == BARRIERS.keys()
    assert len(BARRIERS) >= 15


def test_no_barrier_is_twice_on_a_page() -> None:
    for site in WHOLE.sites:
        for year in WHOLE.years:
            for page in WHOLE.pages(site.key, year):
                there = WHOLE.barriers(site.key, page, year)
                assert len(there) == len(set(there)), (site.key, year, page)


@pytest.mark.parametrize("one", [pytest.param(one, id=one.key) for one in BARRIERS.values()])
def test_what_is_said_of_a_barrier_is_what_its_rules_say(one: Barrier) -> None:
    assert one.findings.keys() <= RULES.keys()
    levels = {ref for rule in one.failed for ref in criteria_of(rule)}
    assert one.wcag == bool(levels), levels
    grounds = {RULES[rule].ground for rule in one.findings}
    serious = {RULES[rule].impact for rule in one.findings} & {Impact.SERIOUS, Impact.CRITICAL}
    if one.vacancy == "incomplete":
        assert grounds == {"missing"}
    elif one.place == "vacancy":
        assert (one.vacancy == "serious") == bool(serious)


def criteria_of(rule: str) -> set[str]:
    """The criteria of level A and AA that a rule is about."""
    wanted = {name for name, level in standards.criteria() if level in ("A", "AA")}
    return {one.clause for one in RULES[rule].references if one.standard == "wcag22"} & wanted


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_texts_of_a_language_say_what_those_of_another_do(language: str) -> None:
    mine, dutch = (yaml.safe_load((TEXTS / f"{one}.yml").read_text("utf-8")) for one in (language, "nl"))
    assert mine.keys() == dutch.keys()
    for part in mine.keys() - {"topics", "jobs", "barriers"}:
        assert mine[part].keys() == dutch[part].keys(), part
    # Only Dutch sites have the text that is too hard.
    assert mine["barriers"].keys() | {"hard"} == dutch["barriers"].keys()


def test_all_that_has_a_name_is_invented() -> None:
    written = "\n".join(path.read_text("utf-8") for path in TEXTS.glob("*.yml"))
    assert not re.findall(r"https?://|@(?!.*example)", written)
    for one in WHOLE.entities:
        assert one.contact_email.endswith(".example")
        assert set(one.names) == {"nl", "fr", "en", "de"}


def test_the_targets_can_be_read() -> None:
    read = targets.read(Path(years.__file__).with_name("targets.csv"))
    assert (read.problems, {one.year for one in read.targets}) == ((), {2025, 2026})


@BOTH
def test_some_targets_are_met_and_some_are_not(world: World) -> None:
    read = targets.read(Path(years.__file__).with_name("targets.csv"))
    by_key = {one.key: one for one in indicators.INDICATORS}
    met = set()
    for one in read.targets:
        if one.year != world.years[-1] or one.indicator == "criteria-without-failures":
            continue
        value = truth.figure(world, one.indicator, one.year, level=one.level)
        assert value is not None
        met.add(value >= one.value if by_key[one.indicator].higher_is_better else value <= one.value)
    assert met == {True, False}


# The truth, against itself.


@BOTH
def test_a_year_adds_up_with_the_year_before(world: World) -> None:
    """What there was is open, mended or on a page that is gone; what there is, is open or new."""
    for year in world.years[1:]:
        for key, product in truth.of_year(world, year).items():
            changes: Counter[Change] = Counter()
            for (_, change), count in product.changes.items():
                changes[change] += count
            before = truth.of_year(world, product.compared_with, rescored=True)[key]
            gone = changes[Change.MENDED] + changes[Change.PAGE_GONE]
            come = changes[Change.NEW] + changes[Change.FIRST_TESTED]
            assert changes[Change.OPEN] + gone == before.failures + before.doubts, (key, year)
            assert changes[Change.OPEN] + come == product.failures + product.doubts, (key, year)


def test_each_change_happens() -> None:
    seen = {change for year in WHOLE.years for one in truth.of_year(WHOLE, year).values() for _, change in one.changes}
    assert seen == {Change.OPEN, Change.NEW, Change.MENDED, Change.PAGE_GONE, Change.FIRST_TESTED}


def test_a_site_that_was_down_is_compared_with_the_year_before_that() -> None:
    assert "S10" not in truth.of_year(WHOLE, 2025)
    assert truth.of_year(WHOLE, 2026)["S10"].compared_with == 2024


def test_the_merger_carries_the_products() -> None:
    before, after = truth.owners(WHOLE, 2025), truth.owners(WHOLE, 2026)
    assert (before["NGL008"], before["NGL009"]) == ({"S15"}, {"S16", "S17"})
    assert after["NGL013"] == {"S15", "S16", "S17"}
    assert {"NGL008", "NGL009"}.isdisjoint(after)


@BOTH
def test_the_first_method_saw_less(world: World) -> None:
    first = world.years[0]
    then, again = truth.of_year(world, first), truth.of_year(world, first, rescored=True)
    assert sum(one.doubts for one in then.values()) < sum(one.doubts for one in again.values())
    assert all(one.vacancies_incomplete == 0 for one in then.values())


# Pages in a browser.


def alone(barrier: str, language: str) -> World:
    """A site with a barrier. Where the title misses, the heading must say enough by itself: that of a vacancy does."""
    site = WHOLE.site(LANGUAGES[language])
    in_vacancy = BARRIERS[barrier].place == "vacancy" or barrier == "title-missing"
    place = "job-counter" if in_vacancy else "statement"
    key = f"{language}-{barrier}"
    return replace(
        WHOLE,
        sites=(replace(site, key=key, pages=("home", "statement")),),
        openings=(Opening(site=key, job="counter", first=2024, last=2026),) if in_vacancy else (),
        planted=(Planted(site=key, page=place, barrier=barrier, first=2024, last=2026),),
    )


def together(worlds: Iterator[World]) -> World:
    every = tuple(worlds)
    return replace(
        WHOLE,
        sites=tuple(one for world in every for one in world.sites),
        openings=tuple(one for world in every for one in world.openings),
        planted=tuple(one for world in every for one in world.planted),
    )


@pytest.mark.browser
@pytest.mark.slow
@takes_minutes
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_each_barrier_gives_its_findings_and_no_other(language: str, tmp_path: Path) -> None:
    kinds = [one for one in BARRIERS if one != "hard-text" or language == "nl"]
    world = together(alone(one, language) for one in kinds)
    assert differing(world, 2025, tmp_path) == []


@pytest.mark.browser
@pytest.mark.slow
@takes_minutes
@pytest.mark.parametrize("year", SHORT.years)
def test_the_pages_are_clean_but_for_what_is_planted(year: int, tmp_path: Path) -> None:
    assert differing(SHORT, year, tmp_path) == []


@pytest.mark.browser
@pytest.mark.slow
@takes_minutes
def test_all_pages_of_the_whole_government_are_clean_but_for_what_is_planted(tmp_path: Path) -> None:
    assert differing(WHOLE, 2024, tmp_path) == []


# A run of the years.


def ran(folder: Path, *, short: bool) -> years.Demo:
    demo = years.opened(folder, short=short)
    years.measure(demo, language="nl", workers=2, began=lambda year: None, tell=lambda step: None)
    return demo


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> years.Demo:
    return years.opened(made_once(tmp_path_factory, "demo", lambda folder: ran(folder, short=True)), short=True)


@pytest.fixture
def store(demo: years.Demo) -> Iterator[Store]:
    with closing(plugins.open_store(plugins.plugin_manager(), demo.store)) as opened:
        yield opened


def run_keys(store: Store, world: World) -> Iterator[tuple[str, int, bool]]:
    """The key of each run, its year, and whether it is that year scored again."""
    for one in store.runs():
        assert one.finished_at is not None
        assert one.year is not None
        yield one.run.id, one.year, one.method != years.METHODS[0] and one.year == world.years[0]


def path_of(address: str) -> str:
    return "/" + address.split("/", 3)[3]


def assert_true(store: Store, world: World) -> None:
    """What the store holds is what was planted."""
    seen = []
    for run, year, rescored in run_keys(store, world):
        seen.append((year, rescored))
        expected = truth.of_year(world, year, rescored=rescored)
        tallies = {one.product: one for one in store.product_tallies(run) if one.pages}
        assert tallies.keys() == expected.keys(), (year, rescored)
        levels = store.level_tallies(run)
        for key, product in expected.items():
            where = (year, rescored, key)
            tally = tallies[key]
            for name in (
                *("pages", "failures", "doubts", "without_failures", "without_wcag_failures", "vacancies"),
                *("vacancies_serious", "vacancies_incomplete", "missing_items"),
            ):
                assert (name, getattr(tally, name)) == (name, getattr(product, name)), where
            assert tally.opened == product.pages, where
            by_rule = {
                one.rule_id: count
                for one in store.rule_tallies(run, product=key)
                if (count := one.tally.failures + one.tally.doubts)
            }
            assert by_rule == product.findings, where
            mine = [one for one in levels if one.product == key]
            assert (sum(one.above for one in mine), sum(one.pages for one in mine)) == (product.above, product.texts)
            on_pages = Counter((path_of(address), one.rule_id) for address, one in store.findings(run, product=key))
            left_out = () if rescored else world.left_out(year)
            assert on_pages == Counter((one.path, one.rule) for one in truth.findings(world, key, year, left_out))
            changes = {(one.rule_id, one.change): one.findings for one in store.change_tallies(run, product=key)}
            assert changes == product.changes, where
    assert sorted(seen) == sorted([(year, False) for year in world.years] + [(world.years[0], True)])


@pytest.mark.browser
@pytest.mark.slow
def test_the_store_holds_what_was_planted(demo: years.Demo, store: Store) -> None:
    assert_true(store, demo.world)


@pytest.mark.browser
@pytest.mark.slow
def test_the_figures_are_those_of_what_was_planted(demo: years.Demo, store: Store) -> None:
    for run, year, rescored in run_keys(store, demo.world):
        levels = store.level_tallies(run)
        measured = [
            ProductYear(tally=one, levels=tuple(level for level in levels if level.product == one.product))
            for one in store.product_tallies(run)
            if one.pages
        ]
        for indicator in indicators.INDICATORS:
            if indicator.key == "criteria-without-failures":
                continue
            figure = indicators.of_group(indicator, measured)
            expected = truth.figure(demo.world, indicator.key, year, rescored=rescored)
            assert (figure and figure.value) == pytest.approx(expected), (indicator.key, year)


@pytest.mark.browser
@pytest.mark.slow
def test_the_merger_is_in_the_store(demo: years.Demo, store: Store) -> None:
    bodies = {one.key for one in store.entities(2026)}
    assert "NGL013" in bodies
    assert {"NGL008", "NGL009"}.isdisjoint(bodies)
    assert {one.key for one in store.products(2026) if one.entity == "NGL013"} == {"S15", "S17"}
    compared = {one.product: one.compared_with for one in store.product_tallies("year-2026")}
    assert compared["S15"] is not None
    assert compared["S15"].startswith("year-2025@")


@pytest.mark.browser
@pytest.mark.slow
def test_a_demo_that_is_there_is_gone_on_with(demo: years.Demo) -> None:
    def kept() -> object:
        with closing(plugins.open_store(plugins.plugin_manager(), demo.store)) as store:
            runs = [one.run.id for one in store.runs()]
            return runs, [list(store.pages(run)) for run in runs]

    before = kept()
    again = ran(demo.folder, short=True)
    assert again == demo
    assert kept() == before


# The reports.


@pytest.fixture(scope="module")
def reports(demo: years.Demo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of the last year, in Dutch: pages and open data."""
    return reporting.write(demo, language="nl", workers=1, formats=("html", "data")).parent


def rows_of(reports: Path, table: str) -> list[dict[str, str]]:
    with (reports / "data" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def means(world: World, keys: Iterable[str], year: int, *, rescored: bool = False) -> dict[str, float]:
    """The indicators of some products in a year, that planted barriers tell: the mean of the products with a figure."""
    found = truth.of_year(world, year, rescored=rescored)
    made = {}
    for indicator in indicators.INDICATORS:
        parts = [found[key].parts(indicator.key) for key in keys if key in found]
        values = [part / whole for part, whole in (one for one in parts if one) if whole]
        if values:
            made[indicator.key] = sum(values) / len(values)
    return made


@pytest.mark.browser
@pytest.mark.slow
def test_the_reports_count_each_planted_barrier_once(demo: years.Demo, reports: Path) -> None:
    """By body and rule: findings, and which of them are new, still there, mended, or on a page that is gone."""
    year = demo.world.years[-1]
    found = truth.of_year(demo.world, year)
    expected: dict[tuple[str, str], Counter[str]] = {}
    for body, keys in truth.owners(demo.world, year).items():
        for product in (found[key] for key in keys if key in found):
            for rule, count in product.findings.items():
                expected.setdefault((body, rule), Counter())["findings"] += count
            for (rule, change), count in product.changes.items():
                expected.setdefault((body, rule), Counter())[change.replace("-", "_")] += count
    told = {}
    for row in rows_of(reports, "barriers"):
        counted = {
            name: int(row[name]) for name in ("new", "open", "mended", "page_gone", "not_tested", "first_tested")
        }
        counted["findings"] = int(row["failures"]) + int(row["doubts"])
        told[row["body"], row["rule"]] = Counter({name: count for name, count in counted.items() if count})
    assert told == expected


@pytest.mark.browser
@pytest.mark.slow
def test_the_reports_have_the_figures_targets_and_break_that_were_planted(demo: years.Demo, reports: Path) -> None:
    world, year = demo.world, demo.world.years[-1]
    owners = truth.owners(world, year)
    aims = targets.read(demo.folder / targets.FILE_NAME).targets
    by_key = {one.key: one for one in indicators.INDICATORS}
    levels = {one.key: one.level for one in world.entities if one.valid_in(year)}
    for row in rows_of(reports, "bodies"):
        if row["indicator"] == "criteria-without-failures":
            continue
        expected = means(world, owners[row["body"]], year).get(row["indicator"])
        assert (row["value"] == "") == (expected is None), row
        if expected is None:
            continue
        assert float(row["value"]) == pytest.approx(expected, abs=1e-5), row
        aim = target_of(aims, row["indicator"], year, levels[row["body"]])
        if aim is None:
            assert row["standing"] == ""
        else:
            reached = expected >= aim.value if by_key[row["indicator"]].higher_is_better else expected <= aim.value
            assert row["standing"] == ("met" if reached else "not met"), row
    whole = [one for one in rows_of(reports, "series") if one["scope"] == "government"]
    for row in whole:
        if row["indicator"] != "criteria-without-failures":
            past = int(row["year"])
            assert float(row["value"]) == pytest.approx(truth.figure(world, row["indicator"], past), abs=1e-5)
            again = truth.figure(world, row["indicator"], past, rescored=True)
            assert float(row["rescored_value"]) == pytest.approx(again, abs=1e-5)
    assert {int(row["year"]) for row in whole if row["break"] == "true"} == {world.years[1]}


@pytest.mark.browser
@pytest.mark.slow
def test_the_report_of_the_merged_body_tells_where_it_came_from(demo: years.Demo, reports: Path) -> None:
    page = (reports / "nl/bodies/ngl013/index.html").read_text(encoding="utf-8")
    before = [one for one in demo.world.entities if "NGL013" in one.successors]
    assert len(before) == 2
    assert all(one.name("nl") in page for one in before)
    assert not (reports / "nl/bodies/ngl008").exists()


# The command.


def accesscheck(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "accesscheck", *arguments], capture_output=True, encoding="utf-8", timeout=60
    )


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    done = accesscheck("demo", "government", "--folder", str(tmp_path), "--language", "en")
    assert done.returncode == 2
    assert "something else in this folder" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_the_other_form_is_not_gone_on_with(tmp_path: Path) -> None:
    years.opened(tmp_path / "demo", short=True)
    done = accesscheck("demo", "government", "--folder", str(tmp_path / "demo"), "--language", "en")
    assert done.returncode == 2
    assert "the other form of the demo" in done.stderr


def test_two_demos_have_other_ports(tmp_path: Path) -> None:
    one = years.opened(tmp_path / "one", short=True)
    with serving.Serving(one.world, tmp_path / "sites", one.ports) as served:
        served.switch(2025)
        other = years.opened(tmp_path / "other", short=True)
        assert set(one.ports.values()).isdisjoint(other.ports.values())
