"""What was found: which changes help most, where it is, how to mend it, and what a person must judge."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from accesscheck import messages
from accesscheck.messages import say, say_count
from accesscheck.model.entity import Entity
from accesscheck.model.finding import Finding, Impact, Outcome, Param
from accesscheck.model.location import ElementLocation, TextLocation
from accesscheck.model.rule import Rule
from accesscheck.model.spread import Example
from accesscheck.monitoring.reports.blocks import (
    Block,
    Bullets,
    Cell,
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
    Words,
    cell,
    row,
)
from accesscheck.monitoring.reports.facts import WEIGHTS, Barrier, Found
from accesscheck.monitoring.reports.numbers import whole
from accesscheck.monitoring.reports.sections.shares import share_cell, strong_label
from accesscheck.reporters import summary
from accesscheck.reporters.terminal import IMPACTS

MOST_HELPFUL = 5
"""Changes that a report begins with."""


def title_of(rule_id: str, rules: Mapping[str, Rule], language: str) -> str:
    """The title of a rule; of one that is there no more, its id."""
    rule = rules.get(rule_id)
    return messages.texts(rule, language).title if rule else rule_id


def anchor(barrier: Barrier) -> str:
    """The key of the section about a barrier."""
    return f"barrier-{barrier.rule_id}"


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
            Paragraph(words=(*strong_label(t("Who is hindered"), language), texts.who)),
            *([Paragraph(words=(*strong_label(t("How to mend it"), language), fix))] if fix else []),
            Paragraph(words=(*strong_label(t("Why"), language), texts.why, *_clauses(rule, language, country))),
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
