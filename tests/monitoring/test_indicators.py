"""Indicators, their means over products, and how they move over the years."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from accesscheck.model.tally import LevelTally, ProductTally
from accesscheck.monitoring import figures
from accesscheck.monitoring.figures import Figure, sampled, told_apart
from accesscheck.monitoring.indicators import INDICATORS, ProductYear, at_least, counted, of_group
from accesscheck.monitoring.trends import Point, Target, in_both, judged, series

BY_KEY = {indicator.key: indicator for indicator in INDICATORS}
CRITERIA, PER_PAGE, TEXTS = (
    BY_KEY[key] for key in ("criteria-without-failures", "failures-per-page", "texts-above-target")
)

LUXEMBOURG = {
    2023: (88.89, 81.94, 76.67, 73.44, 72.97, 58.57, 53.13, 46.43, 45, 44.07, 40.85, 37.74, 32.26, 30.16, 26.56),
    2024: (100, 88.71, 79.27, 74.68, 71.23, 70.51, 64.29, 61.9, 61.25, 53.12, 49.18, 48.72, 39.39, 37.93, 37.14, 34.69),
    2025: (100, 90, 88.71, 85.71, 82.19, 81.82, 76.81, 60.61, 59.49, 54.84, 52.05, 50.82, 46.84, 41.51, 40, 38.67),
}
"""Scores of sites, in per cent, of the in-depth monitoring of Luxembourg (Service information et presse, CC BY 3.0 LU:
https://github.com/accessibility-luxembourg/accessibilite.public.lu). Its means and counts are published too."""


def year(product: str = "p", **counts: int) -> ProductYear:
    return ProductYear(tally=ProductTally(product=product, **counts))


def scored(product: str, score: float) -> ProductYear:
    """A product with so many hundredths of its criteria without failures."""
    return year(product, criteria_tested=10_000, criteria_without_failures=round(100 * score))


@pytest.mark.parametrize(("when", "mean", "reached"), [(2023, 54, (7, 15)), (2024, 61, (10, 16)), (2025, 66, (12, 16))])
def test_published_figures_come_out(when: int, mean: int, reached: tuple[int, int]) -> None:
    years = [scored(str(number), score) for number, score in enumerate(LUXEMBOURG[when])]
    found = of_group(CRITERIA, years)
    assert found is not None
    assert round(100 * found.value) == mean
    assert at_least(CRITERIA, years, 0.5) == reached


@pytest.mark.parametrize(
    ("key", "product", "expected"),
    [
        pytest.param("pages-without-failures", year(opened=4, without_wcag_failures=1), 0.25, id="pages"),
        pytest.param("failures-per-page", year(opened=4, failures=10), 2.5, id="failures"),
        pytest.param("failures-per-page", year(failures=0), None, id="a site that was down all year"),
        pytest.param("vacancies-with-serious-wording", year(vacancies=8, vacancies_serious=2), 0.25, id="wording"),
        pytest.param("vacancies-incomplete", year(vacancies=0), None, id="no vacancy"),
        pytest.param("criteria-without-failures", year(criteria_tested=0), None, id="nothing to judge"),
    ],
)
def test_of_a_product(key: str, product: ProductYear, expected: float | None) -> None:
    found = BY_KEY[key].of_product(product)
    assert (found.value if found else None) == expected


def test_texts_of_all_levels_count() -> None:
    levels = tuple(
        LevelTally(product="p", profile="web-page", language="nl", level=level, pages=pages, above=above)
        for level, pages, above in (("B1", 6, 0), ("C1", 2, 2))
    )
    found = TEXTS.of_product(ProductYear(tally=ProductTally(product="p"), levels=levels))
    assert found is not None
    assert found.value == 0.25


def test_each_product_counts_once_or_by_its_audience() -> None:
    years = [scored("small", 100), scored("large", 0), year("down")]
    once, weighed = of_group(CRITERIA, years), of_group(CRITERIA, years, {"small": 1, "large": 3, "down": 9})
    assert once is not None
    assert weighed is not None
    assert (once.value, weighed.value, counted(CRITERIA, years)) == (0.5, 0.25, 2)
    assert of_group(CRITERIA, years, {"down": 9}) is None
    assert of_group(CRITERIA, []) is None


def test_wilson_as_published() -> None:
    """Newcombe (1998), Statistics in Medicine 17, table I, method 3: 81 of 263 is 0.2553 to 0.3662."""
    found = sampled(81, 263)
    assert found is not None
    assert (round(found.low or 0, 4), round(found.high or 0, 4)) == (0.2553, 0.3662)


@example(part=56, more=0)
@given(st.integers(0, 500), st.integers(0, 500))
def test_an_interval_holds_its_share(part: int, more: int) -> None:
    found = sampled(part, part + more)
    if found is None:
        assert part + more == 0
    else:
        assert 0 <= (found.low or 0.0) <= found.value <= (found.high or 0.0) <= 1


@pytest.mark.parametrize(("part", "whole"), [(-1, 3), (4, 3)])
def test_no_part(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="no part"):
        sampled(part, whole)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(sampled(10, 100), sampled(40, 100), True, id="far apart"),
        pytest.param(sampled(10, 100), sampled(12, 100), False, id="they overlap"),
        pytest.param(figures.figure(1, 4), figures.figure(2, 4), True, id="exact"),
        pytest.param(figures.figure(1, 4), figures.figure(2, 8), False, id="equal"),
    ],
)
def test_what_may_be_ranked(one: Figure, other: Figure, expected: bool) -> None:
    assert told_apart(one, other) is expected
    assert told_apart(other, one) is expected


