"""What reports of a body and of a group say alike: figures, trends, barriers, needs, criteria, language, method."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from accesscheck import messages, standards
from accesscheck.errors import N_
from accesscheck.messages import say, say_count
from accesscheck.model.change import Change
from accesscheck.model.entity import Entity
from accesscheck.model.finding import Finding, Impact, Outcome, Param
from accesscheck.model.location import ElementLocation, TextLocation
from accesscheck.model.rule import Reference, Rule
from accesscheck.model.spread import Example
from accesscheck.model.tally import LevelTally
from accesscheck.monitoring.reports.blocks import (
    Block,
    Bullets,
    Cell,
    Chart,
    ChartSeries,
    Code,
    Column,
    Inline,
    Link,
    Paragraph,
    Picture,
    Quote,
    Section,
    Strong,
    Table,
    Verdict,
    Words,
    cell,
    row,
)
from accesscheck.monitoring.reports.facts import WEIGHTS, Barrier, Course, Found, Measure, Shared, YearFacts
from accesscheck.monitoring.reports.numbers import Unit, day, percentage, points, shown, whole
from accesscheck.monitoring.trends import Series, Standing
from accesscheck.reporters import summary
from accesscheck.reporters.terminal import IMPACTS

MOST_HELPFUL = 5
"""Changes that a report begins with."""

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")

STANDINGS: Mapping[Standing, str] = {
    "met": N_("target met"),
    "not met": N_("target not met"),
    "not measured": N_("not measured"),
}

CHANGES: Mapping[Change, tuple[str, str]] = {
    Change.NEW: (N_("New"), N_("The page was tested last time too, and the finding was not there.")),
    Change.OPEN: (N_("Still there"), N_("The finding was there last time, and it still is.")),
    Change.MENDED: (N_("Mended"), N_("The page was tested again, and the finding is no longer there.")),
    Change.PAGE_GONE: (N_("Page gone"), N_("The page is no longer on the site. That is not the same as mended.")),
    Change.NOT_TESTED: (N_("Not tested again"), N_("The page or the rule was not tested this year.")),
    Change.FIRST_TESTED: (N_("Tested for the first time"), N_("The page or the rule was not tested last time.")),
}


def title_of(rule_id: str, rules: Mapping[str, Rule], language: str) -> str:
    """The title of a rule; of one that is there no more, its id."""
    rule = rules.get(rule_id)
    return messages.texts(rule, language).title if rule else rule_id


def anchor(barrier: Barrier) -> str:
    """The key of the section about a barrier."""
    return f"barrier-{barrier.rule_id}"


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


def helpful_section(facts: Found, rules: Mapping[str, Rule], language: str, *, several: bool = False) -> Section:
    """The changes that help most, each with where to read on; of `several` bodies, in words that hold for all."""
    t, tn = partial(say, language), partial(say_count, language)
    found = facts.most_helpful[:MOST_HELPFUL]
    if not found:
        blocks: tuple[Block, ...] = (
            Paragraph(words=(t("Our rules found no failures. That does not mean that there are none: see below."),)),
        )
    else:
        items = tuple(
            (
                Link(text=title_of(one.rule_id, rules, language), address=f"#{anchor(one)}"),
                ". ",
                *_fix_words(one, rules, language, several=several),
                tn("On {count} page.", "On {count} pages.", one.spread.tally.failed),
            )
            for one in found
        )
        blocks = (
            Paragraph(words=(t("We put first what hinders people most, and is on most pages."),)),
            Bullets(items=items, ordered=True),
        )
    return Section(key="helpful", title=t("What helps most"), blocks=blocks)


def fix_of(barrier: Barrier, rules: Mapping[str, Rule], language: str, *, several: bool = False) -> str:
    """How to mend a barrier, filled with what was found on its first page; empty if it speaks of what is not known.

    What `several` bodies read speaks of no page.
    """
    rule = rules.get(barrier.rule_id)
    first = next(iter(barrier.examples), None)
    if rule is None:
        return ""
    return _filled(rule, first.finding.params if first and not several else {}, language)


def _fix_words(barrier: Barrier, rules: Mapping[str, Rule], language: str, *, several: bool) -> Words:
    """How to mend it, before another sentence."""
    fix = fix_of(barrier, rules, language, several=several)
    return (fix, " ") if fix else ()


def _filled(rule: Rule, params: Mapping[str, Param], language: str) -> str:
    fix = messages.texts(rule, language).fix
    if any(name not in params for name in re.findall(r"\{(\w+)\}", fix)):
        return ""
    return messages.fill(fix, params, language)


def changes_section(facts: Found, rules: Mapping[str, Rule], language: str) -> Section:
    """What became of the findings of the last time that each product was measured."""
    t = partial(say, language)
    if not facts.changes:
        words = t("There is nothing to compare with: these products were not measured before, or nothing was found.")
        return Section(key="changes", title=t("Since the last measurement"), blocks=(Paragraph(words=(words,)),))
    rows = tuple(
        row(t(name), cell(whole(facts.changes.get(one, 0), language), facts.changes.get(one, 0)), t(meaning))
        for one, (name, meaning) in CHANGES.items()
    )
    since = t("Each product is compared with the last year in which it was measured.")
    total = Table(
        key="changes-total",
        caption=t("Findings since the last measurement"),
        columns=(
            Column(title=t("What became of it")),
            Column(title=t("Findings"), numeric=True),
            Column(title=t("Meaning")),
        ),
        rows=rows,
    )
    moved = [one for one in facts.barriers if any(one.changes.get(change) for change in (Change.NEW, Change.MENDED))]
    by_rule = Table(
        key="changes-barriers",
        caption=t("Barriers that are new or mended"),
        columns=(
            Column(title=t("Barrier")),
            *(Column(title=t(CHANGES[one][0]), numeric=True) for one in (Change.NEW, Change.OPEN, Change.MENDED)),
        ),
        rows=tuple(
            row(
                title_of(one.rule_id, rules, language),
                *(
                    cell(whole(one.changes.get(change, 0), language), one.changes.get(change, 0))
                    for change in (Change.NEW, Change.OPEN, Change.MENDED)
                ),
            )
            for one in moved
        ),
        sortable=True,
    )
    return Section(
        key="changes",
        title=t("Since the last measurement"),
        blocks=(Paragraph(words=(since,)), total, *((by_rule,) if moved else ())),
    )


def barrier_section(
    barrier: Barrier,
    rules: Mapping[str, Rule],
    language: str,
    *,
    country: str,
    picture: Path | None = None,
    owners: Mapping[str, Entity] | None = None,
) -> Section:
    """One barrier: who is hindered, how to mend it, why, and where it is; `owners`: of each product, whose it is."""
    t, tn = partial(say, language), partial(say_count, language)
    rule, tally = rules.get(barrier.rule_id), barrier.spread.tally
    counted = [
        tn("{count} finding", "{count} findings", tally.failures + tally.doubts),
        tn("on {count} page", "on {count} pages", tally.failed + tally.cant_tell),
    ]
    blocks: list[Block] = [
        Paragraph(words=(f"{' '.join(counted)}. ", t("Impact: {impact}.", impact=impact_of(barrier, language))))
    ]
    fix = fix_of(barrier, rules, language, several=owners is not None)
    if rule is not None:
        texts = messages.texts(rule, language)
        blocks += [
            Paragraph(words=(*labelled(t("Who is hindered"), language), texts.who)),
            *([Paragraph(words=(*labelled(t("How to mend it"), language), fix))] if fix else []),
            Paragraph(words=(*labelled(t("Why"), language), texts.why, *_clauses(rule, language, country))),
        ]
    if barrier.examples:
        blocks.append(Paragraph(words=(Strong(text=t("Where, for example")),)))
        own_fix = owners is not None and not fix
        examples = (
            (*_owner(one, owners or {}, language), *_example(one, rule, language, with_fix=own_fix))
            for one in barrier.examples
        )
        blocks.append(Bullets(items=tuple(examples)))
    if picture is not None:
        page = barrier.examples[0].title or barrier.examples[0].address
        alt = t("Part of the page “{page}”, with a frame around the place.", page=page)
        blocks.append(Picture(path=picture, alt=alt, caption=t("As it was on the page “{page}”.", page=page)))
    return Section(key=anchor(barrier), title=title_of(barrier.rule_id, rules, language), blocks=tuple(blocks))


def labelled(label: str, language: str) -> Words:
    """A label with its colon, which has a space before it in French."""
    return Strong(text=messages.labelled(label, "", language).rstrip(" ")), " "


def impact_of(barrier: Barrier, language: str) -> str:
    """The word for an impact."""
    return say(language, IMPACTS[Impact(barrier.spread.impact or "minor")])


def _clauses(rule: Rule, language: str, country: str) -> Iterator[Inline]:
    for number, clause in enumerate(summary.clauses(rule, language, country)):
        yield " (" if number == 0 else ", "
        yield Link(text=clause.label, address=clause.address)
    if summary.clauses(rule, language, country):
        yield ")"


def _owner(example: Example, owners: Mapping[str, Entity], language: str) -> Words:
    """Whose page it is, with a link to its report."""
    body = owners.get(example.product)
    if body is None:
        return ()
    return Link(text=body.name(language), address=f"report:entity/{body.key}"), messages.labelled("", "", language)


def _example(example: Example, rule: Rule | None, language: str, *, with_fix: bool = False) -> Words:
    """The page, what is wrong there, how to mend it if so asked, and the place."""
    title: Inline = Link(text=example.title or example.address, address=example.address, title=bool(example.title))
    words: list[Inline] = [title]
    if rule is not None:
        words.append(messages.labelled("", messages.message(rule, example.finding, language), language))
        if with_fix:
            words += [" ", _filled(rule, example.finding.params, language)]
    words += place_of(example.finding, example.language)
    return tuple(words)


def place_of(finding: Finding, language: str | None) -> list[Inline]:
    """Where a finding is: its markup, or the words."""
    match finding.location:
        case ElementLocation(snippet=snippet) if snippet:
            return [" ", Code(text=snippet)]
        case TextLocation(quote=quote) if quote:
            return [" ", Quote(text=quote, language=language or "")]
        case _:
            return []


def share_text(part: int, all_of: int, language: str) -> str:
    """“12 of 40 (30 %)”, of at least one."""
    text = say(language, N_("{part} of {all}"), part=whole(part, language), all=whole(all_of, language))
    return f"{text} ({percentage(part / all_of, language)})"


def share_cell(part: int, all_of: int, language: str) -> Cell:
    """“12 of 40 (30 %)”, that sorts by the share; a dash of nothing."""
    if not all_of:
        return Cell(words=("–",), value=None)
    return Cell(words=(share_text(part, all_of, language),), value=part / all_of)


def spread_rows(
    barriers: Iterable[Barrier], name_of: Callable[[Barrier], Words], language: str
) -> tuple[tuple[Cell, ...], ...]:
    """For each barrier its name, impact, and how many products and pages it is on: the columns of `spread_columns`."""
    made = []
    for one in barriers:
        tally = one.spread.tally
        made.append(
            row(
                cell(name_of(one)),
                cell(impact_of(one, language), WEIGHTS.get(one.spread.impact or "minor", 1)),
                share_cell(one.spread.failing, one.spread.products, language),
                share_cell(tally.failed, tally.tested, language),
                share_cell(tally.cant_tell, tally.tested, language),
            )
        )
    return tuple(made)


def spread_columns(language: str) -> tuple[Column, ...]:
    """The columns of `spread_rows`."""
    t = partial(say, language)
    return (
        Column(title=t("Barrier")),
        Column(title=t("Impact")),
        Column(title=t("Products with failures"), numeric=True),
        Column(title=t("Pages with failures"), numeric=True),
        Column(title=t("Pages to judge"), numeric=True),
    )


def barriers_section(
    facts: Found, rules: Mapping[str, Rule], language: str, pictures: Mapping[str, Path] | None = None
) -> Section:
    """Each thing that failed, those that help most to mend first; `pictures` by rule show the first example."""
    t = partial(say, language)
    sections = tuple(barrier_section(one, rules, language, country=facts.about.country) for one in facts.most_helpful)
    if not sections:
        none = Paragraph(words=(t("Our rules found no failures on the pages that were read."),))
        return Section(key="barriers", title=t("What failed"), blocks=(none,))
    intro = Paragraph(
        words=(t("Each barrier once, with pages where you can see it. The list of all findings is in the data."),)
    )
    return Section(key="barriers", title=t("What failed"), blocks=(intro, *sections))


def to_judge_section(facts: Found, rules: Mapping[str, Rule], language: str) -> Section:
    """What only a person can judge, as a table."""
    t = partial(say, language)
    found = facts.to_judge
    intro = Paragraph(
        words=(t("Here our rules suspect something, but only a person can tell. These do not count as failures."),)
    )
    if not found:
        intro = Paragraph(words=(t("There is nothing that a person must judge."),))
        return Section(key="to-judge", title=t("What you must judge yourself"), blocks=(intro,))
    table = Table(
        key="to-judge-table",
        caption=t("Questions to answer"),
        columns=(
            Column(title=t("What may be wrong")),
            Column(title=t("Question, for example")),
            Column(title=t("Pages"), numeric=True),
            Column(title=t("Places"), numeric=True),
        ),
        rows=tuple(
            row(
                title_of(one.rule_id, rules, language),
                _question(one, rules, language),
                cell(whole(one.spread.tally.cant_tell, language), one.spread.tally.cant_tell),
                cell(whole(one.spread.tally.doubts, language), one.spread.tally.doubts),
            )
            for one in found
        ),
        sortable=True,
    )
    return Section(key="to-judge", title=t("What you must judge yourself"), blocks=(intro, table))


def _question(barrier: Barrier, rules: Mapping[str, Rule], language: str) -> Cell:
    rule = rules.get(barrier.rule_id)
    found = [one.finding for one in barrier.examples if one.finding.outcome is Outcome.CANT_TELL]
    if rule is None or not found:
        return Cell(words=("–",), value=None)
    return cell(messages.message(rule, found[0], language))


def needs_section(facts: Shared, language: str) -> Section:
    """The nine needs of users, and how far our rules reach for each."""
    t = partial(say, language)
    rows = tuple(
        row(
            standards.user_need(one.letter, language),
            cell(t("{part} of {all}", part=str(one.judged), all=str(one.criteria)), one.judged),
            cell(whole(one.failing, language), one.failing),
        )
        for one in facts.needs
        if one.criteria
    )
    without = [standards.user_need(one.letter, language) for one in facts.needs if not one.criteria]
    table = Table(
        key="needs-table",
        caption=t("Criteria by the needs of users"),
        columns=(
            Column(title=t("Need")),
            Column(title=t("Criteria with something to judge"), numeric=True),
            Column(title=t("Of these, with failures"), numeric=True),
        ),
        rows=rows,
    )
    blocks: list[Block] = [
        Paragraph(
            words=(t("European rules name nine needs. For each we count the criteria that matter most for it."),)
        ),
        table,
    ]
    if without:
        names = ", ".join(without)
        blocks.append(Paragraph(words=(t("No criterion is mainly about: {names}.", names=names),), kind="small"))
    return Section(key="needs", title=t("Whom it concerns"), blocks=tuple(blocks))


def criteria_section(facts: Shared, language: str) -> Section:
    """Each criterion, A and AA: how many products and pages failed."""
    t = partial(say, language)
    rows = []
    for one in facts.criteria:
        title = standards.look_up(Reference(standard="wcag22", clause=one.name), language).title
        name = f"{one.name} {title} ({one.level})"
        if one.spread is None:
            rows.append(row(cell(name, one.name), *(Cell(words=("–",), value=None) for _ in range(3))))
            continue
        tally = one.spread.tally
        rows.append(
            row(
                cell(name, one.name),
                cell(
                    t("{part} of {all}", part=str(one.spread.failing), all=str(one.spread.products)), one.spread.failing
                ),
                cell(whole(tally.failed, language), tally.failed),
                cell(whole(tally.failures, language), tally.failures),
            )
        )
    table = Table(
        key="criteria-table",
        caption=t("Criteria of WCAG 2.2, levels A and AA"),
        columns=(
            Column(title=t("Criterion")),
            Column(title=t("Products with failures"), numeric=True),
            Column(title=t("Pages with failures"), numeric=True),
            Column(title=t("Failures"), numeric=True),
        ),
        rows=tuple(rows),
        note=(t("A dash: our rules found nothing to judge. A person must test that criterion."),),
    )
    return Section(key="criteria", title=t("Criterion by criterion"), blocks=(table,), folded=True)


def language_section(facts: Shared, language: str) -> Section:
    """Reading levels, and the wording of vacancies."""
    t = partial(say, language)
    blocks: list[Block] = []
    if facts.levels:
        blocks += [levels_chart(facts.levels, language), *_above(facts.levels, language)]
    else:
        blocks.append(Paragraph(words=(t("No text was long enough to measure its reading level."),)))
    serious = facts.measure("vacancies-with-serious-wording").in_year(facts.about.year)
    incomplete = facts.measure("vacancies-incomplete").in_year(facts.about.year)
    if serious is None:
        blocks.append(Paragraph(words=(t("No vacancies were found on the pages that were read."),)))
    else:
        blocks.append(
            Paragraph(
                words=(
                    t(
                        "Vacancies with wording that shuts people out: {serious}. That lack something: {incomplete}.",
                        serious=shown(serious.value, "share", language),
                        incomplete=shown(incomplete.value if incomplete else None, "share", language),
                    ),
                )
            )
        )
    return Section(key="language", title=t("The language of texts and vacancies"), blocks=tuple(blocks))


def levels_chart(levels: Iterable[LevelTally], language: str) -> Chart:
    """Texts by reading level, web pages and vacancies apart."""
    t = partial(say, language)
    pages: dict[str, Counter[str]] = defaultdict(Counter)
    for one in levels:
        pages["vacancy" if one.profile == "vacancy" else "web-page"][one.level] += one.pages
    names = {"web-page": t("Web pages and texts"), "vacancy": t("Vacancies")}
    return Chart(
        key="levels",
        kind="stacked",
        title=t("Texts by reading level"),
        description=t("How many texts have each reading level, from A1 (easy) to C2 (very hard)."),
        unit="number",
        labels_title=t("Kind of text"),
        labels=tuple(names[one] for one in names if one in pages),
        series=tuple(
            ChartSeries(name=level, values=tuple(float(pages[one][level]) for one in names if one in pages))
            for level in LEVELS
        ),
    )


def _above(levels: Iterable[LevelTally], language: str) -> Iterator[Block]:
    found = list(levels)
    all_of, above = sum(one.pages for one in found), sum(one.above for one in found)
    yield Paragraph(
        words=(
            say_count(
                language,
                "{above} of {count} text is harder than its target.",
                "{above} of {count} texts are harder than their target.",
                all_of,
                above=str(above),
            ),
        )
    )


def method_section(about: YearFacts, language: str) -> Section:
    """How the year was measured, and with what."""
    t = partial(say, language)
    items: list[Words] = [
        (
            t(
                "Measured from {first} to {last}, with accesscheck {version} and axe-core {axe}.",
                first=day(about.first_day, language),
                last=day(about.last_day, language),
                version=about.accesscheck_version,
                axe=about.axe_version,
            ),
        ),
        (
            t("Method: "),
            Code(text=about.method),
            t(". Rule set: "),
            Code(text=about.rule_set_sha256[:12]),
            t(". Depth: {depth}.", depth=about.depth),
        ),
        (t("Rules can find some barriers, not all. No failures found is not the same as accessible."),),
        (t("A page or rule that could not be tested never counts as passed."),),
    ]
    if about.changed:
        items.append((t("The method changed since the last measurement. Figures over the change cannot be compared."),))
    if about.rescored:
        years = ", ".join(map(str, about.rescored))
        items.append((t("These years were scored again by the rules of this year: {years}.", years=years),))
    items.append(
        (Link(text=t("Handbook: each indicator, its definition and its formula"), address="report:handbook/handbook"),)
    )
    return Section(key="method", title=t("How it was measured"), blocks=(Bullets(items=tuple(items)),))
