"""Every case of every rule, in fixtures/rules."""

from pathlib import Path

import pytest

from accesscheck.audit import load_rules
from accesscheck.model.finding import Outcome
from accesscheck.model.rule import Rule
from accesscheck.testing import Case, cases, problems, run_case

FOLDER = Path(__file__).parents[1] / "fixtures" / "rules"
CASES = [case for path in sorted(FOLDER.glob("*.yml")) for case in cases(path)]


def _param(case: Case) -> object:
    marks = [pytest.mark.browser] if case.rule_id.startswith("axe-") else []
    return pytest.param(case, id=f"{case.rule_id} {case.id}", marks=marks)


@pytest.mark.parametrize("case", [_param(case) for case in CASES])
def test_case(case: Case) -> None:
    result = run_case(case, browser=case.rule_id.startswith("axe-"))
    assert list(problems(case, result)) == []


RULES_WITH_FIXTURES = [rule for rule in load_rules() if rule.kind not in ("terms", "pattern", "presence")]

ALWAYS_APPLIES = frozenset(
    {
        "axe-document-title",
        "axe-hidden-content",
        "axe-html-has-lang",
        "axe-landmark-one-main",
        "axe-page-has-heading-one",
    }
)
"""Rules on the page as a whole: every page has a root."""

NEVER_PASSES = frozenset({"axe-server-side-image-map"})
"""Rules that axe-core only ever asks a person about."""


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES_WITH_FIXTURES])
def test_each_rule_has_a_finding_a_pass_and_a_page_that_it_leaves_alone(rule: Rule) -> None:
    """Wording rules have theirs in their expression files: see test_wording.py."""
    outcomes = {case.outcome for case in CASES if case.rule_id == rule.id}
    assert outcomes & {Outcome.FAILED, Outcome.CANT_TELL}
    assert Outcome.PASSED in outcomes or rule.id in NEVER_PASSES
    assert outcomes & {Outcome.INAPPLICABLE, Outcome.UNTESTED} or rule.id in ALWAYS_APPLIES


def test_each_fixture_names_a_rule() -> None:
    assert {path.stem for path in FOLDER.glob("*.yml")} <= {rule.id for rule in load_rules()}
