"""The score of an engine on examples of ACT rules: pure functions on plain data.

Definitions, for rules that WCAG conformance needs (`wcag` is not empty). The criteria of an ACT rule are here all that
it names: those that are needed, and those that it calls secondary.

- found: a failed example on whose page the engine reports `failed` under any criterion of the ACT rule; asked: the same
  with `failed` or `cantTell`. Recall is found (asked) of all failed examples.
- false: a passed or inapplicable example on whose page the engine reports `failed` under such a criterion. An example
  whose page is also a failed example of another ACT rule with a criterion in common is left out.
- mapped: found by engine rules that have no false positive on the ACT rule's own examples.

The verdict follows W3C's way of listing implementations, also for rules that WCAG does not need. Where a rule has
approved examples, the others are ignored. An engine rule stands for the ACT rule if its criteria are those of the ACT
rule: all that are needed, and besides them only criteria that the ACT rule calls secondary. Engine rules that stand for
it, fail no passed or inapplicable example, and fail or ask about at least one failed example are taken together:

- complete ("consistent"): every failed example is failed or cantTell, at least one of them failed, and no example was
  left untested;
- partial: at least one failed example is failed or cantTell.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Pages = Mapping[str, Mapping[str, str] | None]
"""By page, by rule of the engine: failed, cantTell or untested. None: the page could not be opened."""

Criteria = Mapping[str, Sequence[str]]
"""By rule of the engine: the WCAG criteria that it names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One example of one ACT rule."""

    rule: str
    page: str
    expected: str
    wcag: frozenset[str] = frozenset()
    secondary: frozenset[str] = frozenset()
    approved: bool = True
    status: str = "approved"
    name: str = ""

    @property
    def is_failed(self) -> bool:
        return self.expected == "failed"

    @property
    def criteria(self) -> frozenset[str]:
        return self.wcag | self.secondary


@dataclass(slots=True, kw_only=True)
class RuleScore:
    """What an engine makes of one ACT rule. `missed` and `wrong` are pages; `verdict` complete, partial or None."""

    rule: str
    name: str
    status: str
    wcag: tuple[str, ...]
    criteria: tuple[str, ...]
    failed: int = 0
    good: int = 0
    found: int = 0
    asked: int = 0
    mapped: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    verdict: str | None = None

    @property
    def false(self) -> int:
        return len(self.wrong)


def entries_of(cases: Iterable[Mapping[str, Any]]) -> list[Entry]:
    """The entries of testcases.json. A page lies there once for each ACT rule that it serves: one copy is enough."""
    page_of: dict[str, str] = {}
    return [
        Entry(
            rule=case["ruleId"],
            page=page_of.setdefault(case["testcaseId"], case["path"]),
            expected=case["expected"],
            wcag=frozenset(case["wcag"]),
            secondary=frozenset(case["wcagSecondary"]),
            approved=case["approved"],
            status=case["ruleStatus"],
            name=case["ruleName"],
        )
        for case in cases
    ]


def score(entries: Sequence[Entry], pages: Pages, criteria: Criteria) -> list[RuleScore]:
    """The score of each ACT rule, in the order in which the rules come."""
    failing = _failing_criteria(entries)
    by_rule: dict[str, list[Entry]] = {}
    for entry in entries:
        by_rule.setdefault(entry.rule, []).append(entry)
    return [_score_rule(own, failing, pages, criteria) for own in by_rule.values()]


def total(scores: Iterable[RuleScore]) -> Counter[str]:
    """Sums over the rules that WCAG needs: failed, good, found, asked, mapped, false."""
    sums: Counter[str] = Counter()
    for one in scores:
        if one.wcag:
            sums.update({key: getattr(one, key) for key in ("failed", "good", "found", "asked", "mapped", "false")})
    return sums


def verdicts(scores: Iterable[RuleScore], status: str) -> tuple[int, int, int]:
    """How many rules of a status are complete, how many partial, and how many there are."""
    found = [one.verdict for one in scores if one.status == status]
    return found.count("complete"), found.count("partial"), len(found)


def fired(rules: Mapping[str, str] | None) -> list[str]:
    """What an engine says of a page, in words: the rules that failed first."""
    if rules is None:
        return ["(page not opened)"]
    told = sorted((outcome != "failed", rule) for rule, outcome in rules.items() if outcome != "untested")
    return [f"{rule}?" if is_question else rule for is_question, rule in told]


def reported(
    rules: Mapping[str, str] | None,
    outcome: str,
    wanted: frozenset[str],
    criteria: Criteria,
) -> list[str]:
    """The rules that have an outcome on a page and name one of the wanted criteria."""
    return [
        rule
        for rule, told in (rules or {}).items()
        if told == outcome and not wanted.isdisjoint(criteria.get(rule, ()))
    ]


def verdict(own: Sequence[Entry], pages: Pages, criteria: Criteria) -> str | None:
    """W3C's verdict on the examples of one ACT rule: see above."""
    examples = [entry for entry in own if entry.approved] or list(own)
    needed, secondary = own[0].wcag, own[0].secondary
    standing = {rule for rule, names in criteria.items() if needed <= set(names) <= needed | secondary}
    for entry in examples:
        if not entry.is_failed:
            standing -= {rule for rule, told in (pages.get(entry.page) or {}).items() if told == "failed"}
    useful = {rule for entry in examples if entry.is_failed for rule in _told(entry, pages, standing)}
    worst = [
        max(_told(entry, pages, useful).values(), key=_worse, default=None) for entry in examples if entry.is_failed
    ]
    if not {"failed", "cantTell"} & set(worst):
        return None
    whole = "failed" in worst and None not in worst and all(_is_tested(entry, pages, useful) for entry in examples)
    return "complete" if whole else "partial"


