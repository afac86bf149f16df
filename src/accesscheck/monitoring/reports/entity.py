"""The report of one body: its own figures, what to mend first, and what could not be tested."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from accesscheck import messages
from accesscheck.errors import N_
from accesscheck.messages import say, say_count
from accesscheck.model.change import Change
from accesscheck.model.rule import Rule
from accesscheck.model.stored_run import State
from accesscheck.monitoring import page_reasons, reasons
from accesscheck.monitoring.indicators import INDICATORS
from accesscheck.monitoring.reports.blocks import (
    Block,
    Bullets,
    Cell,
    Code,
    Column,
    Link,
    Paragraph,
    Section,
    Table,
    Text,
    Words,
    cell,
    plain,
    row,
)
from accesscheck.monitoring.reports.facts import EntityFacts, ProductFacts
from accesscheck.monitoring.reports.numbers import day, shown, whole
from accesscheck.monitoring.reports.sections.barriers import barriers_section, helpful_section, to_judge_section
from accesscheck.monitoring.reports.sections.changes import changes_section
from accesscheck.monitoring.reports.sections.courses import trend_charts
from accesscheck.monitoring.reports.sections.criteria import criteria_section, needs_section
from accesscheck.monitoring.reports.sections.figures import compared_table, figures_table, in_both_sentences
from accesscheck.monitoring.reports.sections.language import language_section
from accesscheck.monitoring.reports.sections.method import method_section

STATES: Mapping[State, str] = {
    State.PLANNED: N_("not begun"),
    State.CRAWLING: N_("not finished"),
    State.SAMPLED: N_("not finished"),
    State.AUDITING: N_("not finished"),
    State.DONE: N_("measured"),
    State.FAILED: N_("not measured"),
}


def report(
    facts: EntityFacts,
    rules: Mapping[str, Rule],
    language: str,
    *,
    pictures: Mapping[str, Path] | None = None,
    publisher: str = "",
    online: str = "",
) -> Text:
    """The report of a body in a language of the interface; `pictures` show the first example of a rule."""
    t = partial(say, language)
    name = facts.entity.name(language)
    return Text(
        kind="entity",
        key=facts.entity.key,
        language=language,
        year=facts.about.year,
        title=t("{name}: accessibility and language in {year}", name=name, year=str(facts.about.year)),
        facts=tuple(_first_lines(facts, language)),
        blocks=tuple(_blocks(facts, rules, language, pictures or {})),
        publisher=publisher,
        online=online,
    )


def _first_lines(facts: EntityFacts, language: str) -> Iterator[tuple[str, Words]]:
    t = partial(say, language)
    about = facts.about
    yield t("Body"), (facts.entity.name(language),)
    if facts.before:
        yield t("Came from"), (", ".join(one.name(language) for one in facts.before),)
    if facts.entity.domain:
        yield t("Policy domain"), (Link(text=facts.entity.domain, address=f"report:domain/{facts.entity.domain}"),)
    yield t("Year"), (str(about.year),)
    yield t("Measured"), (f"{day(about.first_day, language)} – {day(about.last_day, language)}",)
    yield (
        t("Products measured"),
        (t("{part} of {all}", part=str(len(facts.measured)), all=str(len(facts.products))),),
    )


def answer(facts: EntityFacts, language: str) -> str:
    """The answer in a sentence or two: pages without failures, and what changed."""
    t = partial(say, language)
    if not facts.products:
        return t("The inventory has no digital products of this body, so there is nothing to report.")
    if not facts.measured:
        return t("None of the products of this body could be measured this year. You read why below.")
    opened = sum(one.tally.opened for one in facts.products if one.tally)
    without = sum(one.tally.without_wcag_failures for one in facts.products if one.tally)
    first = t(
        "Pages without failures of WCAG: {without} of the {count} that we read.",
        without=whole(without, language),
        count=whole(opened, language),
    )
    if not facts.changes:
        return first
    second = t(
        "Findings since the last measurement: {mended} mended, {new} new, {open} still there.",
        mended=whole(facts.changes.get(Change.MENDED, 0), language),
        new=whole(facts.changes.get(Change.NEW, 0), language),
        open=whole(facts.changes.get(Change.OPEN, 0), language),
    )
    return f"{first} {second}"


def _blocks(
    facts: EntityFacts, rules: Mapping[str, Rule], language: str, pictures: Mapping[str, Path]
) -> Iterator[Block]:
    yield Paragraph(words=(answer(facts, language),), kind="lead")
    if not facts.measured:
        yield from _without_figures(facts, language)
        return
    yield helpful_section(facts, rules, language)
    yield _figures(facts, language)
    yield changes_section(facts, rules, language)
    yield barriers_section(facts, rules, language, pictures)
    yield to_judge_section(facts, rules, language)
    yield language_section(facts, language)
    yield _products(facts, language)
    yield needs_section(facts, language)
    yield criteria_section(facts, language)
    yield _not_tested(facts, language)
    yield method_section(facts.about, language)


def _without_figures(facts: EntityFacts, language: str) -> Iterator[Block]:
    if facts.products:
        yield _products(facts, language)
    yield method_section(facts.about, language)


def _figures(facts: EntityFacts, language: str) -> Section:
    t = partial(say, language)
    blocks: list[Block] = [figures_table(facts, language)]
    compared = compared_table(facts, t("This body"), language)
    if compared:
        blocks.append(compared)
    if both := in_both_sentences(facts, language):
        blocks.append(Paragraph(words=(t("Only products that were measured in both years:"),)))
        blocks.append(Bullets(items=tuple((one,) for one in both)))
    blocks += trend_charts(facts, language)
    return Section(key="figures-section", title=t("The figures"), blocks=tuple(blocks))


def _products(facts: EntityFacts, language: str) -> Section:
    """Each product with its state and figures, then its pages."""
    t = partial(say, language)
    shown_indicators = INDICATORS[:3]
    table = Table(
        key="products-table",
        caption=t("Products, {year}", year=str(facts.about.year)),
        columns=(
            Column(title=t("Product")),
            Column(title=t("State")),
            Column(title=t("Pages read"), numeric=True),
            *(Column(title=t(one.title), numeric=True) for one in shown_indicators),
        ),
        rows=tuple(
            row(
                _product_name(one, language),
                state_of(one, language),
                cell(whole(one.tally.opened, language) if one.tally else "–", one.tally.opened if one.tally else None),
                *(
                    Cell(
                        words=(shown(figure.value if figure else None, indicator.unit, language),),
                        value=figure.value if figure else None,
                    )
                    for indicator in shown_indicators
                    for figure in (one.figures[indicator.key],)
                ),
            )
            for one in facts.products
        ),
        sortable=len(facts.products) > 1,
    )
    samples = tuple(_sample(number, one, language) for number, one in enumerate(facts.products, 1) if one.sample)
    return Section(key="products", title=t("The products"), blocks=(table, *samples))


def _product_name(one: ProductFacts, language: str) -> Cell:
    name = one.product.name(language)
    address = next(iter(one.product.addresses), "")
    if address.startswith(("http://", "https://")):
        return Cell(words=(Link(text=name, address=address),), value=name)
    return cell(name)


def state_of(one: ProductFacts, language: str) -> Cell:
    """Whether a product was measured; if not, why."""
    t = partial(say, language)
    if one.state is None:
        return cell(t("not in the sample of this year"))
    word = t(STATES[one.state])
    if one.state is State.DONE and not one.measured:
        word = t("no page could be read")
    return cell(f"{word}. {reasons.why(one.reason, language)}" if one.reason else word)


def _sample(number: int, one: ProductFacts, language: str) -> Section:
    """The pages of a product that were tested, and why these."""
    t, tn = partial(say, language), partial(say_count, language)
    blocks: list[Block] = []
    if one.listed:
        blocks.append(
            Paragraph(
                words=(
                    tn(
                        "The crawl found {count} page or document.",
                        "The crawl found {count} pages and documents.",
                        one.listed,
                    ),
                ),
                kind="small",
            )
        )
    if one.surprise:
        blocks.append(Paragraph(words=(one.surprise.remark().sentence(language),), kind="warning"))
    blocks.append(
        Table(
            key=f"sample-{number}",
            caption=t("Pages tested of {product}", product=one.product.name(language)),
            columns=(Column(title=t("Page")), Column(title=t("Part of the sample")), Column(title=t("Why this page"))),
            rows=tuple(
                row(
                    Cell(words=(Code(text=page.address),), value=page.address),
                    t(page_reasons.PARTS[page.part]),
                    page_reasons.sentence(page, language),
                )
                for page in one.sample
            ),
        )
    )
    title = t("Pages of {product}", product=one.product.name(language))
    return Section(key=f"pages-{number}", title=title, blocks=tuple(blocks), folded=True)


def _not_tested(facts: EntityFacts, language: str) -> Section:
    """What no rule could tell, by reason."""
    t, tn = partial(say, language), partial(say_count, language)
    blocks: list[Block] = []
    if facts.untested:
        items = tuple(
            (
                messages.reason(one.reason, language),
                " ",
                tn("{count} rule", "{count} rules", len(one.rules)),
                ", ",
                tn("on {count} page.", "on {count} pages.", one.pages),
            )
            for one in facts.untested
        )
        blocks += [Paragraph(words=(t("These rules gave no verdict:"),)), Bullets(items=items)]
    without = [one for one in facts.products if not one.measured]
    if without:
        names = tuple(
            (messages.labelled(one.product.name(language), plain(state_of(one, language).words), language),)
            for one in without
        )
        blocks += [Paragraph(words=(t("These products were not measured:"),)), Bullets(items=names)]
    unjudged = sum(one.spread is None for one in facts.criteria)
    blocks.append(
        Paragraph(
            words=(
                t(
                    "Of the {all} criteria, our rules had nothing to judge for {count}. People must test the rest too: "
                    "a rule sees only part of a criterion.",
                    all=str(len(facts.criteria)),
                    count=str(unjudged),
                ),
            )
        )
    )
    return Section(key="not-tested", title=t("What could not be tested"), blocks=tuple(blocks))
