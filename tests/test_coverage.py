"""How far criteria and needs of users were tested."""

from datetime import UTC, datetime

import pytest

from accesscheck.audit import load_rules
from accesscheck.coverage import DECIDED_BY, Extent, criteria, needs
from accesscheck.model.finding import Finding, Impact, Outcome, RuleResult, UntestedReason, result, untested
from accesscheck.model.location import WholeDocument
from accesscheck.model.report import PageResult
from accesscheck.model.target import Target

RULES = {rule.id: rule for rule in load_rules()}


def page(*results: RuleResult) -> PageResult:
    return PageResult(
        target=Target(address="a"), address="a", fetched_at=datetime(2026, 1, 1, tzinfo=UTC), sha256="", results=results
    )


def found(rule_id: str, outcome: Outcome) -> RuleResult:
    finding = Finding(
        rule_id=rule_id, outcome=outcome, impact=Impact.MINOR, location=WholeDocument(), params={}, fingerprint="x"
    )
    return result(rule_id, (finding,), checked=1)


def passed(rule_id: str) -> RuleResult:
    return result(rule_id, (), checked=1)


LANGUAGE = [passed(rule_id) for rule_id in DECIDED_BY["3.1.1"]]


@pytest.mark.parametrize(
    ("criterion", "results", "extent"),
    [
        pytest.param("1.1.1", [], Extent.NOT, id="no rule"),
        pytest.param("1.1.1", [untested("axe-image-alt", UntestedReason.NEEDS_BROWSER)], Extent.NOT, id="untested"),
        pytest.param("1.1.1", [passed("axe-image-alt")], Extent.PARTLY, id="passed is no proof"),
        pytest.param("1.1.1", [found("axe-image-alt", Outcome.FAILED)], Extent.PARTLY, id="failed"),
        pytest.param("1.1.1", [result("axe-image-alt", (), checked=0)], Extent.ABSENT, id="no image"),
        pytest.param(
            "1.1.1",
            [result("axe-image-alt", (), checked=0), untested("axe-role-img-alt", UntestedReason.PAGE_TIMEOUT)],
            Extent.PARTLY,
            id="no image, and something untested",
        ),
        pytest.param("3.1.1", LANGUAGE, Extent.FULLY, id="decided by rules"),
        pytest.param("3.1.1", LANGUAGE[1:], Extent.PARTLY, id="one of them did not run"),
    ],
)
def test_extent(criterion: str, results: list[RuleResult], extent: Extent) -> None:
    covered = {one.criterion: one for one in criteria([page(*results)], RULES)}
    assert covered[criterion].extent is extent


def test_a_doubt_leaves_nothing_decided() -> None:
    doubt = [found(one.rule_id, Outcome.CANT_TELL) if "differs" in one.rule_id else one for one in LANGUAGE]
    covered = {one.criterion: one for one in criteria([page(*doubt)], RULES)}
    assert covered["3.1.1"].extent is Extent.PARTLY
    assert covered["3.1.1"].cant_tell == 1


def test_there_are_55_criteria_of_levels_a_and_aa() -> None:
    assert len(criteria([], RULES)) == 55


def test_needs() -> None:
    covered = criteria([page(found("axe-image-alt", Outcome.FAILED))], RULES)
    by_letter = {one.letter: one for one in needs(covered)}
    assert "".join(by_letter) == "abcdefghi"
    assert (by_letter["a"].tested, by_letter["a"].failing, by_letter["a"].failed) == (1, 1, 1)
    assert by_letter["f"].criteria == 0
    assert by_letter["h"].tested == 0
