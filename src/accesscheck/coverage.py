"""How far each WCAG criterion, and each need of users, was tested: fully, partly or not.

No rule proves a criterion met on its own, so nearly all that is tested is tested partly. What was not found to be
wrong is “no failures found”, never “conforms”.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from accesscheck import standards
from accesscheck.model.finding import Outcome, RuleResult
from accesscheck.model.report import PageResult
from accesscheck.model.rule import Rule


class Extent(StrEnum):
    """How far something was tested. `absent`: its rules ran and found nothing to judge; that says no more than this."""

    FULLY = "fully"
    PARTLY = "partly"
    ABSENT = "absent"
    NOT = "not"


DECIDED_BY: Mapping[str, frozenset[str]] = {
    "3.1.1": frozenset({"axe-html-has-lang", "axe-html-lang-valid", "html-page-language-differs-from-text"}),
}
"""Criteria that rules alone can decide on a page, and the rules that must all have a verdict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionCoverage:
    """A criterion over some pages. `rules` gave a verdict; `failed` and `cant_tell` count findings."""

    criterion: str
    level: str
    extent: Extent
    rules: int
    failed: int
    cant_tell: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedCoverage:
    """A need of users, by the criteria that matter most for it; `tested` counts those tested fully or partly, `failing`
    those with failures.
    """

    letter: str
    criteria: int
    tested: int
    failing: int
    failed: int
    cant_tell: int


def criteria(
    pages: Iterable[PageResult], rules: Mapping[str, Rule], *, levels: frozenset[str] = frozenset({"A", "AA"})
) -> tuple[CriterionCoverage, ...]:
    """Every criterion of WCAG 2.2 of these levels, in the order of WCAG, over the pages together."""
    found: dict[str, list[RuleResult]] = defaultdict(list)
    for page in pages:
        for result in page.results:
            for reference in rules[result.rule_id].references:
                if reference.standard == "wcag22":
                    found[reference.clause].append(result)
    return tuple(_coverage(name, level, found[name]) for name, level in standards.criteria() if level in levels)


def needs(covered: Iterable[CriterionCoverage]) -> tuple[NeedCoverage, ...]:
    """The nine needs of Implementing Decision (EU) 2018/1524; those without a criterion of their own have 0."""
    by_name = {one.criterion: one for one in covered}
    made = []
    for letter, primary in standards.user_needs().items():
        of_need = [by_name[name] for name in primary if name in by_name]
        made.append(
            NeedCoverage(
                letter=letter,
                criteria=len(of_need),
                tested=sum(one.extent in (Extent.FULLY, Extent.PARTLY) for one in of_need),
                failing=sum(one.failed > 0 for one in of_need),
                failed=sum(one.failed for one in of_need),
                cant_tell=sum(one.cant_tell for one in of_need),
            )
        )
    return tuple(made)


def _coverage(name: str, level: str, results: list[RuleResult]) -> CriterionCoverage:
    answered = [result for result in results if result.outcome is not Outcome.UNTESTED]
    outcomes = [finding.outcome for result in results for finding in result.findings]
    return CriterionCoverage(
        criterion=name,
        level=level,
        extent=_extent(name, results, answered),
        rules=len({result.rule_id for result in answered}),
        failed=outcomes.count(Outcome.FAILED),
        cant_tell=outcomes.count(Outcome.CANT_TELL),
    )


def _extent(name: str, results: list[RuleResult], answered: list[RuleResult]) -> Extent:
    if not answered:
        return Extent.NOT
    if deciding := DECIDED_BY.get(name):
        decided = {result.rule_id for result in answered if result.outcome in (Outcome.PASSED, Outcome.FAILED)}
        unsure = any(
            result.rule_id in deciding and result.outcome in (Outcome.CANT_TELL, Outcome.UNTESTED) for result in results
        )
        if deciding <= decided and not unsure:
            return Extent.FULLY
    if len(answered) == len(results) and all(result.outcome is Outcome.INAPPLICABLE for result in answered):
        return Extent.ABSENT
    return Extent.PARTLY
