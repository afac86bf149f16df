"""The figures of a year beside those of other years, of targets and of the groups around a body."""

from collections.abc import Mapping
from functools import partial

from accesscheck.errors import N_
from accesscheck.messages import say, say_count
from accesscheck.monitoring.reports.blocks import Cell, Column, Table, Verdict, Words, row
from accesscheck.monitoring.reports.facts import Course, Shared, YearFacts
from accesscheck.monitoring.reports.numbers import Unit, points, shown
from accesscheck.monitoring.trends import Standing

STANDINGS: Mapping[Standing, str] = {
    "met": N_("target met"),
    "not met": N_("target not met"),
    "not measured": N_("not measured"),
}


def figures_table(facts: Shared, language: str) -> Table:
    """Each indicator in the last two years and this one, with its targets: the form of the Flemish service."""
    t = partial(say, language)
    year = facts.about.year
    rows = []
    for measure in facts.measures:
        target, unit = measure.target, measure.indicator.unit
        aimed: Words = (shown(target.value, unit, language),) if target else ("–",)
        if target:
            aimed = (*aimed, " ", Verdict(standing=measure.standing, text=t(STANDINGS[measure.standing])))
        end = "–"
        if target and target.end_value is not None:
            end = shown(target.end_value, unit, language)
            end = f"{end} ({target.end_year})" if target.end_year else end
        rows.append(
            row(
                t(measure.indicator.title),
                *(figure_cell(measure, unit, past, language) for past in (year - 2, year - 1, year)),
                Cell(words=aimed, value=target.value if target else None),
                Cell(words=(end,), value=target.end_value if target else None),
            )
        )
    columns = (
        Column(title=t("Indicator")),
        *(Column(title=str(past), numeric=True) for past in (year - 2, year - 1, year)),
        Column(title=t("Target of {year}", year=str(year)), numeric=True),
        Column(title=t("End target"), numeric=True),
    )
    return Table(
        key="figures",
        caption=t("Figures of the last three years, and targets"),
        columns=columns,
        rows=tuple(rows),
        note=break_note(facts.about, language),
    )


def figure_cell(course: Course, unit: Unit, past: int, language: str) -> Cell:
    """The figure as it was published; a year that cannot be compared has an asterisk."""
    figure = course.in_year(past)
    if figure is None:
        return Cell(words=("–",), value=None)
    text = shown(figure.value, unit, language)
    last = max(point.year for point in course.series.points)
    broken = any(past < one <= last for one in course.series.breaks)
    return Cell(words=(f"{text}*" if broken else text,), value=figure.value)


def break_note(about: YearFacts, language: str) -> Words:
    """What an asterisk means; empty where each year can be compared."""
    t = partial(say, language)
    past = [one for one in about.methods if one < about.year and about.methods[one] != about.method]
    if not past:
        return ()
    if set(past) <= set(about.rescored):
        return (t("* Measured in another way. The charts also show these years by the rules of this year."),)
    return (t("* Measured in another way, so you cannot compare it with this year."),)


def compared_table(facts: Shared, own: str, language: str) -> Table | None:
    """The figures beside the means around them; None without such means."""
    t = partial(say, language)
    if not any(one.domain or one.government for one in facts.measures):
        return None
    with_domain = any(one.domain for one in facts.measures)
    rows = []
    for measure in facts.measures:
        found = [measure.in_year(facts.about.year), *([measure.domain] if with_domain else []), measure.government]
        unit = measure.indicator.unit
        cells = (
            Cell(words=(shown(one.value if one else None, unit, language),), value=one.value if one else None)
            for one in found
        )
        rows.append(row(t(measure.indicator.title), *cells))
    titles = [own, *([t("Mean of the policy domain")] if with_domain else []), t("Mean of the government")]
    return Table(
        key="compared",
        caption=t("Compared with others, {year}", year=str(facts.about.year)),
        columns=(Column(title=t("Indicator")), *(Column(title=title, numeric=True) for title in titles)),
        rows=tuple(rows),
    )


def in_both_sentences(facts: Shared, language: str) -> tuple[str, ...]:
    """How the figures moved on the products that were measured in both years."""
    t, tn = partial(say, language), partial(say_count, language)
    made = []
    for measure in facts.measures:
        both, unit = measure.in_both, measure.indicator.unit
        if both is None:
            continue
        change = both.now.value - both.before.value
        made.append(
            tn(
                "{indicator}: from {before} to {now} ({change}), on {count} product.",
                "{indicator}: from {before} to {now} ({change}), on {count} products.",
                both.products,
                indicator=t(measure.indicator.title),
                before=shown(both.before.value, unit, language),
                now=shown(both.now.value, unit, language),
                change=points(change, unit, language),
            )
        )
    return tuple(made)
