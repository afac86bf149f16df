"""The scores that the benchmarks print, on small data made by hand."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
ALL_FAILED = {"rule": "failed"}
CRITERIA = {"rule": ["1.1.1"], "loud": ["1.1.1"], "other": ["4.1.2"], "best-practice": [], "wide": ["1.1.1", "1.3.1"]}


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def act() -> ModuleType:
    """The scorer of ACT examples."""
    return _load("act_score")


@pytest.fixture(scope="module")
def gds(act: ModuleType) -> ModuleType:
    """The scorer of barriers."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        return _load("gds")
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))


def _entry(act: ModuleType, page: str, expected: str, **more: Any) -> Any:
    wcag = frozenset(more.pop("wcag", ["1.1.1"]))
    secondary = frozenset(more.pop("secondary", []))
    return act.Entry(
        rule=more.pop("rule", "abc123"), page=page, expected=expected, wcag=wcag, secondary=secondary, **more
    )


def _entries(act: ModuleType) -> list[Any]:
    return [_entry(act, "f1", "failed"), _entry(act, "f2", "failed"), _entry(act, "p1", "passed")]


def test_recall_counts_failed_and_with_cant_tell_apart(act: ModuleType) -> None:
    pages = {"f1": {"rule": "failed"}, "f2": {"rule": "cantTell"}, "p1": {}}
    (one,) = act.score(_entries(act), pages, CRITERIA)
    assert (one.failed, one.found, one.asked, one.missed) == (2, 1, 2, ["f2"])


def test_a_failure_under_another_criterion_is_no_recall(act: ModuleType) -> None:
    pages = {"f1": {"other": "failed", "best-practice": "failed"}, "f2": {"unknown": "failed"}, "p1": {}}
    (one,) = act.score(_entries(act), pages, CRITERIA)
    assert (one.found, one.asked) == (0, 0)


def test_a_failure_on_a_passed_example_is_a_false_positive_and_a_question_is_none(act: ModuleType) -> None:
    entries = [_entry(act, "f1", "failed"), _entry(act, "p1", "passed"), _entry(act, "i1", "inapplicable")]
    pages = {"f1": {}, "p1": {"rule": "failed"}, "i1": {"rule": "cantTell"}}
    (one,) = act.score(entries, pages, CRITERIA)
    assert (one.good, one.false, one.wrong) == (2, 1, ["p1"])


def test_a_good_example_that_fails_a_rule_with_the_same_criterion_is_left_out(act: ModuleType) -> None:
    entries = [
        _entry(act, "shared", "passed"),
        _entry(act, "shared", "failed", rule="def456"),
        _entry(act, "apart", "passed"),
        _entry(act, "apart", "failed", rule="fed654", wcag=["2.4.4"]),
        _entry(act, "related", "passed"),
        _entry(act, "related", "failed", rule="987abc", wcag=["2.4.4"], secondary=["1.1.1"]),
    ]
    pages = {"shared": {"rule": "failed"}, "apart": {"rule": "failed"}, "related": {"rule": "failed"}}
    first = act.score(entries, pages, CRITERIA)[0]
    assert (first.good, first.wrong) == (1, ["apart"])


def test_secondary_criteria_count_for_recall(act: ModuleType) -> None:
    entries = [_entry(act, "f1", "failed", secondary=["4.1.2"])]
    (one,) = act.score(entries, {"f1": {"other": "failed"}}, CRITERIA)
    assert (one.found, one.mapped, one.verdict) == (1, 1, None)


def test_mapped_recall_leaves_out_rules_with_a_false_positive_on_the_same_act_rule(act: ModuleType) -> None:
    pages = {
        "f1": {"rule": "failed", "loud": "failed"},
        "f2": {"loud": "failed"},
        "p1": {"loud": "failed"},
    }
    (one,) = act.score(_entries(act), pages, CRITERIA)
    assert (one.found, one.mapped) == (2, 1)


def test_rules_without_criteria_that_wcag_needs_are_not_in_the_total(act: ModuleType) -> None:
    entries = [*_entries(act), _entry(act, "f9", "failed", rule="aaa111", wcag=[])]
    sums = act.total(act.score(entries, {"f1": ALL_FAILED, "f2": {}, "p1": {}, "f9": {}}, CRITERIA))
    assert (sums["failed"], sums["found"], sums["good"]) == (2, 1, 1)


def test_a_page_that_was_not_opened_is_missed_and_no_false_positive(act: ModuleType) -> None:
    (one,) = act.score(_entries(act), {"f1": None, "f2": ALL_FAILED, "p1": None}, CRITERIA)
    assert (one.found, one.missed, one.false, one.verdict) == (1, ["f1"], 0, "partial")
    assert act.fired(None) == ["(page not opened)"]


