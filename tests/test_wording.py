"""Every example of every wording rule: the wrong ones give a finding, the right ones none."""

import pytest

from accesscheck.audit import AuditOptions, check_text, load_rules
from accesscheck.checkers.presence import FEWEST_WORDS
from accesscheck.model.finding import Outcome
from accesscheck.model.rule import Rule
from accesscheck.rulefiles import expressions

WORDING = [rule for rule in load_rules() if rule.kind in ("terms", "pattern", "presence")]
EXAMPLES = [
    pytest.param(rule, language, text, wrong, id=f"{rule.id} {language} {'wrong' if wrong else 'right'} {number}")
    for rule in WORDING
    for language in sorted(rule.expressions)
    if (found := expressions(rule, language)) is not None
    for wrong, texts in ((True, found.examples.wrong), (False, found.examples.right))
    for number, text in enumerate(texts, 1)
]


@pytest.mark.parametrize(("rule", "language", "text", "wrong"), EXAMPLES)
def test_example(rule: Rule, language: str, text: str, wrong: bool) -> None:
    if rule.kind == "presence" and wrong:
        # What is missing is only asked of a text of some length; said over and over, it is missing still.
        text = " ".join([text] * FEWEST_WORDS)
    page = check_text(text, language, min(rule.profiles), options=AuditOptions(rules=(rule.id,), strict=True))
    (result,) = page.results
    if wrong:
        assert result.outcome is rule.verdict_on_match
        for finding in result.findings:
            if rule.kind != "presence":
                place = finding.location
                assert text[place.start : place.end] == place.quote  # type: ignore[union-attr]
    else:
        # A presence rule is silent about a text that is too short to miss anything in it.
        assert result.outcome in (Outcome.PASSED, Outcome.INAPPLICABLE, Outcome.UNTESTED)
        assert result.findings == ()


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in WORDING])
def test_each_language_has_expressions_or_is_left_out_on_purpose(rule: Rule) -> None:
    assert set(rule.expressions) == set(rule.languages or ("nl", "fr", "en", "de"))


VACANCY = """# Boekhouder (m/v/x)

## Over ons

Ons bedrijf vraagt klanten die een rijbewijs hebben om zelf te komen.

## Wat ga je doen?

Je houdt de boeken bij en je maakt elke maand een overzicht.

## Je profiel

{profile}

## Ons aanbod

{offer}
"""


@pytest.mark.parametrize(
    ("profile", "offer", "expected"),
    [
        pytest.param("Je hebt een rijbewijs B.", "Je krijgt maaltijdcheques.", 1, id="in the section that it is for"),
        pytest.param("Je rekent graag.", "Je hebt een rijbewijs B nodig voor de deelfiets.", 0, id="in another"),
    ],
)
def test_a_rule_can_be_for_some_sections_of_a_vacancy(profile: str, offer: str, expected: int) -> None:
    text = VACANCY.format(profile=profile, offer=offer)
    options = AuditOptions(rules=("wording-driving-licence",), strict=True)
    assert len(check_text(text, "nl", "vacancy", options=options).findings) == expected