def _worse(outcome: str) -> bool:
    return outcome == "failed"


def _told(entry: Entry, pages: Pages, rules: set[str]) -> dict[str, str]:
    """What rules fail or ask on the page of an example."""
    told = pages.get(entry.page) or {}
    return {rule: outcome for rule, outcome in told.items() if rule in rules and outcome in ("failed", "cantTell")}


def _is_tested(entry: Entry, pages: Pages, rules: set[str]) -> bool:
    told = pages.get(entry.page)
    return told is not None and not any(told.get(rule) == "untested" for rule in rules)


def _failing_criteria(entries: Iterable[Entry]) -> dict[str, dict[str, frozenset[str]]]:
    """By page, by ACT rule that the page is a failed example of, the criteria that it fails."""
    failing: dict[str, dict[str, frozenset[str]]] = {}
    for entry in entries:
        if entry.is_failed:
            failing.setdefault(entry.page, {})[entry.rule] = entry.criteria
    return failing


def _score_rule(
    own: Sequence[Entry], failing: Mapping[str, Mapping[str, frozenset[str]]], pages: Pages, criteria: Criteria
) -> RuleScore:
    first = own[0]
    result = RuleScore(
        rule=first.rule,
        name=first.name,
        status=first.status,
        wcag=tuple(sorted(first.wcag)),
        criteria=tuple(sorted(first.criteria)),
        verdict=verdict(own, pages, criteria),
    )
    wrong_rules: set[str] = set()
    for entry in own:
        if not entry.is_failed:
            wrongly = reported(pages.get(entry.page), "failed", first.criteria, criteria)
            wrong_rules.update(wrongly)
            if not any(first.criteria & other for other in failing.get(entry.page, {}).values()):
                result.good += 1
                result.wrong.extend([entry.page] if wrongly else [])
    for entry in own:
        if entry.is_failed:
            told = pages.get(entry.page)
            found = reported(told, "failed", first.criteria, criteria)
            result.failed += 1
            result.found += bool(found)
            result.asked += bool(found or reported(told, "cantTell", first.criteria, criteria))
            result.mapped += bool(set(found) - wrong_rules)
            result.missed.extend([] if found else [entry.page])
    return result
