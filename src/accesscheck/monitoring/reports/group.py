"""The report of a policy domain, or of the whole government: how its bodies do together, and what helps most."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from accesscheck.errors import N_
from accesscheck.messages import labelled, say, say_count
from accesscheck.model.rule import Rule
from accesscheck.monitoring import reasons, themes
from accesscheck.monitoring.reports import europe, lists
from accesscheck.monitoring.reports.blocks import (
    Block,
    Bullets,
    Cell,
    Chart,
    ChartSeries,
    Column,
    Inline,
    KeyFigure,
    KeyFigures,
    Link,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
    Words,
    row,
)
from accesscheck.monitoring.reports.europe import Europe
from accesscheck.monitoring.reports.facts import Barrier, Bin, GroupFacts, Line, Measure, YearFacts
from accesscheck.monitoring.reports.lists import MAIN
from accesscheck.monitoring.reports.numbers import day, percentage, shown, whole
from accesscheck.monitoring.reports.sections.barriers import MOST_HELPFUL, fix_of, spread_columns, spread_rows, title_of
from accesscheck.monitoring.reports.sections.changes import changes_section
from accesscheck.monitoring.reports.sections.courses import trend_charts
from accesscheck.monitoring.reports.sections.criteria import criteria_section, needs_section
from accesscheck.monitoring.reports.sections.figures import figures_table, in_both_sentences
from accesscheck.monitoring.reports.sections.language import language_section
from accesscheck.monitoring.reports.sections.method import method_section

KEY = "government"
"""The key of the one report of a whole government."""


def report(
    facts: GroupFacts,
    rules: Mapping[str, Rule],
    language: str,
    *,
    publisher: str = "",
    online: str = "",
    reported: Europe | None = None,
) -> Text:
    """The report of a group in a language of the interface; `reported` is what only people know for Europe."""
    t = partial(say, language)
    year = str(facts.about.year)
    title = t("Accessibility and language of public bodies, {year}", year=year)
    if facts.kind == "domain":
        title = t("{name}: accessibility and language in {year}", name=facts.key, year=year)
    return Text(
        kind=facts.kind,
        key=facts.key or KEY,
        language=language,
        year=facts.about.year,
        title=title,
        facts=tuple(_first_lines(facts, language)),
        blocks=tuple(_blocks(facts, rules, language, publisher, reported or Europe())),
        publisher=publisher,
        online=online,
    )


def _first_lines(facts: GroupFacts, language: str) -> Iterator[tuple[str, Words]]:
    t = partial(say, language)
    about = facts.about
    if facts.kind == "domain":
        yield t("Policy domain"), (facts.key,)
    yield t("Year"), (str(about.year),)
    yield t("Measured"), (f"{day(about.first_day, language)} – {day(about.last_day, language)}",)
    yield t("Bodies"), (whole(len(facts.entities), language),)
    measured, products, pages = _counts(facts)
    part = t("{part} of {all}", part=whole(measured, language), all=whole(products, language))
    yield t("Products measured"), (part,)
    yield t("Pages read"), (whole(pages, language),)


def _counts(facts: GroupFacts) -> tuple[int, int, int]:
    """Products that were measured, all products, and pages that were read."""
    lines = facts.entities
    return sum(one.measured for one in lines), sum(one.products for one in lines), sum(one.pages for one in lines)


def answer(facts: GroupFacts, language: str) -> str:
    """The answer in a sentence or two: what was measured, and how many products meet the target."""
    t, tn = partial(say, language), partial(say_count, language)
    measured, products, pages = _counts(facts)
    if not products:
        return t("The inventory has no digital products of these bodies, so there is nothing to report.")
    if not measured:
        return t("None of the products of these bodies could be measured this year. You read why below.")
    first = tn(
        "{bodies}: {products}, {count} page read.",
        "{bodies}: {products}, {count} pages read.",
        pages,
        bodies=tn("{count} body", "{count} bodies", len(facts.entities)),
        products=tn("{count} product measured", "{count} products measured", measured),
    )
    return f"{first} {_main_answer(facts.measure(MAIN.key), facts.about.year, language)}"


def _main_answer(measure: Measure, year: int, language: str) -> str:
    t = partial(say, language)
    now = measure.in_year(year)
    if now is None:
        return t("No product had anything to judge by the criteria.")
    if measure.reached is None or measure.target is None:
        value = shown(now.value, measure.indicator.unit, language)
        return t("On average, {value} of the criteria with something to judge have no failures.", value=value)
    return t(
        "Products that meet the target of {target} of the criteria without failures: {met} of {all}.",
        target=shown(measure.target.value, measure.indicator.unit, language),
        met=whole(round(measure.reached.part), language),
        all=whole(round(measure.reached.whole), language),
    )


def _blocks(
    facts: GroupFacts, rules: Mapping[str, Rule], language: str, publisher: str, reported: Europe
) -> Iterator[Block]:
    yield Paragraph(words=(answer(facts, language),), kind="lead")
    if not any(one.measured for one in facts.entities):
        yield _not_measured(facts, language)
        if facts.entities:
            yield lists.bodies_section(facts, language)
        yield method_section(facts.about, language)
        return
    yield _key_figures(facts, language)
    yield _helpful(facts, rules, language)
    yield _figures(facts, language)
    yield from _distribution(facts, language)
    yield changes_section(facts, rules, language)
    if facts.kind == "government" and facts.domains:
        yield lists.domains_section(facts, language)
    yield lists.bodies_section(facts, language)
    yield _good(facts, language)
    if facts.kind == "government":
        yield _themes(language)
    yield language_section(facts, language)
    yield needs_section(facts, language)
    yield criteria_section(facts, language)
    yield _not_measured(facts, language)
    if facts.kind == "government":
        summary = answer(facts, language)
        yield europe.section(facts, rules, language, summary=summary, publisher=publisher, reported=reported)
    yield method_section(facts.about, language)


def _key_figures(facts: GroupFacts, language: str) -> KeyFigures:
    """The main figures of this year, with those of the year before."""
    t = partial(say, language)
    made = []
    for measure in facts.measures[:3]:
        now, before = measure.in_year(facts.about.year), measure.comparable(facts.about.last)
        if now is None:
            continue
        unit = measure.indicator.unit
        comment: Words = ()
        if before is not None:
            comment = (t("In {year}: {value}.", year=str(facts.about.last), value=shown(before.value, unit, language)),)
        made.append(
            KeyFigure(value=shown(now.value, unit, language), label=t(measure.indicator.title), comment=comment)
        )
    return KeyFigures(figures=tuple(made))


def _helpful(facts: GroupFacts, rules: Mapping[str, Rule], language: str) -> Section:
    """The changes that help most over all products, then every barrier as a table."""
    t, tn = partial(say, language), partial(say_count, language)
    title = t("What helps most")
    if not facts.barriers:
        none = t("Our rules found no failures. That does not mean that there are none: see below.")
        return Section(key="helpful", title=title, blocks=(Paragraph(words=(none,)),))
    blocks: list[Block] = []
    if facts.most_helpful:
        blocks.append(Paragraph(words=(t("We put first what hinders people most, and is on most pages."),)))
    items = []
    for one in facts.most_helpful[:MOST_HELPFUL]:
        words: list[Inline] = [Strong(text=title_of(one.rule_id, rules, language)), ". "]
        if fix := fix_of(one, rules, language):
            words += [fix, " "]
        words += [
            tn("On {count} product", "On {count} products", one.spread.failing),
            ", ",
            tn("on {count} page.", "on {count} pages.", one.spread.tally.failed),
        ]
        items.append(tuple(words))
    if items:
        blocks.append(Bullets(items=tuple(items), ordered=True))
    found = {one.rule_id: one for one in (*facts.most_helpful, *facts.to_judge)}
    if found:
        blocks.append(_barriers_table(tuple(found.values()), rules, language))
    return Section(key="helpful", title=title, blocks=tuple(blocks))


def _barriers_table(found: Sequence[Barrier], rules: Mapping[str, Rule], language: str) -> Table:
    """Every barrier, with the theme that has a report of it."""
    t = partial(say, language)
    rows = spread_rows(found, lambda one: (title_of(one.rule_id, rules, language),), language)
    themed = tuple((*cells, _theme_cell(one, language)) for cells, one in zip(rows, found, strict=True))
    return Table(
        key="barriers-table",
        caption=t("Barriers, by how many products and pages have them"),
        columns=(*spread_columns(language), Column(title=t("Theme"))),
        rows=themed,
        sortable=len(found) > 1,
        note=(t("“To judge” is what a rule suspects and a person must decide. It does not count as a failure."),),
    )


def _theme_cell(barrier: Barrier, language: str) -> Cell:
    spread = barrier.spread
    found = themes.of_rule(spread.rule_id, spread.ground, spread.criteria)
    if not found:
        return Cell(words=("–",), value=None)
    words: list[Inline] = []
    for theme in found:
        words += [*([", "] if words else []), Link(text=theme.titles[language], address=f"report:theme/{theme.key}")]
    return Cell(words=tuple(words), value=found[0].titles[language])


def _figures(facts: GroupFacts, language: str) -> Section:
    t = partial(say, language)
    blocks: list[Block] = [figures_table(facts, language), _means(facts, language)]
    if both := in_both_sentences(facts, language):
        blocks.append(Paragraph(words=(t("Only products that were measured in both years:"),)))
        blocks.append(Bullets(items=tuple((one,) for one in both)))
    blocks += trend_charts(facts, language)
    return Section(key="figures-section", title=t("The figures"), blocks=tuple(blocks))


def _means(facts: GroupFacts, language: str) -> Table:
    """The mean of the products, each counted once, beside the mean by their audience."""
    t = partial(say, language)
    in_domain = facts.kind == "domain"
    rows = []
    for measure in facts.measures:
        found = [measure.in_year(facts.about.year), measure.weighted, *([measure.government] if in_domain else [])]
        rows.append(
            row(
                t(measure.indicator.title),
                *(lists.figure_cell(one, measure.indicator, language) for one in found),
                Cell(words=(whole(measure.counted, language),), value=measure.counted),
            )
        )
    return Table(
        key="means",
        caption=t("Two means side by side, {year}", year=str(facts.about.year)),
        columns=(
            Column(title=t("Indicator")),
            Column(title=t("Each product counts once"), numeric=True),
            Column(title=t("By audience"), numeric=True),
            *([Column(title=t("Mean of the government"), numeric=True)] if in_domain else []),
            Column(title=t("Products with a figure"), numeric=True),
        ),
        rows=tuple(rows),
        note=(
            t("By audience, a product with many visitors counts for more. One without a known audience is left out."),
        ),
    )


def _distribution(facts: GroupFacts, language: str) -> Iterator[Section]:
    """How products are spread over the tenths of a share; nothing if no product has one."""
    t = partial(say, language)
    charts = tuple(
        _tenths_chart(measure, facts.distribution[measure.indicator.key], facts.about, language)
        for measure in facts.measures
        if any(one.products for one in facts.distribution.get(measure.indicator.key, ()))
    )
    if charts:
        intro = Paragraph(words=(t("A mean hides differences. Here you see how many products have which figure."),))
        yield Section(key="distribution", title=t("How far products differ"), blocks=(intro, *charts))


def _tenths_chart(measure: Measure, bins: Sequence[Bin], about: YearFacts, language: str) -> Chart:
    t, tn = partial(say, language), partial(say_count, language)
    series = [ChartSeries(name=str(about.year), values=tuple(float(one.products) for one in bins))]
    if any(one.before for one in bins):
        series.insert(0, ChartSeries(name=str(about.last), values=tuple(float(one.before) for one in bins)))
    fullest = max(bins, key=lambda one: one.products)
    title = t(measure.indicator.title)
    return Chart(
        key=f"tenths-{measure.indicator.key}",
        kind="bars",
        title=labelled(title, t("products by tenths"), language),
        description=tn(
            "The largest group goes from {low} to {high}, with {count} product.",
            "The largest group goes from {low} to {high}, with {count} products.",
            fullest.products,
            low=percentage(fullest.low, language),
            high=percentage(fullest.high, language),
        ),
        unit="number",
        labels_title=title,
        labels=tuple(f"{percentage(one.low, language)} – {percentage(one.high, language)}" for one in bins),
        series=tuple(series),
    )


def _good(facts: GroupFacts, language: str) -> Section:
    """Bodies to learn from, and why these."""
    t = partial(say, language)
    title = t("Good examples")
    if not facts.good:
        none = t("No body meets all of its targets or went up since last time.")
        return Section(key="good", title=title, blocks=(Paragraph(words=(none,)),))
    items: tuple[Words, ...] = tuple(
        (
            Link(text=lists.name_of(one, language), address=f"report:entity/{one.key}"),
            labelled("", _why_good(one, language), language),
        )
        for one in facts.good
    )
    intro = t("These bodies meet all of their targets that we could measure, or went up most since last time.")
    return Section(key="good", title=title, blocks=(Paragraph(words=(intro,)), Bullets(items=items, ordered=False)))


def _why_good(line: Line, language: str) -> str:
    """“Meets 3 of 3 targets. Criteria without failures: 95 %, last time 90 %.”"""
    t, tn = partial(say, language), partial(say_count, language)
    sentences = []
    judged = [one for one in line.standings.values() if one != "not measured"]
    if line.on_target:
        sentences.append(
            tn(
                "it meets the one target that we could measure.",
                "it meets all {count} targets that we could measure.",
                len(judged),
            )
        )
    now, before = line.figures[MAIN.key], line.before[MAIN.key]
    if now is not None:
        value = shown(now.value, MAIN.unit, language)
        if before is None or shown(before.value, MAIN.unit, language) == value:
            sentences.append(t("{value} of its criteria have no failures.", value=value))
        else:
            old = shown(before.value, MAIN.unit, language)
            sentences.append(
                t("{value} of its criteria have no failures; last time that was {before}.", value=value, before=old)
            )
    sentences.append(tn("{count} product measured.", "{count} products measured.", line.measured))
    return " ".join(sentences)


def _themes(language: str) -> Section:
    """The reports that take one barrier over all bodies."""
    t = partial(say, language)
    items: tuple[Words, ...] = tuple(
        (Link(text=one.titles[language], address=f"report:theme/{one.key}"), ". ", one.abouts[language])
        for one in themes.themes().values()
    )
    intro = Paragraph(words=(t("Each theme has a report of its own, over all bodies, with examples."),))
    return Section(key="themes", title=t("By theme"), blocks=(intro, Bullets(items=items)))


def _not_measured(facts: GroupFacts, language: str) -> Section:
    """Products and bodies without figures, and why."""
    t, tn = partial(say, language), partial(say_count, language)
    blocks: list[Block] = []
    outside = sum(one.all - one.monitored for one in facts.monitored.by_kind)
    if outside:
        words = tn(
            "{count} product in use was not in the sample of this year.",
            "{count} products in use were not in the sample of this year.",
            outside,
        )
        blocks.append(Paragraph(words=(words,)))
    if facts.monitored.not_measured:
        found = sorted(facts.monitored.not_measured.items(), key=lambda one: (-one[1], one[0]))
        items: tuple[Words, ...] = tuple(
            (
                Strong(text=tn("{count} product", "{count} products", count)),
                labelled("", reasons.why(why, language) if why else t("no page could be read."), language),
            )
            for why, count in found
        )
        blocks += [Paragraph(words=(t("These were in the sample, and have no figures:"),)), Bullets(items=items)]
    for sentence, lines in (
        (t("Bodies without a digital product in the inventory:"), [one for one in facts.entities if not one.products]),
        (
            t("Bodies of which no product has figures:"),
            [one for one in facts.entities if one.products and not one.measured],
        ),
    ):
        if lines:
            blocks += _names(sentence, lines, language)
    if not blocks:
        blocks.append(Paragraph(words=(t("All products in use were measured."),)))
    return Section(key="not-measured", title=t("What was not measured"), blocks=tuple(blocks))


def _names(sentence: str, lines: Sequence[Line], language: str) -> Iterator[Block]:
    """The bodies that a sentence is about; of many, how many they are."""
    if len(lines) > lists.NAMED:
        table = say(language, N_("The table of bodies has them."))
        yield Paragraph(words=(sentence, " ", whole(len(lines), language), ". ", table))
        return
    yield Paragraph(words=(sentence,))
    ordered = sorted(lines, key=lambda one: (lists.name_of(one, language).casefold(), one.key))
    yield Bullets(
        items=tuple((Link(text=lists.name_of(one, language), address=f"report:entity/{one.key}"),) for one in ordered)
    )
