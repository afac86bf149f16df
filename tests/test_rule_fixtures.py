"""Every case of every rule, in fixtures/rules."""

import re
from pathlib import Path

import pytest

from accesscheck.audit import load_rules
from accesscheck.model.finding import Outcome
from accesscheck.model.rule import Rule
from accesscheck.testing import Case, cases, problems, run_case

FOLDER = Path(__file__).parents[1] / "fixtures" / "rules"
CASES = [case for path in sorted(FOLDER.glob("*.yml")) for case in cases(path)]


def _param(case: Case) -> object:
    marks = [pytest.mark.browser] if case.browser else []
    return pytest.param(case, id=f"{case.rule_id} {case.id}", marks=marks)


@pytest.mark.parametrize("case", [_param(case) for case in CASES])
def test_case(case: Case) -> None:
    result = run_case(case)
    assert list(problems(case, result)) == []
    for finding in result.findings:
        assert _placeholders(RULES[case.rule_id]) <= finding.params.keys() or case.rule_id.startswith("axe-")


RULES = {rule.id: rule for rule in load_rules()}


def _placeholders(rule: Rule) -> set[str]:
    """What the texts of a rule are filled with; axe-core does not always measure what a message speaks of."""
    words = rule.texts["nl"]
    return set(re.findall(r"\{(\w+)\}", words.message + (words.question or "") + words.fix))


RULES_WITH_FIXTURES = [rule for rule in RULES.values() if rule.kind not in ("terms", "pattern", "presence", "site")]

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

NEVER_PASSES = frozenset(
    {
        "axe-server-side-image-map",
        "browser-motion-actuation",
        "html-audio-without-transcript",
        "html-embedded-video-without-captions",
        "html-video-only-without-alternative",
        "html-video-without-audio-description",
        "html-video-without-captions",
        "html-video-without-description-or-alternative",
        "html-video-without-transcript",
    }
)
"""Rules that only ever ask a person: nobody else knows what a medium says, or what moving a phone is for."""


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES_WITH_FIXTURES])
def test_each_rule_has_a_finding_a_pass_and_a_page_that_it_leaves_alone(rule: Rule) -> None:
    """Wording rules have theirs in their expression files: see test_wording.py."""
    outcomes = {case.outcome for case in CASES if case.rule_id == rule.id}
    assert outcomes & {Outcome.FAILED, Outcome.CANT_TELL}
    assert Outcome.PASSED in outcomes or rule.id in NEVER_PASSES
    assert outcomes & {Outcome.INAPPLICABLE, Outcome.UNTESTED} or rule.id in ALWAYS_APPLIES


def test_each_fixture_names_a_rule() -> None:
    assert {path.stem for path in FOLDER.glob("*.yml")} <= {rule.id for rule in load_rules()}
