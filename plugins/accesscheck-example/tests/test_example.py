"""Both rules, by their own fixtures and examples."""

from importlib.resources import files
from pathlib import Path

import pytest

from accesscheck.model.rule import Rule
from accesscheck.rulefiles import load_folder
from accesscheck.testing import Case, cases, problems, rule_problems, run_case

RULES = load_folder(files("accesscheck_example") / "rules")
FIXTURES = sorted((Path(__file__).parents[1] / "fixtures").glob("*.yml"))
CASES = [case for path in FIXTURES for case in cases(path)]


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES])
def test_references_and_examples_hold(rule: Rule) -> None:
    assert list(rule_problems(rule)) == []


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.rule_id} {case.id}") for case in CASES])
def test_case(case: Case) -> None:
    assert list(problems(case, run_case(case))) == []


def test_each_rule_in_code_has_a_fixture() -> None:
    assert {rule.id for rule in RULES if rule.kind == "example"} == {path.stem for path in FIXTURES}
