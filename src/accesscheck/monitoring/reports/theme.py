"""The report of a theme: one kind of barrier over all bodies, where it is, whom it hinders and how to mend it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from accesscheck import standards
from accesscheck.errors import N_
from accesscheck.messages import labelled, say
from accesscheck.model.rule import Reference, Rule
from accesscheck.monitoring.figures import Figure
from accesscheck.monitoring.reports import lists
from accesscheck.monitoring.reports.blocks import (
    Block,
    Cell,
    Chart,
    ChartSeries,
    Column,
    Inline,
    Link,
    Paragraph,
    Section,
    Table,
    Text,
    Words,
    row,
)
from accesscheck.monitoring.reports.facts import Barrier, Reach, ThemeFacts, ThemeLine
from accesscheck.monitoring.reports.numbers import Unit, day, shown, whole
from accesscheck.monitoring.reports.sections.barriers import (
    anchor,
    barrier_section,
    helpful_section,
    spread_columns,
    spread_rows,
    title_of,
)
from accesscheck.monitoring.reports.sections.changes import changes_section
from accesscheck.monitoring.reports.sections.courses import course_chart, trend_chart
from accesscheck.monitoring.reports.sections.figures import break_note, figure_cell
from accesscheck.monitoring.reports.sections.language import LEVELS
from accesscheck.monitoring.reports.sections.method import method_section
from accesscheck.monitoring.reports.sections.shares import share_cell, share_text
from accesscheck.reporters.score_card import GROUNDS

FAILURES: Mapping[str, tuple[str, str]] = {
    "products": (
        N_("Products with a failure"),
        N_("Of the products that were tested for this theme: those with a failure on some page."),
    ),
    "pages": (
        N_("Pages with a failure, at least"),
        N_("Of each product the pages with its most frequent barrier of this theme; then the mean of the products."),
    ),
    "per-page": (
        N_("Failures of this theme per page"),
        N_("How many failures of this theme a page has, on average. A large site does not count for more."),
    ),
}
"""Title and definition of each figure of a theme."""

FINDINGS: Mapping[str, tuple[str, str]] = {
    "products": (
        N_("Products with a finding"),
        N_("Of the products that were tested for this theme: those with a failure or something to judge on some page."),
    ),
    "pages": (
        N_("Pages with a finding, at least"),
        N_("Of each product the pages with its most frequent finding of this theme; then the mean of the products."),
    ),
    "per-page": (
        N_("Findings of this theme per page"),
        N_("How many findings of this theme a page has, on average. A large site does not count for more."),
    ),
}
"""The same where what a person must judge counts as well."""

UNITS: Mapping[str, Unit] = {"products": "share", "pages": "share", "per-page": "per page"}


def report(
    facts: ThemeFacts, rules: Mapping[str, Rule], language: str, *, publisher: str = "", online: str = ""
) -> Text:
    """The report of a theme in a language of the interface."""
    t = partial(say, language)
    name = facts.theme.titles[language]
    return Text(
        kind="theme",
        key=facts.key,
        language=language,
        year=facts.about.year,
        title=t("{name}, theme report of {year}", name=name, year=str(facts.about.year)),
        facts=tuple(_first_lines(facts, language)),
        blocks=tuple(_blocks(facts, rules, language)),
        publisher=publisher,
        online=online,
    )


def _first_lines(facts: ThemeFacts, language: str) -> Iterator[tuple[str, Words]]:
    t = partial(say, language)
    about = facts.about
    yield t("Theme"), (facts.theme.titles[language],)
    yield t("Year"), (str(about.year),)
    yield t("Measured"), (f"{day(about.first_day, language)} – {day(about.last_day, language)}",)
    yield t("Products tested for this"), (whole(facts.now.tested, language),)
    if facts.theme.criteria:
        yield t("Criteria"), tuple(_criteria(facts, language))


def _criteria(facts: ThemeFacts, language: str) -> Iterator[Inline]:
    """The criteria of levels A and AA, each with a link to what it says."""
    names = [name for name, level in standards.criteria() if name in facts.theme.criteria and level != "AAA"]
    if not names:
        # The level of a text is asked for by AAA alone, which no law demands.
        names = [name for name, _ in standards.criteria() if name in facts.theme.criteria]
    for number, name in enumerate(names):
        clause = standards.look_up(Reference(standard="wcag22", clause=name), language)
        if number:
            yield ", "
        level = " (AAA)" if clause.level == "AAA" else ""
        yield Link(text=f"{name} {clause.title}{level}", address=clause.address)


def _texts(facts: ThemeFacts) -> Mapping[str, tuple[str, str]]:
    return FINDINGS if facts.theme.doubts else FAILURES


def _title(facts: ThemeFacts, key: str, language: str) -> str:
    return say(language, _texts(facts)[key][0])


def answer(facts: ThemeFacts, language: str) -> str:
    """The answer in a sentence or two: on how many products it is, and how that was the year before."""
    t = partial(say, language)
    now, before = facts.now, facts.before
    if not now.tested:
        return t("No product was tested for this theme in {year}.", year=str(facts.about.year))
    what = t("Products with something to mend or to judge") if facts.theme.doubts else t("Products with a failure")
    first = labelled(what, _of_all(now, language), language)
    if before is None or not before.tested:
        return first
    second = labelled(t("In {year}", year=str(facts.about.last)), _of_all(before, language), language)
    return f"{first} {second}"


def _of_all(reach: Reach, language: str) -> str:
    """“2 of 4 (50 %).”"""
    return f"{share_text(reach.found, reach.tested, language)}."


def _blocks(facts: ThemeFacts, rules: Mapping[str, Rule], language: str) -> Iterator[Block]:
    yield Paragraph(words=(answer(facts, language),), kind="lead")
    yield Paragraph(words=(facts.theme.abouts[language],))
    if facts.now.tested:
        if facts.most_helpful:
            yield helpful_section(facts, rules, language, several=True)
        yield _figures(facts, language)
        yield changes_section(facts, rules, language)
        yield _where(facts, language)
        yield _barriers(facts, rules, language)
    yield method_section(facts.about, language)


def _figures(facts: ThemeFacts, language: str) -> Section:
    t = partial(say, language)
    blocks: list[Block] = [_figures_table(facts, language)]
    if facts.measure is not None and any(one.figure for one in facts.measure.series.points):
        blocks.append(trend_chart(facts.measure, facts.about, language))
    blocks += [
        course_chart(
            course,
            facts.about,
            language,
            key=f"theme-{key}",
            title=_title(facts, key, language),
            definition=say(language, _texts(facts)[key][1]),
            unit=UNITS[key],
        )
        for key, course in facts.courses.items()
        if any(one.figure for one in course.series.points)
    ]
    if any(facts.levels.values()):
        blocks.append(_levels_chart(facts, language))
    if facts.grounds:
        blocks.append(_grounds_table(facts, language))
    return Section(key="figures-section", title=t("The figures"), blocks=tuple(blocks))


def _figures_table(facts: ThemeFacts, language: str) -> Table:
    """Each figure of the theme in the last two years and this one."""
    t = partial(say, language)
    year = facts.about.year
    years = (year - 2, year - 1, year)
    rows = [
        row(
            _title(facts, key, language),
            *(figure_cell(course, UNITS[key], past, language) for past in years),
            say(language, _texts(facts)[key][1]),
        )
        for key, course in facts.courses.items()
    ]
    if facts.measure is not None:
        indicator = facts.measure.indicator
        cells = (figure_cell(facts.measure, indicator.unit, past, language) for past in years)
        rows.insert(0, row(t(indicator.title), *cells, t(indicator.definition)))
    return Table(
        key="figures",
        caption=t("Figures of the last three years"),
        columns=(
            Column(title=t("Figure")),
            *(Column(title=str(past), numeric=True) for past in years),
            Column(title=t("Definition")),
        ),
        rows=tuple(rows),
        note=break_note(facts.about, language),
    )


def _levels_chart(facts: ThemeFacts, language: str) -> Chart:
    """Texts by reading level, a bar for each policy domain that has one."""
    t = partial(say, language)
    counted = {
        domain: {level: sum(one.pages for one in tallies if one.level == level) for level in LEVELS}
        for domain, tallies in facts.levels.items()
        if tallies
    }
    return Chart(
        key="levels-domains",
        kind="stacked",
        title=t("Texts by reading level and policy domain"),
        description=t("How many texts have each reading level, from A1 (easy) to C2 (very hard)."),
        unit="number",
        labels_title=t("Policy domain"),
        labels=tuple(counted),
        series=tuple(
            ChartSeries(name=level, values=tuple(float(levels[level]) for levels in counted.values()))
            for level in LEVELS
        ),
    )


def _grounds_table(facts: ThemeFacts, language: str) -> Table:
    """Each ground of the theme, those on most pages first."""
    t = partial(say, language)
    found = sorted(facts.grounds.items(), key=lambda pair: (-(pair[1].pages.value if pair[1].pages else 0), pair[0]))
    return Table(
        key="grounds-table",
        caption=t("By ground, {year}", year=str(facts.about.year)),
        columns=(
            Column(title=t("Ground")),
            Column(title=_title(facts, "products", language), numeric=True),
            Column(title=_title(facts, "pages", language), numeric=True),
        ),
        rows=tuple(
            row(
                t(GROUNDS[ground]) if ground in GROUNDS else ground,
                share_cell(reach.found, reach.tested, language),
                _mean_cell(reach.pages, "share", language),
            )
            for ground, reach in found
        ),
        sortable=len(found) > 1,
        note=(t("A vacancy counts as a page. Some grounds are looked for on all pages, others on vacancies alone."),),
    )


def _mean_cell(figure: Figure | None, unit: Unit, language: str) -> Cell:
    value = figure.value if figure else None
    return Cell(words=(shown(value, unit, language),), value=value)


def _where(facts: ThemeFacts, language: str) -> Section:
    """The theme by policy domain and by body, in the order of their names."""
    t = partial(say, language)
    year = str(facts.about.year)
    bodies = sorted(
        (one for one in facts.entities if one.now.tested),
        key=lambda one: (lists.name_of(one, language).casefold(), one.key),
    )
    blocks: list[Block] = []
    if facts.domains:
        blocks.append(
            _lines_table(facts, "domains-table", t("Policy domains, {year}", year=year), facts.domains, language)
        )
    if bodies:
        blocks.append(_lines_table(facts, "bodies-table", t("Bodies, {year}", year=year), bodies, language))
    blocks.append(
        Paragraph(
            words=(
                t("This is no ranking."),
                " ",
                t("A mean of few products says little: one product more or less can change it much."),
            ),
            kind="small",
        )
    )
    return Section(key="where", title=t("Where it is"), blocks=tuple(blocks))


def _lines_table(facts: ThemeFacts, key: str, caption: str, lines: Sequence[ThemeLine], language: str) -> Table:
    t = partial(say, language)
    of_bodies = key == "bodies-table"
    return Table(
        key=key,
        caption=caption,
        columns=(
            Column(title=t("Body") if of_bodies else t("Policy domain")),
            *([Column(title=t("Policy domain"))] if of_bodies else []),
            Column(title=_title(facts, "products", language), numeric=True),
            Column(title=t("Last time"), numeric=True),
            Column(title=_title(facts, "pages", language), numeric=True),
            Column(title=_title(facts, "per-page", language), numeric=True),
        ),
        rows=tuple(
            row(
                lists.body_link(one, language) if of_bodies else lists.domain_link(one.key),
                *([lists.domain_link(one.domain)] if of_bodies else []),
                share_cell(one.now.found, one.now.tested, language),
                _before_cell(one.before, language),
                _mean_cell(one.now.pages, "share", language),
                _mean_cell(one.now.per_page, "per page", language),
            )
            for one in lines
        ),
        sortable=len(lines) > 1,
    )


def _before_cell(before: Reach | None, language: str) -> Cell:
    return share_cell(before.found if before else 0, before.tested if before else 0, language)


def _barriers(facts: ThemeFacts, rules: Mapping[str, Rule], language: str) -> Section:
    """Every barrier of the theme, and of each who is hindered, how to mend it, and examples of several bodies."""
    t = partial(say, language)
    every = {one.rule_id: one for one in (*facts.most_helpful, *facts.to_judge)}
    title = t("The barriers")
    if not every:
        none = t("Our rules found nothing of this theme on the pages that were read.")
        return Section(key="barriers", title=title, blocks=(Paragraph(words=(none,)),))

    def name_of(one: Barrier) -> Words:
        return (Link(text=title_of(one.rule_id, rules, language), address=f"#{anchor(one)}"),)

    table = Table(
        key="barriers-table",
        caption=t("Barriers, by how many products and pages have them"),
        columns=spread_columns(language),
        rows=spread_rows(every.values(), name_of, language),
        sortable=len(every) > 1,
        note=(t("“To judge” is what a rule suspects and a person must decide. It does not count as a failure."),),
    )
    intro = Paragraph(words=(t("Each barrier once, with examples of several bodies where there are."),))
    each = (
        barrier_section(one, rules, language, country=facts.about.country, owners=facts.owners)
        for one in every.values()
    )
    return Section(key="barriers", title=title, blocks=(table, intro, *each))
