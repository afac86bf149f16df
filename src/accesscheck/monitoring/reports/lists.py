"""Tables of policy domains and bodies, and in words what their order does not say."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from accesscheck.messages import say
from accesscheck.model.entity import named
from accesscheck.monitoring.figures import Figure, told_apart
from accesscheck.monitoring.indicators import INDICATORS, Indicator
from accesscheck.monitoring.reports.blocks import (
    Block,
    Bullets,
    Cell,
    Chart,
    ChartSeries,
    Column,
    Link,
    Paragraph,
    Section,
    Table,
    Verdict,
    cell,
    row,
)
from accesscheck.monitoring.reports.facts import GroupFacts, Line, ThemeLine
from accesscheck.monitoring.reports.numbers import percentage, shown, whole
from accesscheck.monitoring.reports.sections.figures import STANDINGS
from accesscheck.monitoring.reports.sections.shares import share_cell

MAIN = INDICATORS[0]
"""The indicator that lists are about first."""

NAMED = 12
"""With more lines than this, those that cannot be told apart are counted and not named."""


def name_of(line: Line | ThemeLine, language: str) -> str:
    """The name of a body in a language; of a policy domain, as its government writes it."""
    return named(line.names, language) or line.key


def body_link(line: Line | ThemeLine, language: str) -> Cell:
    """A body with a link to its report."""
    name = name_of(line, language)
    return cell((Link(text=name, address=f"report:entity/{line.key}"),), name.casefold())


def domain_link(name: str) -> Cell:
    """A policy domain with a link to its report; a dash for a body without one."""
    if not name:
        return Cell(words=("–",), value=None)
    return cell((Link(text=name, address=f"report:domain/{name}"),), name.casefold())


def figure_cell(figure: Figure | None, indicator: Indicator, language: str) -> Cell:
    """A figure in its unit, with its interval if it has one."""
    if figure is None:
        return Cell(words=("–",), value=None)
    text = shown(figure.value, indicator.unit, language)
    if figure.low is not None and figure.high is not None:
        text = f"{text} ({percentage(figure.low, language)}–{percentage(figure.high, language)})"
    return Cell(words=(text,), value=figure.value)


def reached_cell(figure: Figure | None, language: str) -> Cell:
    """“3 of 4 (30 %–95 %)”: products that meet the target, with the interval where they were drawn by lot."""
    if figure is None:
        return Cell(words=("–",), value=None)
    text = say(
        language, "{part} of {all}", part=whole(round(figure.part), language), all=whole(round(figure.whole), language)
    )
    if figure.low is not None and figure.high is not None:
        text = f"{text} ({percentage(figure.low, language)}–{percentage(figure.high, language)})"
    return Cell(words=(text,), value=figure.value)


def domains_section(facts: GroupFacts, language: str) -> Section:
    """The policy domains of a government, in the order of their names."""
    t = partial(say, language)
    year = facts.about.year
    pages, failures = INDICATORS[1], INDICATORS[2]
    table = Table(
        key="domains-table",
        caption=t("Policy domains, {year}", year=str(year)),
        columns=(
            Column(title=t("Policy domain")),
            Column(title=t("Products measured"), numeric=True),
            Column(title=t(MAIN.title), numeric=True),
            Column(title=t("Last time"), numeric=True),
            Column(title=t("Products that meet the target"), numeric=True),
            Column(title=t(pages.title), numeric=True),
            Column(title=t(failures.title), numeric=True),
        ),
        rows=tuple(
            row(
                domain_link(one.key),
                share_cell(one.measured, one.products, language),
                figure_cell(one.figures[MAIN.key], MAIN, language),
                figure_cell(one.before[MAIN.key], MAIN, language),
                reached_cell(one.reached, language),
                figure_cell(one.figures[pages.key], pages, language),
                figure_cell(one.figures[failures.key], failures, language),
            )
            for one in facts.domains
        ),
        sortable=len(facts.domains) > 1,
    )
    blocks: list[Block] = [table]
    if any(one.reached for one in facts.domains):
        blocks.append(_reached_chart(facts.domains, language))
    blocks += _order_words(facts.domains, language)
    return Section(key="domains", title=t("The policy domains"), blocks=tuple(blocks))


def _reached_chart(lines: Sequence[Line], language: str) -> Chart:
    """The share of products that meets the target, with its interval."""
    t = partial(say, language)
    found = [one.reached for one in lines]
    return Chart(
        key="domains-reached",
        kind="bars",
        title=t("Products that meet the target, by policy domain"),
        description=t("For each policy domain the share of products that meet the target of the first indicator."),
        unit="share",
        labels_title=t("Policy domain"),
        labels=tuple(name_of(one, language) for one in lines),
        series=(
            ChartSeries(
                name=t("Products that meet the target"),
                values=tuple(one.value if one else None for one in found),
                low=tuple(one.low if one else None for one in found),
                high=tuple(one.high if one else None for one in found),
            ),
        ),
    )


def bodies_section(facts: GroupFacts, language: str) -> Section:
    """The bodies of a group, in the order of their names."""
    t = partial(say, language)
    lines = sorted(facts.entities, key=lambda one: (name_of(one, language).casefold(), one.key))
    of_all = facts.kind == "government"
    failures = INDICATORS[2]
    table = Table(
        key="bodies-table",
        caption=t("Bodies, {year}", year=str(facts.about.year)),
        columns=(
            Column(title=t("Body")),
            *([Column(title=t("Policy domain"))] if of_all else []),
            Column(title=t("Products measured"), numeric=True),
            Column(title=t(MAIN.title), numeric=True),
            Column(title=t("Last time"), numeric=True),
            Column(title=t("Target")),
            Column(title=t(failures.title), numeric=True),
        ),
        rows=tuple(
            row(
                body_link(one, language),
                *([domain_link(one.domain)] if of_all else []),
                share_cell(one.measured, one.products, language),
                figure_cell(one.figures[MAIN.key], MAIN, language),
                figure_cell(one.before[MAIN.key], MAIN, language),
                _standing_cell(one, language),
                figure_cell(one.figures[failures.key], failures, language),
            )
            for one in lines
        ),
        sortable=len(lines) > 1,
    )
    return Section(key="bodies", title=t("The bodies"), blocks=(table, *_order_words(lines, language)))


def _standing_cell(line: Line, language: str) -> Cell:
    standing = line.standings.get(MAIN.key)
    if standing is None:
        return Cell(words=("–",), value=None)
    text = say(language, STANDINGS[standing])
    return cell((Verdict(standing=standing, text=text),), text)


def in_order(lines: Iterable[Line]) -> list[tuple[Line, Figure]]:
    """Those with a share of products that meets the target, the highest first."""
    found = [(one, one.reached) for one in lines if one.reached is not None]
    return sorted(found, key=lambda pair: (-pair[1].value, pair[0].key))


def alike(lines: Iterable[Line]) -> list[list[Line]]:
    """Runs of neighbours in that order, of which none can be told apart from the next one."""
    runs: list[list[Line]] = []
    for (line, figure), (after, following) in itertools.pairwise(in_order(lines)):
        if told_apart(figure, following):
            continue
        if runs and runs[-1][-1] is line:
            runs[-1].append(after)
        else:
            runs.append([line, after])
    return runs


def _order_words(lines: Sequence[Line], language: str) -> Iterator[Block]:
    """What a reader must know before ranking; nothing of a single line."""
    t = partial(say, language)
    if len(lines) < 2:
        return
    yield Paragraph(
        words=(
            t("This is no ranking."),
            " ",
            t("A mean of few products says little: one product more or less can change it much."),
        ),
        kind="small",
    )
    ordered, runs = in_order(lines), alike(lines)
    if not ordered:
        yield Paragraph(words=(t("Without a target, we cannot say which of these differ for sure."),), kind="small")
    if len(ordered) < 2:
        return
    drawn = any(figure.low is not None for _, figure in ordered)
    if not drawn:
        by_hand = t("Not all products were drawn by lot. So the figures hold only for the products that were measured.")
        yield Paragraph(words=(by_hand,), kind="small")
    if not runs:
        differ = t("By the share of products that meet the target, each differs from the next.")
        yield Paragraph(words=(differ,), kind="small")
    elif len(ordered) > NAMED:
        yield Paragraph(words=(_how_many(runs, len(ordered) - 1, drawn, language),), kind="small")
    else:
        follow = t(
            "These follow one another by the share of products that meet the target. Their difference may be chance:"
        )
        same = t("These have the same share of products that meet the target:")
        yield Paragraph(words=(follow if drawn else same,), kind="small")
        yield Bullets(items=tuple((", ".join(name_of(one, language) for one in run),) for run in runs))


def _how_many(runs: Sequence[Sequence[Line]], neighbours: int, drawn: bool, language: str) -> str:
    """How many of a long list differ from the next one by chance alone, perhaps."""
    t = partial(say, language)
    count, every = whole(sum(len(one) - 1 for one in runs), language), whole(neighbours, language)
    if not drawn:
        return t(
            "In the order of the share of products that meet the target, {count} of {all} are equal to the next.",
            count=count,
            all=every,
        )
    return t(
        "In the order of the share of products that meet the target, {count} of {all} differences may be chance.",
        count=count,
        all=every,
    )
