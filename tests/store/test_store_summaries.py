"""The figures of a run are those of its pages, counted here in another way."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from test_store_contract import run

from accesscheck import audit, standards
from accesscheck.model.document import Note
from accesscheck.model.finding import Outcome
from accesscheck.model.page_list import ListedPage
from accesscheck.model.report import PageResult
from accesscheck.model.stored_run import State
from accesscheck.model.tally import ProductTally, RuleTally, Tally
from accesscheck.store import open_store
from accesscheck.store.store import SqlStore


@pytest.fixture(scope="module")
def pages(root: Path) -> tuple[PageResult, ...]:
    """A page with barriers, a vacancy, a page without barriers, and one that is not there."""
    options = audit.AuditOptions(depth="quick")
    names = ("pages/loket.html", "documents/vacature.docx", "nothing.html")
    report = audit.check([str(root / "fixtures" / name) for name in names], options=options)
    clean = audit.check_html("<main><h1>Loket</h1><p>Kom langs.</p></main>", "https://a.example/", options=options)
    return (*report.pages, clean)


@pytest.fixture
def store(tmp_path: Path, pages: Sequence[PageResult]) -> Iterator[SqlStore]:
    """A finished run of a product."""
    made = open_store(str(tmp_path / "results.db"))
    made.begin(run(), year=2026, rules=audit.load_rules())
    made.plan("r", ["site", "down"])
    made.put_state("r", "down", State.FAILED, reason="no answer")
    for page in pages:
        made.add("r", page, product="site")
    made.finish("r", at=datetime(2026, 12, 1, tzinfo=UTC))
    yield made
    made.close()


def test_rules_are_counted(store: SqlStore, pages: Sequence[PageResult]) -> None:
    counted = store.rule_counts("r")
    results = [result for page in pages for result in page.results]
    assert set(counted) == {result.rule_id for result in results}
    for rule_id, tally in counted.items():
        mine = [result for result in results if result.rule_id == rule_id]
        outcomes = [result.outcome for result in mine]
        found = [finding.outcome for result in mine for finding in result.findings]
        assert tally == Tally(
            failed=outcomes.count(Outcome.FAILED),
            cant_tell=outcomes.count(Outcome.CANT_TELL),
            passed=outcomes.count(Outcome.PASSED),
            inapplicable=outcomes.count(Outcome.INAPPLICABLE),
            untested=outcomes.count(Outcome.UNTESTED),
            failures=found.count(Outcome.FAILED),
            doubts=found.count(Outcome.CANT_TELL),
        )
        assert tally.tested == len(mine) - tally.untested


def test_a_criterion_has_the_worst_of_its_rules_on_a_page(store: SqlStore, pages: Sequence[PageResult]) -> None:
    counted = {one.criterion: one.tally for one in store.criterion_tallies("r", product="site")}
    rules = audit.load_rules()
    of_rule = {rule.id: {one.clause for one in rule.references if one.standard == "wcag22"} for rule in rules}
    for criterion, tally in counted.items():
        by_page = [{one.outcome for one in page.results if criterion in of_rule[one.rule_id]} for page in pages]
        failing = sum(Outcome.FAILED in outcomes for outcomes in by_page)
        assert tally.failed == failing
        assert tally.cant_tell == sum(Outcome.CANT_TELL in found and Outcome.FAILED not in found for found in by_page)
        assert tally.untested == sum(found == {Outcome.UNTESTED} for found in by_page)
        assert tally.tested + tally.untested == sum(map(bool, by_page))


def test_a_product_has_its_pages_and_its_vacancies(store: SqlStore, pages: Sequence[PageResult]) -> None:
    tallies = {one.product: one for one in store.product_tallies("r")}
    site = tallies["site"]
    assert (site.pages, site.opened) == (4, 3)
    found = [finding for page in pages for finding in page.findings]
    assert site.failures == sum(one.outcome is Outcome.FAILED for one in found)
    assert site.doubts == sum(one.outcome is Outcome.CANT_TELL for one in found)
    assert site.without_failures == sum(
        all(one.outcome is not Outcome.FAILED for one in page.findings) for page in pages if page.sha256
    )
    assert site.vacancies == site.vacancies_serious == site.vacancies_incomplete == 1
    grounds = {rule.id: rule.ground for rule in audit.load_rules()}
    assert site.missing_items == sum(grounds[one.rule_id] == "missing" for one in found) > 0
    levels = dict(standards.criteria())
    judged = [
        one
        for one in store.criterion_tallies("r", product="site")
        if levels.get(one.criterion) in ("A", "AA") and one.tally.tested > one.tally.inapplicable
    ]
    assert site.criteria_tested == len(judged)
    assert site.criteria_without_failures == sum(one.tally.failed == 0 for one in judged)
    assert tallies["down"] == ProductTally(product="down"), "a product that was down all year has figures: none"


def test_a_reading_level_is_counted_once_a_page(store: SqlStore, pages: Sequence[PageResult]) -> None:
    measured = [result for page in pages for result in page.results if "level" in result.measured]
    tallies = store.level_tallies("r")
    assert sum(one.pages for one in tallies) == len(measured) > 0
    assert {one.level for one in tallies} == {str(result.measured["level"]) for result in measured}
    assert sum(one.above for one in tallies) == sum(bool(result.findings) for result in measured)


@pytest.mark.parametrize(
    ("listed", "notes", "expected"),
    [
        pytest.param([], [], {"not-tested"}, id="no crawl: it may still be there"),
        pytest.param(["https://a.example/other"], [], {"page-gone"}, id="a crawl that did not find it"),
        pytest.param(["https://a.example/old"], [], {"not-tested"}, id="a crawl that found it, and it was not drawn"),
        pytest.param([], ["404"], {"page-gone"}, id="the server says that it is no more"),
        pytest.param([], ["500"], {"not-tested"}, id="the server was ill"),
    ],
)
def test_a_page_that_is_gone_is_told_from_one_that_was_not_tested(
    tmp_path: Path, listed: list[str], notes: list[str], expected: set[str]
) -> None:
    store = open_store(str(tmp_path / "results.db"))
    page = audit.check_html("<img src=a>", "https://a.example/old")
    for run_id, year in (("a", 2025), ("b", 2026)):
        store.begin(run(run_id), year=year)
        if run_id == "a":
            store.add(run_id, page, product="p")
        else:
            store.put_page_list(run_id, "p", [ListedPage(address=address) for address in listed])
            store.add(run_id, audit.check_html("<p>Hi</p>", "https://a.example/"), product="p")
            for status in notes:
                lost = replace(page, sha256=None, results=(), notes=(Note(key="status", params={"status": status}),))
                store.add(run_id, lost, product="p")
        store.finish(run_id)
    assert {one.change.value for one in store.changes("b", "p") if one.address.endswith("old")} == expected
    store.close()


def test_a_merger_keeps_the_history_of_a_product(tmp_path: Path) -> None:
    """A product is known by its key: which body it belongs to is in the inventory of each year."""
    store = open_store(str(tmp_path / "results.db"))
    page = audit.check_html("<img src=a>", "https://a.example/")
    for year in (2024, 2025, 2027):
        store.begin(replace(run(str(year)), rule_set_sha256=str(year // 2026)), year=year)
        store.add(str(year), page, product="p")
        store.finish(str(year))
    rescored = replace(run("2025 again"), rule_set_sha256=str(2027 // 2026))
    store.begin(rescored, year=2025, method="the rules of 2027")
    store.add("2025 again", page, product="p")
    store.finish("2025 again")
    store.finish("2027")
    tallies = store.product_tallies("2027")
    assert tallies[0].compared_with == "2025 again", "of one year, the run with the same rules is compared with"
    assert {one.change.value for one in store.change_tallies("2027")} == {"open"}
    store.close()


def test_spreads_add_up_what_products_have(store: SqlStore, pages: Sequence[PageResult]) -> None:
    for page in pages[:2]:
        store.add("r", page, product="second")
    store.finish("r")
    rules: dict[str, list[RuleTally]] = {}
    for one in store.rule_tallies("r"):
        rules.setdefault(one.rule_id, []).append(one)
    for spread in store.rule_spreads("r"):
        of_rule = [one.tally for one in rules.pop(spread.rule_id)]
        assert spread.tally == sum(of_rule, Tally())
        assert spread.products == sum(tally.tested > 0 for tally in of_rule)
        assert spread.failing == sum(tally.failed > 0 for tally in of_rule)
    assert not rules
    for counted in store.criterion_spreads("r"):
        of_criterion = [one.tally for one in store.criterion_tallies("r") if one.criterion == counted.criterion]
        assert counted.tally == sum(of_criterion, Tally())
        assert counted.failing == sum(tally.failed > 0 for tally in of_criterion)
    shown = store.examples("r", products=["site", "second"], pages=2)
    assert {one.finding.rule_id for one in shown} == {found.rule_id for page in pages for found in page.findings}
    assert max(Counter(one.finding.rule_id for one in shown).values()) == 2


def test_rules_together_on_a_product_have_its_findings_and_the_pages_of_the_one_with_most(store: SqlStore) -> None:
    tallies = store.rule_tallies("r", product="site")
    some = [one for one in tallies if one.rule_id.startswith("html-") and one.tally.tested]
    (spread,) = store.product_spreads("r", rules=[one.rule_id for one in some])
    assert spread.product == "site", "a product that was down is in no spread"
    assert spread.failures == sum(one.tally.failures for one in some) > 0
    assert spread.doubts == sum(one.tally.doubts for one in some)
    assert spread.failed == max(one.tally.failed for one in some)
    assert spread.found == max(one.tally.failed + one.tally.cant_tell for one in some)
    assert spread.tested == max(one.tally.tested for one in some)


def test_the_products_with_most_pages_of_a_rule_come_first(store: SqlStore, pages: Sequence[PageResult]) -> None:
    for name in ("one", "two"):
        for number, page in enumerate(pages[:1] if name == "one" else pages):
            store.add("r", replace(page, address=f"https://{name}.example/{number}"), product=name)
    store.finish("r")
    by_rule: dict[str, list[RuleTally]] = {}
    for one in store.rule_tallies("r"):
        by_rule.setdefault(one.rule_id, []).append(one)
    for most in (1, 2, 9):
        found = store.most_found("r", rules=list(by_rule), products=most)
        for rule_id, tallies in by_rule.items():
            with_some = [one for one in tallies if one.tally.failed + one.tally.cant_tell]
            shown = found.get(rule_id, ())
            assert len(shown) == min(most, len(with_some))
            pages_of = {one.product: (one.tally.failed, one.tally.cant_tell) for one in with_some}
            assert [pages_of[key] for key in shown] == sorted(pages_of.values(), reverse=True)[:most]
