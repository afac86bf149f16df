"""User needs and criteria of WCAG."""

from functools import partial

from accesscheck import standards
from accesscheck.messages import say
from accesscheck.model.rule import Reference
from accesscheck.monitoring.reports.blocks import Block, Cell, Column, Paragraph, Section, Table, cell, row
from accesscheck.monitoring.reports.facts import Shared
from accesscheck.monitoring.reports.numbers import whole


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