def test_what_fired_puts_failures_first_and_marks_questions(act: ModuleType) -> None:
    assert act.fired({"a": "cantTell", "b": "failed", "c": "untested"}) == ["b", "a?"]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ({"f1": ALL_FAILED, "f2": ALL_FAILED, "p1": {}}, "complete"),
        ({"f1": ALL_FAILED, "f2": {"rule": "cantTell"}, "p1": {"rule": "cantTell"}}, "complete"),
        ({"f1": {"rule": "cantTell"}, "f2": {"rule": "cantTell"}, "p1": {}}, "partial"),
        ({"f1": ALL_FAILED, "f2": {}, "p1": {}}, "partial"),
        ({"f1": ALL_FAILED, "f2": ALL_FAILED, "p1": ALL_FAILED}, None),
        ({"f1": {}, "f2": {}, "p1": {}}, None),
        ({"f1": ALL_FAILED, "f2": ALL_FAILED, "p1": {"rule": "untested"}}, "partial"),
        ({"f1": {"other": "failed"}, "f2": {"other": "failed"}, "p1": {}}, None),
        # Two rules together; the one with a false positive does not stand for the ACT rule, and does no harm.
        ({"f1": ALL_FAILED, "f2": {"second": "failed"}, "p1": {"loud": "failed"}}, "complete"),
    ],
)
def test_verdict(act: ModuleType, pages: dict[str, Any], expected: str | None) -> None:
    assert act.verdict(_entries(act), pages, {**CRITERIA, "second": ["1.1.1"]}) == expected


def test_verdict_wants_the_criteria_of_the_act_rule_and_allows_secondary_ones(act: ModuleType) -> None:
    pages = {"f1": {"wide": "failed"}, "p1": {}}
    strict = [_entry(act, "f1", "failed"), _entry(act, "p1", "passed")]
    allowing = [_entry(act, page, kind, secondary=["1.3.1"]) for page, kind in (("f1", "failed"), ("p1", "passed"))]
    needing_more = [_entry(act, "f1", "failed", wcag=["1.1.1", "1.3.1", "4.1.2"])]
    assert act.verdict(strict, pages, CRITERIA) is None
    assert act.verdict(allowing, pages, CRITERIA) == "complete"
    assert act.verdict(needing_more, pages, CRITERIA) is None


def test_verdict_ignores_unapproved_examples_where_there_are_approved_ones(act: ModuleType) -> None:
    unapproved = [_entry(act, "f2", "failed", approved=False), _entry(act, "p1", "passed", approved=False)]
    pages = {"f1": ALL_FAILED, "f2": {}, "p1": ALL_FAILED}
    assert act.verdict([_entry(act, "f1", "failed"), *unapproved], pages, CRITERIA) == "complete"
    assert act.verdict(unapproved, pages, CRITERIA) is None


def test_verdicts_are_counted_by_status(act: ModuleType) -> None:
    entries = [*_entries(act), _entry(act, "g1", "failed", rule="def456", status="proposed")]
    scores = act.score(entries, {"f1": ALL_FAILED, "f2": {}, "p1": {}, "g1": ALL_FAILED}, CRITERIA)
    assert act.verdicts(scores, "approved") == (0, 1, 1)
    assert act.verdicts(scores, "proposed") == (1, 0, 1)


def test_a_page_under_two_act_rules_is_one_page(act: ModuleType) -> None:
    case = {
        "ruleName": "",
        "ruleStatus": "approved",
        "wcag": [],
        "wcagSecondary": [],
        "approved": True,
        "expected": "passed",
    }
    cases = [{**case, "ruleId": rule, "testcaseId": "1", "path": f"/{rule}.html"} for rule in ("a", "b")]
    assert [(entry.rule, entry.page) for entry in act.entries_of(cases)] == [("a", "/a.html"), ("b", "/a.html")]


def _tests(*ids: str) -> list[dict[str, str]]:
    return [{"id": name, "page": f"{name}.html", "control": "control.html"} for name in ids]


def test_a_barrier_is_found_by_a_rule_of_the_table_that_the_control_page_does_not_have(gds: ModuleType) -> None:
    pages = {
        "a.html": {"html-x-wrong": "failed", "axe-y": "failed", "template": "failed"},
        "b.html": {"html-x-wrong": "cantTell"},
        "c.html": None,
        "control.html": {"template": "failed"},
    }
    table = {"a": ["html-x-*"], "b": ["html-x-*"], "c": []}
    failed = gds.judge(_tests("a", "b", "c"), pages, gds.LEVELS["failed"], table)
    assert (failed["a"].naming, failed["a"].other) == (("html-x-wrong",), ("axe-y",))
    assert (failed["b"].naming, failed["c"].naming) == ((), ())
    asked = gds.judge(_tests("a", "b", "c"), pages, gds.LEVELS["with cantTell"], table)
    assert asked["b"].naming == ("html-x-wrong",)


def test_a_rule_on_more_than_half_of_the_pages_finds_nothing(gds: ModuleType) -> None:
    pages = {"a.html": {"x": "failed"}, "b.html": {"x": "failed"}, "control.html": {}}
    verdicts = gds.judge(_tests("a", "b"), pages, gds.LEVELS["failed"], {"a": ["x"]})
    assert not verdicts["a"].naming
    assert (verdicts["a"].reviewed, verdicts["b"].reviewed) == (True, False)


def test_the_table_of_barriers_is_one_of_lists() -> None:
    table = yaml.safe_load((ROOT / "benchmarks" / "gds_barriers.yml").read_text(encoding="utf-8"))
    assert all(isinstance(pattern, str) for patterns in table.values() for pattern in patterns)


def test_criteria_of_axe_tags(gds: ModuleType) -> None:
    tags = ["cat.color", "wcag2aa", "wcag143", "wcag1410", "wcag21a", "best-practice", "wcag2a-obsolete"]
    assert sys.modules["engines"].criteria_of_tags(tags) == ["1.4.3", "1.4.10"]