def point(when: int, value: float | None, method: str = "1") -> Point:
    return Point(year=when, method=method, figure=None if value is None else figures.figure(value, 1))


def test_another_method_breaks_a_series() -> None:
    found = series([point(2026, 0.6, "2"), point(2024, 0.5), point(2025, 0.7), point(2027, 0.9, "2")])
    assert [one.year for one in found.points] == [2024, 2025, 2026, 2027]
    assert found.breaks == (2026,)
    changes = [None if (change := found.change(when)) is None else round(change, 6) for when in range(2024, 2028)]
    assert changes == [None, 0.2, None, 0.3]


def test_a_year_without_a_figure_is_no_break() -> None:
    found = series([point(2024, 0.5), point(2025, None), point(2026, 0.6)])
    assert found.breaks == ()
    assert found.change(2026) is None


def test_a_year_stands_once() -> None:
    with pytest.raises(ValueError, match="two points"):
        series([point(2024, 0.5), point(2024, 0.6)])


def test_only_products_of_both_years_are_compared() -> None:
    before = {"a": scored("a", 50), "b": scored("b", 0), "c": year("c")}
    now = {"a": scored("a", 60), "c": scored("c", 100), "d": scored("d", 100)}
    found = in_both(CRITERIA, before, now)
    assert found is not None
    then, later, count = found
    assert (then.value, later.value, count) == (0.5, 0.6, 1)
    assert in_both(CRITERIA, before, {}) is None


@pytest.mark.parametrize(
    ("key", "value", "aim", "expected"),
    [
        pytest.param("criteria-without-failures", 0.8, 0.8, "met", id="as high as asked"),
        pytest.param("criteria-without-failures", 0.7, 0.8, "not met", id="too low"),
        pytest.param("failures-per-page", 1.0, 2.0, "met", id="fewer are better"),
        pytest.param("failures-per-page", 3.0, 2.0, "not met", id="too many"),
        pytest.param("failures-per-page", None, 2.0, "not measured", id="nothing was measured"),
    ],
)
def test_targets(key: str, value: float | None, aim: float, expected: str) -> None:
    found = None if value is None else figures.figure(value, 1)
    assert judged(BY_KEY[key], found, Target(indicator=key, year=2026, value=aim)) == expected
