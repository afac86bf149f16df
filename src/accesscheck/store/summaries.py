"""What the pages of a product add up to, and what became of its findings since an earlier run."""

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from accesscheck import standards
from accesscheck.model.change import Change
from accesscheck.model.finding import Impact, Outcome
from accesscheck.model.tally import LevelTally, ProductTally, Tally
from accesscheck.store.page_rows import PackedResult

NOT_OF_WORDING = frozenset({"missing", "style"})
"""Grounds of vacancy rules that are not about words that shut people out."""

_SERIOUS = frozenset({Impact.SERIOUS, Impact.CRITICAL})

_WORST_FIRST = (Outcome.FAILED, Outcome.CANT_TELL, Outcome.PASSED, Outcome.INAPPLICABLE, Outcome.UNTESTED)

_PAGES = {
    Outcome.FAILED: "failed",
    Outcome.CANT_TELL: "cant_tell",
    Outcome.PASSED: "passed",
    Outcome.INAPPLICABLE: "inapplicable",
    Outcome.UNTESTED: "untested",
}
"""The field of a Tally that counts the pages with an outcome."""

_JUDGED = frozenset({"failed", "cant_tell", "passed"})
"""Fields of a Tally that say that there was something to judge."""

_FINDINGS = {Outcome.FAILED: "failures", Outcome.CANT_TELL: "doubts"}
"""The field of a Tally that counts the findings with an outcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFacts:
    """What summaries need to know of a rule."""

    key: str
    ground: str | None = None
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenFinding:
    """What summaries need to know of a finding; `position` is its place among those of its page."""

    position: int
    rule_id: int
    outcome: Outcome
    impact: Impact
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPage:
    """What summaries need to know of a page. `opened`: it could be read; `gone`: the server says it is no more."""

    id: int
    key: bytes
    opened: bool
    gone: bool
    language: str
    profiles: tuple[str, ...]
    results: tuple[PackedResult, ...]
    findings: tuple[SeenFinding, ...]


@dataclass(slots=True, kw_only=True)
class Counts:
    """The figures of a product."""

    rules: dict[int, Tally] = field(default_factory=dict)
    criteria: dict[str, Tally] = field(default_factory=dict)
    levels: tuple[LevelTally, ...] = ()
    product: ProductTally


def counted(product: str, pages: Iterable[SeenPage], rules: Mapping[int, RuleFacts]) -> Counts:
    """The figures of a product, over its pages."""
    by_rule: defaultdict[int, Counter[str]] = defaultdict(Counter)
    by_criterion: defaultdict[str, Counter[str]] = defaultdict(Counter)
    by_level: defaultdict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    whole: Counter[str] = Counter()
    for page in pages:
        for result in page.results:
            by_rule[result.rule_id][_PAGES[result.outcome]] += 1
        for found in page.findings:
            by_rule[found.rule_id][_FINDINGS[found.outcome]] += 1
        _count_criteria(page, rules, by_criterion)
        _count_levels(page, by_level)
        whole.update(_facts(page, rules))
    judged = [tally for name, tally in by_criterion.items() if name in _wcag() and _JUDGED.intersection(tally)]
    whole["criteria_tested"] = len(judged)
    whole["criteria_without_failures"] = sum(not tally["failed"] for tally in judged)
    return Counts(
        rules={key: Tally(**tally) for key, tally in by_rule.items()},
        criteria={key: Tally(**tally) for key, tally in sorted(by_criterion.items())},
        levels=tuple(
            LevelTally(product=product, profile=profile, language=language, level=level, pages=count, above=above)
            for (profile, language, level), (count, above) in sorted(by_level.items())
        ),
        product=ProductTally(product=product, compared_with=None, **whole),
    )


@functools.cache
def _wcag() -> frozenset[str]:
    """The criteria of levels A and AA."""
    return frozenset(name for name, level in standards.criteria() if level in ("A", "AA"))


def _count_criteria(
    page: SeenPage, rules: Mapping[int, RuleFacts], by_criterion: defaultdict[str, Counter[str]]
) -> None:
    outcomes: defaultdict[str, set[Outcome]] = defaultdict(set)
    for result in page.results:
        for criterion in rules[result.rule_id].criteria:
            outcomes[criterion].add(result.outcome)
    for criterion, found in outcomes.items():
        worst = next(outcome for outcome in _WORST_FIRST if outcome in found)
        by_criterion[criterion][_PAGES[worst]] += 1
    for one in page.findings:
        for criterion in rules[one.rule_id].criteria:
            by_criterion[criterion][_FINDINGS[one.outcome]] += 1


def _count_levels(page: SeenPage, by_level: defaultdict[tuple[str, str, str], list[int]]) -> None:
    """The page under its reading level: a rule that measures one says so."""
    for result in page.results:
        if level := result.measured.get("level"):
            profile = "vacancy" if "vacancy" in page.profiles else next(iter(page.profiles), "")
            counts = by_level[profile, page.language, str(level)]
            counts[0] += 1
            counts[1] += result.outcome in (Outcome.FAILED, Outcome.CANT_TELL)
            return


def _facts(page: SeenPage, rules: Mapping[int, RuleFacts]) -> Iterator[str]:
    """The fields of ProductTally that the page counts for, each as often as it does."""
    yield "pages"
    for one in page.findings:
        yield _FINDINGS[one.outcome]
    if not page.opened:
        return
    yield "opened"
    failing = [rules[one.rule_id] for one in page.findings if one.outcome is Outcome.FAILED]
    if not failing:
        yield "without_failures"
    if not any(_wcag().intersection(rule.criteria) for rule in failing):
        yield "without_wcag_failures"
    if "vacancy" in page.profiles:
        yield from _vacancy_facts(page, rules)


def _vacancy_facts(page: SeenPage, rules: Mapping[int, RuleFacts]) -> Iterator[str]:
    yield "vacancies"
    grounds = [(rules[one.rule_id].ground, one.impact) for one in page.findings]
    if any(ground and ground not in NOT_OF_WORDING and impact in _SERIOUS for ground, impact in grounds):
        yield "vacancies_serious"
    missing = sum(ground == "missing" for ground, _ in grounds)
    if missing:
        yield "vacancies_incomplete"
    yield from ["missing_items"] * missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What became of a finding: of this run, or of the earlier one (`page` is that run's)."""

    change: Change
    page: int
    finding: SeenFinding


