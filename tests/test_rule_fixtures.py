"""Every case of every rule, in fixtures/rules."""

from pathlib import Path

import pytest

from accesscheck.audit import load_rules
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


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES_WITH_FIXTURES])
def test_each_rule_has_a_finding_and_a_pass(rule: object) -> None:
    """Wording rules have theirs in their expression files: see test_wording.py."""
    own = [case for case in CASES if case.rule_id == rule.id]  # type: ignore[attr-defined]
    outcomes = {case.outcome for case in own}
    assert outcomes & {"failed", "cantTell"}, "no case with a finding"
    assert "passed" in outcomes, "no case that passes"
    assert "inapplicable" in outcomes or "untested" in outcomes or {rule.id} <= ALWAYS_APPLIES, (  # type: ignore[attr-defined]
        "no case where it does not apply"
    )


ALWAYS_APPLIES: frozenset[str] = frozenset()
"""Rules on the page as a whole: every page has a root."""
