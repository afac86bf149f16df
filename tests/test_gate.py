"""What stops a release: conditions on findings."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from accesscheck import gate
from accesscheck.audit import load_rules
from accesscheck.errors import OptionError
from accesscheck.model.finding import Finding, Impact, Outcome, RuleResult
from accesscheck.model.location import WholeDocument
from accesscheck.model.report import PageResult
from accesscheck.model.standing import Standing
from accesscheck.model.target import Target

RULES = {rule.id: rule for rule in load_rules()}
IMAGE, AGE, LEVEL = "html-image-without-alternative", "wording-age-limit", "level-above-target"
AAA = next(rule.id for rule in RULES.values() if gate.standards.levels(rule.references) == {"AAA"})


def page(
    rule_id: str,
    outcome: Outcome = Outcome.FAILED,
    impact: Impact = Impact.SERIOUS,
    *,
    address: str = "https://www.example.org/nieuws/1",
    profile: str = "web-page",
    measured: dict[str, str] | None = None,
) -> PageResult:
    found = Finding(
        rule_id=rule_id, outcome=outcome, impact=impact, location=WholeDocument(), fingerprint=f"{'0' * 16}-00000000"
    )
    result = RuleResult(rule_id=rule_id, outcome=outcome, findings=(found,), checked=1, measured=measured or {})
    return PageResult(
        target=Target(address=address),
        address=address,
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        sha256="0",
        profiles=(profile,),
        results=(result,),
    )


def stops(conditions: str, checked: PageResult) -> bool:
    judged = gate.parse(conditions, RULES).judged(checked, RULES)
    return judged.findings[0].standing is Standing.STOPS


MINOR, UNSURE = page(IMAGE, impact=Impact.MINOR), page(AGE, Outcome.CANT_TELL, Impact.MODERATE, profile="vacancy")


@pytest.mark.parametrize(
    ("conditions", "checked", "expected"),
    [
        pytest.param("failed", page(IMAGE), True, id="what failed"),
        pytest.param("failed", UNSURE, False, id="a suspicion is only shown"),
        pytest.param("cantTell", UNSURE, True, id="unless it is asked for"),
        pytest.param("never", page(IMAGE), False, id="never"),
        pytest.param("serious", MINOR, False, id="below the impact"),
        pytest.param("minor", MINOR, True, id="at the impact"),
        pytest.param("error", page(IMAGE), True, id="the word of code hosts for serious"),
        pytest.param("error", MINOR, False, id="an error is serious or worse"),
        pytest.param("failed", page(AAA), False, id="level AAA alone is not the law"),
        pytest.param(f"{AAA}=failed", page(AAA), True, id="but can be asked for by name"),
        pytest.param("wording=cantTell", UNSURE, True, id="a family"),
        pytest.param("wording=cantTell", page(IMAGE), False, id="nothing is said of the others"),
        pytest.param("failed,html-*=never", page(IMAGE), False, id="the last condition decides"),
        pytest.param("html-*=never,failed", page(IMAGE), True, id="so the order counts"),
        pytest.param("1.1.1=failed", page(IMAGE), True, id="a criterion"),
        pytest.param("wcag:1.4.3=failed", page(IMAGE), False, id="another criterion"),
        pytest.param("profile:vacancy=cantTell", UNSURE, True, id="a profile"),
        pytest.param("profile:web-page=cantTell", UNSURE, False, id="another profile"),
        pytest.param("tag:age=cantTell", UNSURE, True, id="a ground"),
        pytest.param("tag:A=failed", page(IMAGE), True, id="a level of WCAG"),
        pytest.param("failed,path:/nieuws/*=never", page(IMAGE), False, id="a path of a site"),
        pytest.param("failed,path:example.org/*=never", page(IMAGE), False, id="with its host"),
        pytest.param("failed,path:/contact*=never", page(IMAGE), True, id="another path"),
        pytest.param(" serious , wording = never ", page(IMAGE), True, id="spaces do no harm"),
        pytest.param(
            "level=B2", page(LEVEL, Outcome.FAILED, measured={"level": "C2", "low": "C1"}), True, id="surely too hard"
        ),
        pytest.param(
            "level=B2", page(LEVEL, Outcome.CANT_TELL, measured={"level": "C1", "low": "B2"}), False, id="perhaps"
        ),
    ],
)
def test_what_stops(conditions: str, checked: PageResult, expected: bool) -> None:
    assert stops(conditions, checked) is expected


@pytest.mark.parametrize(
    ("conditions", "said"),
    [
        pytest.param("serius", "“serius” is no threshold", id="a threshold that is misspelt"),
        pytest.param("wordin=never", "Did you mean “wording”?", id="a family that is misspelt"),
        pytest.param("level=B7", "“B7” is no reading level", id="a level that is none"),
        pytest.param("tag:gendr=failed", "Did you mean “tag:gender”?", id="a tag that is misspelt"),
        pytest.param("zzzzzz=failed", "Name a rule, one of", id="nothing like it"),
        pytest.param("=failed", "there is no “”", id="no name"),
    ],
)
def test_what_is_not_understood(conditions: str, said: str) -> None:
    with pytest.raises(OptionError) as raised:
        gate.parse(conditions, RULES)
    assert said in str(raised.value)


def test_a_known_finding_does_not_stop_a_release() -> None:
    checked = page(IMAGE)
    known = replace(checked.results[0].findings[0], standing=Standing.KNOWN)
    checked = replace(checked, results=(replace(checked.results[0], findings=(known,)),))
    assert not stops("failed", checked)


def test_a_text_within_its_aim_can_be_above_the_level_of_the_gate() -> None:
    easy_enough = page(LEVEL)
    result = RuleResult(
        rule_id=LEVEL, outcome=Outcome.PASSED, checked=1, measured={"level": "C1", "low": "C1", "target": "C2"}
    )
    passed = replace(easy_enough, results=(result,))
    assert list(gate.parse("level=B2", RULES).too_hard([passed])) == [passed]
    assert not list(gate.parse("level=C1", RULES).too_hard([passed]))
