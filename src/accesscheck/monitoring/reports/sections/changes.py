"""What became of the findings of last time."""

from collections.abc import Mapping
from functools import partial

from accesscheck.errors import N_
from accesscheck.messages import say
from accesscheck.model.change import Change
from accesscheck.model.rule import Rule
from accesscheck.monitoring.reports.blocks import Column, Paragraph, Section, Table, cell, row
from accesscheck.monitoring.reports.facts import Found
from accesscheck.monitoring.reports.numbers import whole
from accesscheck.monitoring.reports.sections.barriers import title_of

CHANGES: Mapping[Change, tuple[str, str]] = {
    Change.NEW: (N_("New"), N_("The page was tested last time too, and the finding was not there.")),
    Change.OPEN: (N_("Still there"), N_("The finding was there last time, and it still is.")),
    Change.MENDED: (N_("Mended"), N_("The page was tested again, and the finding is no longer there.")),
    Change.PAGE_GONE: (N_("Page gone"), N_("The page is no longer on the site. That is not the same as mended.")),
    Change.NOT_TESTED: (N_("Not tested again"), N_("The page or the rule was not tested this year.")),
    Change.FIRST_TESTED: (N_("Tested for the first time"), N_("The page or the rule was not tested last time.")),
}


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
