"""The facts of a year as rows of the tables in `dictionary`: each a mapping from column to value."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from accesscheck.model.change import Change
from accesscheck.model.entity import NAME_LANGUAGES
from accesscheck.model.tally import Tally
from accesscheck.monitoring.figures import Figure
from accesscheck.monitoring.indicators import INDICATORS
from accesscheck.monitoring.reports.facts import (
    Barrier,
    Criterion,
    EntityFacts,
    GroupFacts,
    Measure,
    ProductFacts,
    Shared,
    YearFacts,
)

Value = str | int | float | bool | date | None
Row = Mapping[str, Value]

DIGITS = 6
"""Of a figure, after the point: more says nothing, and differs between machines."""


def number(value: float | None) -> float | int | None:
    """A number as it is published: whole ones without a point."""
    if value is None:
        return None
    rounded = round(value, DIGITS)
    return int(rounded) if rounded == int(rounded) else rounded


def bodies(facts: EntityFacts) -> Iterator[Row]:
    """The body, by indicator."""
    body = facts.entity
    for one in facts.measures:
        yield {
            "year": facts.about.year,
            "body": body.key,
            **_names(body.names),
            "domain": body.domain,
            "government_level": body.level,
            **_measured(one, facts.about),
            "domain_mean": _value(one.domain),
            "government_mean": _value(one.government),
            "method": facts.about.method,
        }


def groups(facts: GroupFacts) -> Iterator[Row]:
    """The policy domain or the government, by indicator."""
    for one in facts.measures:
        yield {
            "year": facts.about.year,
            "scope": facts.kind,
            "key": facts.key,
            **_measured(one, facts.about),
            "method": facts.about.method,
        }


def products(facts: EntityFacts) -> Iterator[Row]:
    """The products of the body."""
    for one in facts.products:
        product, counts = one.product, _counts(one)
        yield {
            "year": facts.about.year,
            "product": product.key,
            "body": facts.entity.key,
            **_names(product.names),
            "kind": product.kind,
            # What is open to all must not tell where an intranet is.
            "address": "" if product.kind == "intranet" else next(iter(product.addresses), ""),
            "status": product.status,
            "planned": product.planned,
            "exemptions": " ".join(dict.fromkeys(exemption.kind for exemption in product.exemptions)),
            "visits": product.audience if isinstance(product.audience, int) else None,
            "audience": product.audience if isinstance(product.audience, str) else None,
            "sample_method": one.chosen.method if one.chosen else None,
            "choice": one.chosen.choice if one.chosen else None,
            "state": one.state.value if one.state else None,
            "reason": one.reason,
            "pages_listed": one.listed,
            "pages_chosen": len(one.sample),
            **counts,
        }


def product_figures(facts: EntityFacts) -> Iterator[Row]:
    """The products of the body that were measured, by indicator."""
    for one in facts.products:
        for indicator in INDICATORS:
            figure = one.figures.get(indicator.key)
            if figure is not None:
                yield {
                    "year": facts.about.year,
                    "product": one.product.key,
                    "body": facts.entity.key,
                    "indicator": indicator.key,
                    "unit": indicator.unit,
                    **_figure(figure),
                    "last_year_value": _value(one.before.get(indicator.key)),
                }


def barriers(facts: EntityFacts) -> Iterator[Row]:
    """What was found on the products of the body, by rule."""
    for one in sorted(facts.barriers, key=lambda barrier: barrier.rule_id):
        yield {"year": facts.about.year, "body": facts.entity.key, **barrier(one)}


def barrier(one: Barrier) -> Row:
    """What was found by a rule, and what became of it since last time."""
    spread = one.spread
    return {
        "rule": one.rule_id,
        "impact": spread.impact,
        "ground": spread.ground,
        "criteria": " ".join(spread.criteria),
        "products_tested": spread.products,
        "products_failing": spread.failing,
        **_tallied(spread.tally),
        **{change.value.replace("-", "_"): one.changes.get(change, 0) for change in Change},
    }


def criteria(facts: EntityFacts) -> Iterator[Row]:
    """The criteria that had something to judge on the products of the body."""
    for one in facts.criteria:
        if one.spread is not None:
            yield {"year": facts.about.year, "body": facts.entity.key, **criterion(one)}


def criterion(one: Criterion) -> Row:
    """How far a criterion was met; without a spread, it had nothing to judge."""
    found: dict[str, Value] = {"criterion": one.name, "wcag_level": one.level}
    if one.spread is None:
        return found
    return {
        **found,
        "products_judged": one.spread.products,
        "products_failing": one.spread.failing,
        **_tallied(one.spread.tally),
    }


def _tallied(tally: Tally) -> dict[str, Value]:
    return {
        "pages_tested": tally.tested,
        "pages_failed": tally.failed,
        "pages_to_judge": tally.cant_tell,
        "pages_passed": tally.passed,
        "pages_inapplicable": tally.inapplicable,
        "pages_untested": tally.untested,
        "failures": tally.failures,
        "doubts": tally.doubts,
    }


def levels(facts: EntityFacts) -> Iterator[Row]:
    """The texts of the body by product, kind, language and reading level."""
    for one in facts.levels:
        yield {
            "year": facts.about.year,
            "product": one.product,
            "body": facts.entity.key,
            "profile": one.profile,
            "language": one.language,
            "reading_level": one.level,
            "texts": one.pages,
            "texts_above_target": one.above,
        }


def series(facts: EntityFacts | GroupFacts) -> Iterator[Row]:
    """The figures of all years, as published and scored again."""
    scope, key = ("body", facts.entity.key) if isinstance(facts, EntityFacts) else (facts.kind, facts.key)
    for measure in facts.measures:
        again = {point.year: point.figure for point in measure.rescored.points} if measure.rescored else {}
        for point in measure.series.points:
            yield {
                "scope": scope,
                "key": key,
                "indicator": measure.indicator.key,
                "unit": measure.indicator.unit,
                "year": point.year,
                "method": point.method,
                **_figure(point.figure),
                "rescored_value": _value(again.get(point.year)),
                "break": point.year in measure.series.breaks,
            }


OF_BODY: Mapping[str, Callable[[EntityFacts], Iterator[Row]]] = {
    "bodies": bodies,
    "products": products,
    "product_figures": product_figures,
    "barriers": barriers,
    "criteria": criteria,
    "levels": levels,
    "series": series,
}
"""What a body adds to each table."""

OF_GROUP: Mapping[str, Callable[[GroupFacts], Iterator[Row]]] = {"groups": groups, "series": series}
"""What a policy domain or the government adds to each table."""


def in_numbers(facts: GroupFacts) -> Mapping[str, Any]:
    """All of a group as one JSON object, with the names of columns for its keys."""
    return {
        "scope": facts.kind,
        "key": facts.key,
        "bodies": len(facts.entities),
        "figures": [_without_year(row) for row in groups(facts)],
        "series": [_without_scope(row) for row in series(facts)],
        "barriers": [dict(barrier(one)) for one in sorted(facts.barriers, key=lambda one: one.rule_id)],
        "criteria": [dict(criterion(one)) for one in facts.criteria],
        "needs": [
            {"need": one.letter, "criteria": one.criteria, "judged": one.judged, "failing": one.failing}
            for one in facts.needs
        ],
        "changes": {change.value.replace("-", "_"): facts.changes.get(change, 0) for change in Change},
        "levels": _summed_levels(facts),
        "distribution": {
            key: [
                {"low": one.low, "high": one.high, "products": one.products, "last_year_products": one.before}
                for one in bins
            ]
            for key, bins in facts.distribution.items()
        },
        "monitored": {
            "by_method": _counted(facts.monitored.by_method),
            "by_level": _counted(facts.monitored.by_level),
            "by_cluster": _counted(facts.monitored.by_cluster),
            "by_kind": _counted(facts.monitored.by_kind),
            "recurring": facts.monitored.recurring,
            "drawn": facts.monitored.drawn,
            "by_hand": facts.monitored.by_hand,
            "not_measured": dict(sorted(facts.monitored.not_measured.items())),
        },
    }


def _without_year(row: Row) -> dict[str, Value]:
    return {name: value for name, value in row.items() if name not in ("year", "scope", "key", "method")}


def _without_scope(row: Row) -> dict[str, Value]:
    return {name: value for name, value in row.items() if name not in ("scope", "key")}


def _counted(found: Any) -> list[dict[str, Value]]:
    return [{"name": one.name, "all": one.all, "monitored": one.monitored, "measured": one.measured} for one in found]


def _summed_levels(facts: Shared) -> list[dict[str, Value]]:
    summed: dict[tuple[str, str, str], list[int]] = {}
    for one in facts.levels:
        counts = summed.setdefault((one.profile, one.language, one.level), [0, 0])
        counts[0] += one.pages
        counts[1] += one.above
    return [
        {
            "profile": profile,
            "language": language,
            "reading_level": level,
            "texts": texts,
            "texts_above_target": above,
        }
        for (profile, language, level), (texts, above) in sorted(summed.items())
    ]


def _names(names: Mapping[str, str]) -> dict[str, Value]:
    return {f"name_{language}": names.get(language, "") for language in NAME_LANGUAGES}


def _value(figure: Figure | None) -> float | int | None:
    return number(figure.value) if figure else None


def _figure(figure: Figure | None) -> dict[str, Value]:
    return {
        "value": _value(figure),
        "part": number(figure.part) if figure else None,
        "whole": number(figure.whole) if figure else None,
    }


def _measured(one: Measure, about: YearFacts) -> dict[str, Value]:
    now, target, both, reached = one.in_year(about.year), one.target, one.in_both, one.reached
    return {
        "indicator": one.indicator.key,
        "unit": one.indicator.unit,
        **_figure(now),
        "low": number(now.low) if now else None,
        "high": number(now.high) if now else None,
        "last_year_value": _value(one.comparable(about.last)),
        "both_before": _value(both.before) if both else None,
        "both_now": _value(both.now) if both else None,
        "both_products": both.products if both else None,
        "target": number(target.value) if target else None,
        "standing": one.standing if target else None,
        "end_year": target.end_year if target else None,
        "end_target": number(target.end_value) if target else None,
        "reached": _value(reached),
        "reached_low": number(reached.low) if reached else None,
        "reached_high": number(reached.high) if reached else None,
        "products_counted": one.counted,
        "weighted_value": _value(one.weighted),
    }


def _counts(one: ProductFacts) -> dict[str, Value]:
    """What was counted on the pages of a product; nothing if it was not in the run."""
    tally = one.tally
    return {
        "pages": tally.pages if tally else None,
        "pages_read": tally.opened if tally else None,
        "pages_without_failures": tally.without_failures if tally else None,
        "pages_without_wcag_failures": tally.without_wcag_failures if tally else None,
        "failures": tally.failures if tally else None,
        "doubts": tally.doubts if tally else None,
        "criteria_tested": tally.criteria_tested if tally else None,
        "criteria_without_failures": tally.criteria_without_failures if tally else None,
        "vacancies": tally.vacancies if tally else None,
        "vacancies_serious": tally.vacancies_serious if tally else None,
        "vacancies_incomplete": tally.vacancies_incomplete if tally else None,
        "missing_items": tally.missing_items if tally else None,
    }
