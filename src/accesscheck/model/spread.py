"""How far something reaches over several products: what reports of a group are made from."""

from dataclasses import dataclass

from accesscheck.model.finding import Finding
from accesscheck.model.tally import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSpread:
    """A rule over products: on `products` it gave a verdict, on `failing` of them it failed on some page.

    What is said of the rule is what held in that run.
    """

    rule_id: str
    impact: str | None
    ground: str | None
    criteria: tuple[str, ...]
    tally: Tally
    products: int
    failing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductSpread:
    """Some rules together on a product. `failures` and `doubts` are the findings of all of these.

    The pages are those of the one rule that has most: so many were tested, and failed, or have any finding, at least.
    A page may have findings of several rules, so their pages do not add up.
    """

    product: str
    tested: int
    failed: int
    found: int
    failures: int
    doubts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionSpread:
    """A criterion of WCAG over products: on `products` there was something to judge, on `failing` it failed."""

    criterion: str
    tally: Tally
    products: int
    failing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A finding on a page that shows what a rule is about. `snapshot` is where the page is kept as it was."""

    product: str
    address: str
    title: str | None
    language: str | None
    finding: Finding
    snapshot: str | None = None
