"""Figures over the years, as charts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from accesscheck.messages import say
from accesscheck.monitoring.reports.blocks import Chart, ChartSeries
from accesscheck.monitoring.reports.facts import Course, Measure, Shared, YearFacts
from accesscheck.monitoring.reports.numbers import Unit, shown
from accesscheck.monitoring.trends import Series


def trend_charts(facts: Shared, language: str) -> tuple[Chart, ...]:
    """A line over the years for each indicator that was measured in this year or before."""
    return tuple(
        trend_chart(one, facts.about, language)
        for one in facts.measures
        if any(point.figure for point in one.series.points)
    )


def trend_chart(measure: Measure, about: YearFacts, language: str) -> Chart:
    """The figures of an indicator over the years, with its break, the years scored again, and the target."""
    t = partial(say, language)
    indicator, target = measure.indicator, measure.target
    chart = course_chart(
        measure,
        about,
        language,
        key=indicator.key,
        title=t(indicator.title),
        definition=t(indicator.definition),
        unit=indicator.unit,
    )
    if target is None:
        return chart
    return replace(chart, target=target.value, target_text=t("target of {year}", year=str(target.year)))


def course_chart(
    course: Course, about: YearFacts, language: str, *, key: str, title: str, definition: str, unit: Unit
) -> Chart:
    """A figure over the years, with its break and the years scored again."""
    t = partial(say, language)
    years = [point.year for point in course.series.points]
    series = [_line(t("As published"), course.series, years)]
    if course.rescored:
        series.append(_line(t("By the rules of {year}", year=str(about.year)), course.rescored, years))
    return Chart(
        key=f"trend-{key}",
        kind="lines",
        title=title,
        description=" ".join([definition, *_described(course, unit, about, language)]),
        unit=unit,
        labels_title=t("Year"),
        labels=tuple(map(str, years)),
        series=tuple(series),
        breaks=tuple(years.index(one) for one in course.series.breaks),
        break_text=t("other method"),
    )


def _line(name: str, series: Series, years: Sequence[int]) -> ChartSeries:
    found = {point.year: point.figure for point in series.points}
    values = tuple(figure.value if (figure := found.get(year)) else None for year in years)
    return ChartSeries(name=name, values=values)


def _described(course: Course, unit: Unit, about: YearFacts, language: str) -> Iterator[str]:
    """What a line shows, in sentences."""
    t = partial(say, language)
    now, before = course.in_year(about.year), course.comparable(about.last)
    if now is None:
        yield t("It was not measured in {year}.", year=str(about.year))
    elif before is None:
        yield t("In {year}: {value}.", year=str(about.year), value=shown(now.value, unit, language))
    else:
        yield t(
            "From {before} in {last} to {value} in {year}.",
            before=shown(before.value, unit, language),
            last=str(about.last),
            value=shown(now.value, unit, language),
            year=str(about.year),
        )
    for one in course.series.breaks:
        yield t("The method changed in {year}: do not compare the years before with those after.", year=str(one))
