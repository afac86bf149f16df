"""Criteria, clauses and laws: every reference of every rule is there."""

import json

import pytest

from accesscheck import standards
from accesscheck.audit import load_rules
from accesscheck.installation import rules_folder
from accesscheck.model.rule import LANGUAGES, Reference, Rule

CRITERIA = json.loads((rules_folder() / "standards" / "wcag22.json").read_text(encoding="utf-8"))["criteria"]
RULES = [pytest.param(rule, id=rule.id) for rule in load_rules()]


@pytest.mark.parametrize("rule", RULES)
def test_every_reference_exists(rule: Rule) -> None:
    for reference in standards.with_derived(rule.references):
        assert standards.exists(reference)
        for language in LANGUAGES:
            clause = standards.look_up(reference, language)
            assert clause.name
            assert clause.address.startswith(("https://", "http://"))


@pytest.mark.parametrize("number", CRITERIA)
def test_every_criterion_has_a_title_a_level_and_an_address(number: str) -> None:
    for language in LANGUAGES:
        clause = standards.look_up(Reference(standard="wcag22", clause=number), language)
        assert clause.name == f"WCAG {number}"
        assert clause.title
        assert clause.level in ("A", "AA", "AAA")
        assert clause.address.startswith("https://www.w3.org/WAI/WCAG22/Understanding/")


@pytest.mark.parametrize(
    ("criterion", "clauses"),
    [
        pytest.param("1.1.1", ["9.1.1.1"], id="adopted"),
        pytest.param("1.4.10", ["9.1.4.10"], id="of WCAG 2.1"),
        pytest.param("1.4.6", [], id="AAA is not adopted"),
        pytest.param("2.5.8", [], id="of WCAG 2.2, which came later"),
    ],
)
def test_clauses_of_en_301_549_follow(criterion: str, clauses: list[str]) -> None:
    reference = Reference(standard="wcag22", clause=criterion)
    derived = standards.with_derived((reference,))
    assert derived[0] == reference
    assert [one.clause for one in derived[1:]] == clauses
    assert all(one.standard == "en301549" for one in derived[1:])


def test_en_301_549_adopts_all_of_wcag_2_1_a_and_aa() -> None:
    for number, row in CRITERIA.items():
        adopted = len(standards.with_derived((Reference(standard="wcag22", clause=number),))) == 2
        assert adopted == ("2.1" in row["versions"] and row["level"] in ("A", "AA")), number


@pytest.mark.parametrize("standard", ["wcag22", "en301549", "law"])
def test_what_does_not_exist(standard: str) -> None:
    reference = Reference(standard=standard, clause="no-such-clause")  # type: ignore[arg-type]
    assert not standards.exists(reference)
    with pytest.raises(KeyError):
        standards.look_up(reference, "nl")
