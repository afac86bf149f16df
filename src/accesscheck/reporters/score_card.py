"""What a recruiter wants to know of a vacancy first: each ground, its level, what it does not say, what helps most.

There is no single mark: it would hide a serious point behind many small ones that are in order.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from accesscheck import messages
from accesscheck.errors import N_
from accesscheck.messages import say
from accesscheck.model.finding import Outcome, RuleResult
from accesscheck.model.report import PageResult
from accesscheck.model.rule import Rule
from accesscheck.reporters import summary

MOST_HELPFUL = 3

LEVEL_RULE = "level-above-target"

GROUNDS = {
    "gender": N_("Gender"),
    "age": N_("Age"),
    "origin-language": N_("Origin and language"),
    "skin-colour": N_("Skin colour"),
    "disability-health": N_("Disability and health"),
    "religion-belief": N_("Religion and belief"),
    "orientation-identity": N_("Sexual orientation and gender identity"),
    "family-status": N_("Family and children"),
    "social-status-wealth": N_("Wealth and social origin"),
    "political-union": N_("Politics and trade union"),
    "physical-trait": N_("Appearance and physique"),
    "dated-terms": N_("Dated or belittling words"),
    "style": N_("Wording of the demands"),
}
"""What each ground is called, in the order in which they are shown."""


ITEMS = {
    "wording-equal-opportunity-statement-missing": N_("a sentence on equal opportunities"),
    "wording-gender-mark-missing": N_("a sign that all genders are welcome"),
    "wording-reasonable-accommodation-missing": N_("an offer of reasonable accommodation"),
    "wording-salary-missing": N_("the pay or the pay scale"),
    "wording-contract-missing": N_("the kind of contract"),
    "wording-hours-missing": N_("the working hours"),
    "wording-workplace-missing": N_("the place of work"),
    "wording-workplace-accessibility-missing": N_("how accessible the place of work is"),
    "wording-flexible-work-missing": N_("telework or flexible hours"),
    "wording-deadline-missing": N_("the last day to apply"),
    "wording-contact-missing": N_("a contact person"),
    "wording-phone-missing": N_("a telephone number"),
    "wording-selection-steps-missing": N_("the steps of the selection"),
    "wording-application-alternative-missing": N_("another way to apply than a written CV"),
}
"""What a vacancy should say, by the rule that looks for it. A rule that is not here is shown by its title."""


class Extent(StrEnum):
    """How much was found on a ground."""

    NONE = "none"
    SOME = "some"
    SERIOUS = "serious"
    UNTESTED = "untested"


EXTENTS = {
    Extent.NONE: N_("nothing found"),
    Extent.SOME: N_("some points to check"),
    Extent.SERIOUS: N_("serious"),
    Extent.UNTESTED: N_("not tested"),
}
MARKS = {
    Extent.NONE: Outcome.PASSED,
    Extent.SOME: Outcome.CANT_TELL,
    Extent.SERIOUS: Outcome.FAILED,
    Extent.UNTESTED: Outcome.UNTESTED,
}
"""The outcome whose shape and colour each extent has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundLine:
    """What was found on one ground. Serious: a rule failed. Some: a person must decide."""

    ground: str
    extent: Extent
    failed: int
    cant_tell: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreCard:
    """`level`: the reading level, its borders and the target, by the names that the rule measures them under; None if
    it was not measured. `missing` and `present`: what a vacancy should say; of what is there, the words that say it.
    """

    grounds: tuple[GroundLine, ...]
    level: Mapping[str, str] | None
    missing: tuple[Rule, ...]
    present: tuple[tuple[Rule, str], ...]
    helpful: tuple[summary.Group, ...]


def score_card(page: PageResult, rules: Mapping[str, Rule]) -> ScoreCard | None:
    """The card of a page that was checked as a vacancy; None for another, and where no rule on wording was run."""
    by_ground: dict[str, list[RuleResult]] = defaultdict(list)
    for result in page.results:
        by_ground[rules[result.rule_id].ground or ""].append(result)
    if "vacancy" not in page.profiles or not by_ground.keys() & GROUNDS.keys():
        return None
    missing = [one for one in by_ground["missing"] if one.findings]
    present = [one for one in by_ground["missing"] if one.outcome is Outcome.PASSED]
    about_language = [
        group for group in summary.groups((page,), rules) if group.rule.id.startswith(("wording-", "level-"))
    ]
    return ScoreCard(
        grounds=tuple(_line(ground, by_ground[ground]) for ground in GROUNDS if ground in by_ground),
        level=next((_level(one) for one in page.results if one.rule_id == LEVEL_RULE), None),
        missing=tuple(rules[one.rule_id] for one in missing),
        present=tuple((rules[one.rule_id], str(one.measured.get("found", ""))) for one in present),
        helpful=tuple(about_language[:MOST_HELPFUL]),
    )


def _line(ground: str, results: list[RuleResult]) -> GroundLine:
    outcomes = [finding.outcome for result in results for finding in result.findings]
    failed, unsure = outcomes.count(Outcome.FAILED), outcomes.count(Outcome.CANT_TELL)
    if failed:
        extent = Extent.SERIOUS
    elif unsure:
        extent = Extent.SOME
    elif all(result.outcome is Outcome.UNTESTED for result in results):
        extent = Extent.UNTESTED
    else:
        extent = Extent.NONE
    return GroundLine(ground=ground, extent=extent, failed=failed, cant_tell=unsure)


def _level(result: RuleResult) -> Mapping[str, str] | None:
    return {name: str(value) for name, value in result.measured.items()} if result.measured else None


def item_name(rule: Rule, language: str) -> str:
    """What a rule on missing information looks for."""
    return say(language, ITEMS[rule.id]) if rule.id in ITEMS else messages.texts(rule, language).title
