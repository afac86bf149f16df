"""What a government reports to Europe, in the order of Annex II of Implementing Decision (EU) 2018/1524."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from accesscheck import standards
from accesscheck.errors import N_
from accesscheck.messages import labelled, say, say_count
from accesscheck.model.finding import Impact
from accesscheck.model.rule import Reference, Rule, Status
from accesscheck.monitoring.indicators import INDICATORS
from accesscheck.monitoring.reports import lists
from accesscheck.monitoring.reports.blocks import (
    Block,
    Bullets,
    Cell,
    Code,
    Column,
    Inline,
    Link,
    Paragraph,
    Section,
    Strong,
    Table,
    Words,
    cell,
    row,
)
from accesscheck.monitoring.reports.facts import Counted, Criterion, GroupFacts
from accesscheck.monitoring.reports.numbers import day, whole
from accesscheck.monitoring.reports.sections.barriers import title_of
from accesscheck.monitoring.reports.sections.figures import in_both_sentences
from accesscheck.monitoring.reports.sections.shares import share_cell, strong_label
from accesscheck.monitoring.sizes import FIRST_YEAR, METHODS, Method, Minimum, period

MOST_FREQUENT = 10
"""Criteria that are shown as the ones that fail most."""

METHOD_NAMES: Mapping[str, str] = {
    "simplified": N_("Simplified monitoring"),
    "in-depth": N_("In-depth monitoring"),
    "app": N_("Mobile apps"),
    "": N_("All products"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Europe:
    """What the results do not hold: the text on testing with users, and the least number of products by method."""

    usability: str = ""
    minimums: Mapping[Method, Minimum] = field(default_factory=dict)


def section(
    facts: GroupFacts, rules: Mapping[str, Rule], language: str, *, summary: str, publisher: str, reported: Europe
) -> Section:
    """The report to Europe: figures of this year where we have them, and for the rest what people must write.

    `summary` is the answer of the year in a sentence or two.
    """
    t = partial(say, language)
    intro = Paragraph(
        words=(
            t(
                "Every three years a Member State reports to the European Commission. This is the part of {year}.",
                year=str(facts.about.year),
            ),
            " ",
            t("It follows "),
            Link(
                text=t("Implementing Decision (EU) 2018/1524"),
                address=str(standards.monitoring()["sources"]["decision-2018-1524"]["address"]),
            ),
            t(", Annex II. What only people can write is marked."),
        )
    )
    return Section(
        key="europe",
        title=t("Report to Europe"),
        blocks=(
            intro,
            _summary(facts, summary, language),
            _monitoring(facts, rules, language, publisher, reported),
            _outcomes(facts, rules, language),
            _by_people("europe-4", t("4. Enforcement and feedback of users"), _ENFORCEMENT, language),
            _by_people("europe-5", t("5. Measures: advice, publicity and training"), _MEASURES, language),
        ),
        folded=True,
    )


_OPTIONAL = (
    N_("Which technologies do the products use, and which of these cause barriers?"),
    N_("What did you learn from the feedback of users?"),
    N_("Which bodies claim a disproportionate burden, and for what?"),
)
_ENFORCEMENT = (
    N_("Which body handles complaints, and how does the procedure go?"),
    N_("How can users give feedback, and how many did so?"),
)
_MEASURES = (
    N_("How do you consult organisations of people with disabilities?"),
    N_("How do you make the results public, and how do bodies hear of the rules?"),
    N_("Which training and advice do bodies get, and how many people took part?"),
)


def _by_people(key: str, title: str, questions: Sequence[str], language: str) -> Section:
    """A part for which we have no figures: what to write there."""
    t = partial(say, language)
    return Section(
        key=key,
        title=title,
        blocks=(
            Paragraph(words=(Strong(text=t("For people to write.")), " ", t("Answer these questions here:"))),
            Bullets(items=tuple((t(one),) for one in questions)),
        ),
    )


def _summary(facts: GroupFacts, summary: str, language: str) -> Section:
    t = partial(say, language)
    rows = [_counted_row(t(METHOD_NAMES[one.name]), one, language) for one in facts.monitored.by_method]
    caption = t("What was monitored in {year}", year=str(facts.about.year))
    return Section(
        key="europe-1",
        title=t("1. Summary"),
        blocks=(
            Paragraph(words=(summary,)),
            _counted_table("europe-summary", caption, rows, language),
            Paragraph(
                words=(t("Every website in use is counted for both methods, and monitored by one of them."),),
                kind="small",
            ),
        ),
    )


def _counted_row(name: str, one: Counted, language: str) -> tuple[Cell, ...]:
    return row(
        name,
        *(cell(whole(number, language), number) for number in (one.all, one.monitored, one.measured)),
    )


def _counted_table(key: str, caption: str, rows: Sequence[tuple[Cell, ...]], language: str) -> Table:
    t = partial(say, language)
    return Table(
        key=key,
        caption=caption,
        columns=(
            Column(title=t("Group")),
            Column(title=t("In use"), numeric=True),
            Column(title=t("In the sample"), numeric=True),
            Column(title=t("Measured"), numeric=True),
        ),
        rows=tuple(rows),
    )


def _monitoring(
    facts: GroupFacts, rules: Mapping[str, Rule], language: str, publisher: str, reported: Europe
) -> Section:
    t = partial(say, language)
    return Section(
        key="europe-2",
        title=t("2. How was monitored"),
        blocks=(
            Section(
                key="europe-2-1",
                title=t("2.1 General information"),
                blocks=(Bullets(items=tuple(_general(facts, language, publisher))),),
            ),
            Section(key="europe-2-2", title=t("2.2 The sample"), blocks=tuple(_sample(facts, language, reported))),
            Section(
                key="europe-2-3",
                title=t("2.3 What the methods test"),
                blocks=tuple(_methods(facts, rules, language, reported)),
            ),
        ),
    )


def _general(facts: GroupFacts, language: str, publisher: str) -> Iterator[Words]:
    """Dates, body, and how far the sample speaks for all."""
    t, tn = partial(say, language), partial(say_count, language)
    about, monitored = facts.about, facts.monitored
    in_period = about.year >= FIRST_YEAR
    yield (
        *strong_label(t("Dates"), language),
        t("from {first} to {last}.", first=day(about.first_day, language), last=day(about.last_day, language)),
        *([" ", t("This is monitoring period {number}.", number=str(period(about.year)))] if in_period else []),
    )
    yield (
        *strong_label(t("Body responsible for monitoring"), language),
        publisher or t("Write here which body this is."),
    )
    words: list[Inline] = [*strong_label(t("How far the sample speaks for all"), language)]
    words.append(
        tn(
            "{count} product was drawn by lot, within quotas by level, policy domain and service.",
            "{count} products were drawn by lot, within quotas by level, policy domain and service.",
            monitored.drawn,
        )
    )
    words += [" ", tn("{count} was chosen by hand.", "{count} were chosen by hand.", monitored.by_hand)]
    yield tuple(words)


def _sample(facts: GroupFacts, language: str, reported: Europe) -> Iterator[Block]:
    t, tn = partial(say, language), partial(say_count, language)
    monitored = facts.monitored
    yield _methods_table(facts, language, reported)
    levels, clusters = (standards.monitoring()[name]["words"] for name in ("levels", "clusters"))
    yield _grouped("europe-levels", t("Products by administrative level"), monitored.by_level, levels, language)
    yield _grouped("europe-clusters", t("Products by service"), monitored.by_cluster, clusters, language)
    kinds = standards.inventory_words()["kinds"]
    yield _grouped("europe-kinds", t("Products by kind"), monitored.by_kind, kinds, language)
    yield Paragraph(
        words=(
            t("A body with several services counts under each of these. One without a level or service is in none."),
        ),
        kind="small",
    )
    yield Paragraph(
        words=(
            tn(
                "{count} product of the sample had been monitored in an earlier year.",
                "{count} products of the sample had been monitored in an earlier year.",
                monitored.recurring,
            ),
        )
    )


def _methods_table(facts: GroupFacts, language: str, reported: Europe) -> Table:
    """The size of the sample by method, with the least that the Decision asks for if that is known."""
    t = partial(say, language)
    rows = []
    for one in facts.monitored.by_method:
        least = next(
            (reported.minimums[method] for method in METHODS if method == one.name and method in reported.minimums),
            None,
        )
        asked = Cell(words=("–",), value=None)
        if least is not None:
            asked = cell((whole(least.minimum, language), " (", Code(text=least.formula), ")"), least.minimum)
        rows.append((*_counted_row(t(METHOD_NAMES[one.name]), one, language), asked))
    return Table(
        key="europe-methods",
        caption=t("Size of the sample by method"),
        columns=(
            Column(title=t("Method")),
            Column(title=t("In use"), numeric=True),
            Column(title=t("In the sample"), numeric=True),
            Column(title=t("Measured"), numeric=True),
            Column(title=t("At least"), numeric=True),
        ),
        rows=tuple(rows),
        note=(t("“At least” is the number that the Decision asks for by inhabitants, with its formula."),)
        if reported.minimums
        else (),
    )


def _grouped(
    key: str, caption: str, found: Sequence[Counted], words: Mapping[str, Mapping[str, str]], language: str
) -> Table:
    """Every group that there may be, also those without a product."""
    by_name = {one.name: one for one in found}
    rows = [
        _counted_row(word[language], by_name.get(name) or Counted(name=name, all=0, monitored=0, measured=0), language)
        for name, word in words.items()
    ]
    return _counted_table(key, caption, rows, language)


def _methods(facts: GroupFacts, rules: Mapping[str, Rule], language: str, reported: Europe) -> Iterator[Block]:
    """Tools, testing with users, and which rules test which requirement."""
    t = partial(say, language)
    about = facts.about
    yield Bullets(
        items=(
            (
                *strong_label(t("Tools"), language),
                t(
                    "accesscheck {version} and axe-core {axe}, with rule set ",
                    version=about.accesscheck_version,
                    axe=about.axe_version,
                ),
                Code(text=about.rule_set_sha256[:12]),
                t(", at depth {depth}.", depth=about.depth),
            ),
            (
                *strong_label(t("In-depth monitoring"), language),
                t("The same rules on more pages. People test what rules cannot see. Write here what they tested."),
            ),
            (
                *strong_label(t("Testing with users"), language),
                reported.usability or t("Write here whether people with disabilities tested, and how."),
            ),
        )
    )
    yield _correlation(facts.criteria, rules, language)


def _correlation(criteria: Sequence[Criterion], rules: Mapping[str, Rule], language: str) -> Table:
    """Which rules test which criterion, and the clause of EN 301 549 that adopts it."""
    t = partial(say, language)
    testing: dict[str, list[str]] = defaultdict(list)
    for rule in sorted(rules.values(), key=lambda one: one.id):
        if rule.status is not Status.DEPRECATED:
            for clause in {one.clause for one in rule.references if one.standard == "wcag22"}:
                testing[clause].append(rule.id)
    rows = []
    for one in criteria:
        reference = Reference(standard="wcag22", clause=one.name)
        title = standards.look_up(reference, language).title
        adopted = next((each.clause for each in standards.with_derived((reference,)) if each != reference), None)
        products = one.spread.products if one.spread else 0
        rows.append(
            row(
                cell(f"{one.name} {title} ({one.level})", one.name),
                cell(adopted) if adopted else Cell(words=("–",), value=None),
                _rules_cell(testing[one.name], language),
                cell(whole(products, language), products),
            )
        )
    return Table(
        key="europe-correlation",
        caption=t("Requirements, and the rules that test them"),
        columns=(
            Column(title=t("Criterion")),
            Column(title=t("Clause of EN 301 549")),
            Column(title=t("Rules")),
            Column(title=t("Products with something to judge"), numeric=True),
        ),
        rows=tuple(rows),
        note=(t("Both methods use these rules. A dash: WCAG 2.2 asks for it, and EN 301 549 V3.2.1 does not."),),
    )


def _rules_cell(ids: Sequence[str], language: str) -> Cell:
    if not ids:
        return Cell(words=(say(language, N_("people only")),), value=0)
    words: list[Inline] = []
    for rule_id in ids:
        words += [*([", "] if words else []), Code(text=rule_id)]
    return Cell(words=tuple(words), value=len(ids))


def _outcomes(facts: GroupFacts, rules: Mapping[str, Rule], language: str) -> Section:
    t = partial(say, language)
    return Section(
        key="europe-3",
        title=t("3. Outcomes"),
        blocks=(
            Section(
                key="europe-3-1",
                title=t("3.1 Results by method"),
                blocks=(
                    _results_table(facts, language),
                    *_most_frequent(facts, language),
                    *_critical(facts, rules, language),
                    *_developments(facts, language),
                ),
            ),
            _by_people("europe-3-2", t("3.2 What else was found (optional)"), _OPTIONAL, language),
        ),
    )


def _results_table(facts: GroupFacts, language: str) -> Table:
    t = partial(say, language)
    first = INDICATORS[:3]
    return Table(
        key="europe-results",
        caption=t("Results by method, {year}", year=str(facts.about.year)),
        columns=(
            Column(title=t("Method")),
            Column(title=t("Products measured"), numeric=True),
            Column(title=t("Pages read"), numeric=True),
            *(Column(title=t(one.title), numeric=True) for one in first),
            Column(title=t("Products that meet the target"), numeric=True),
        ),
        rows=tuple(
            row(
                t(METHOD_NAMES[one.method]),
                cell(whole(one.measured, language), one.measured),
                cell(whole(one.pages, language), one.pages),
                *(lists.figure_cell(one.figures[indicator.key], indicator, language) for indicator in first),
                lists.reached_cell(one.reached, language),
            )
            for one in facts.by_method
        ),
    )


def _most_frequent(facts: GroupFacts, language: str) -> Iterator[Block]:
    """The criteria that fail on the largest share of products."""
    t = partial(say, language)
    failing = [(one.spread, one) for one in facts.criteria if one.spread is not None and one.spread.failing]
    failing.sort(key=lambda pair: (-pair[0].failing / pair[0].products, -pair[0].tally.failures, pair[1].name))
    if not failing:
        yield Paragraph(words=(t("Our rules found no failures of a criterion."),))
        return
    rows = []
    for counted, one in failing[:MOST_FREQUENT]:
        title = standards.look_up(Reference(standard="wcag22", clause=one.name), language).title
        rows.append(
            row(
                cell(f"{one.name} {title} ({one.level})", one.name),
                share_cell(counted.failing, counted.products, language),
                share_cell(counted.tally.failed, counted.tally.tested - counted.tally.inapplicable, language),
            )
        )
    yield Table(
        key="europe-frequent",
        caption=t("Criteria that fail most often"),
        columns=(
            Column(title=t("Criterion")),
            Column(title=t("Products with failures"), numeric=True),
            Column(title=t("Pages with failures"), numeric=True),
        ),
        rows=tuple(rows),
    )


def _critical(facts: GroupFacts, rules: Mapping[str, Rule], language: str) -> Iterator[Block]:
    """What shuts people out altogether."""
    t, tn = partial(say, language), partial(say_count, language)
    found = [one for one in facts.most_helpful if one.spread.impact == Impact.CRITICAL]
    if found:
        yield Paragraph(words=(t("These failures are critical: they stop people altogether."),))
        yield Bullets(
            items=tuple(
                (
                    labelled(title_of(one.rule_id, rules, language), "", language),
                    tn("{count} product", "{count} products", one.spread.failing),
                    ", ",
                    tn("{count} page", "{count} pages", one.spread.tally.failed),
                    ".",
                )
                for one in found
            )
        )


def _developments(facts: GroupFacts, language: str) -> Iterator[Block]:
    """How figures moved since the last period."""
    t = partial(say, language)
    if both := in_both_sentences(facts, language):
        yield Paragraph(words=(t("Since the last measurement, on products that were measured both times:"),))
        yield Bullets(items=tuple((one,) for one in both))
    else:
        yield Paragraph(words=(t("There is no earlier year to compare with."),))
    if facts.about.changed:
        yield Paragraph(
            words=(t("The method changed since the last measurement. Figures over the change cannot be compared."),)
        )