def changes(
    before: Sequence[SeenPage],
    now: Sequence[SeenPage],
    *,
    listed: frozenset[bytes],
    same_rule: Mapping[int, int],
) -> Iterator[Changed]:
    """What became of each finding. `listed` are the keys of all pages that the crawl found now; empty without a crawl.

    `same_rule` gives, for the number of a rule in either run, one number by name: a rule that was changed has two.
    """
    then, today = _merged(before, same_rule), _merged(now, same_rule)
    for page in now:
        old = then.get(page.key)
        for found in page.findings:
            if old and found.fingerprint in old.fingerprints:
                change = Change.OPEN
            elif old and same_rule[found.rule_id] in old.tested:
                change = Change.NEW
            else:
                change = Change.FIRST_TESTED
            yield Changed(change=change, page=page.id, finding=found)
    for page in before:
        new = today.get(page.key)
        for found in page.findings:
            if new and found.fingerprint in new.fingerprints:
                continue
            if (new and new.gone) or (new is None and listed and page.key not in listed):
                change = Change.PAGE_GONE
            elif new and same_rule[found.rule_id] in new.tested:
                change = Change.MENDED
            else:
                change = Change.NOT_TESTED
            yield Changed(change=change, page=page.id, finding=found)


@dataclass(slots=True)
class _Known:
    """What a run knows of a page: it may have been checked more than once, as a page and as a vacancy."""

    tested: set[int] = field(default_factory=set)
    fingerprints: set[str] = field(default_factory=set)
    gone: bool = False


def _merged(pages: Iterable[SeenPage], same_rule: Mapping[int, int]) -> dict[bytes, _Known]:
    merged: defaultdict[bytes, _Known] = defaultdict(_Known)
    for page in pages:
        known = merged[page.key]
        known.tested |= {same_rule[one.rule_id] for one in page.results if one.outcome is not Outcome.UNTESTED}
        known.fingerprints |= {found.fingerprint for found in page.findings}
        known.gone |= page.gone
    return merged
