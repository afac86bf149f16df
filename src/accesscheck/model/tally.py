"""Counts over the pages of a product in a run: what reports are made from."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Pages by outcome, and findings. A page is counted once, under the worst that holds for it.

    `failed`, `cant_tell`, `passed`, `inapplicable` and `untested` count pages; `failures` and `doubts` count findings
    that failed and that a person must judge. An untested page never counts as passed.
    """

    failed: int = 0
    cant_tell: int = 0
    passed: int = 0
    inapplicable: int = 0
    untested: int = 0
    failures: int = 0
    doubts: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)})

    @property
    def tested(self) -> int:
        """Pages with a verdict."""
        return self.failed + self.cant_tell + self.passed + self.inapplicable


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTally:
    """A rule on the pages of a product. What is said of the rule is what held in that run."""

    product: str
    rule_id: str
    impact: str | None
    ground: str | None
    criteria: tuple[str, ...]
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionTally:
    """A criterion of WCAG on the pages of a product: the worst of its rules, on each page.

    A page is `untested` only if no rule of the criterion gave a verdict on it.
    """

    product: str
    criterion: str
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductTally:
    """A product as a whole.

    `pages` were asked for, `opened` could be read. Of those: `without_failures` have no finding that failed,
    `without_wcag_failures` none of a criterion of level A or AA. `criteria_tested` had something to judge on some page,
    `criteria_without_failures` of them failed on none (levels A and AA). `vacancies` are pages with a vacancy:
    `vacancies_serious` have a finding of serious or critical impact on their wording, `vacancies_incomplete` lack
    something, `missing_items` in all. `compared_with` is the id of the earlier run that changes were counted from.
    """

    product: str
    pages: int = 0
    opened: int = 0
    without_failures: int = 0
    without_wcag_failures: int = 0
    failures: int = 0
    doubts: int = 0
    criteria_tested: int = 0
    criteria_without_failures: int = 0
    vacancies: int = 0
    vacancies_serious: int = 0
    vacancies_incomplete: int = 0
    missing_items: int = 0
    compared_with: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelTally:
    """Pages of a product by reading level, A1 to C2. `above` of them are harder than their target."""

    product: str
    profile: str
    language: str
    level: str
    pages: int
    above: int
