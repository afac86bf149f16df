"""The handbook of a year: what each figure means, with which rules and tools it was measured, and what changed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from accesscheck import standards
from accesscheck.errors import N_
from accesscheck.messages import say
from accesscheck.model.rule import Reference, Rule
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
    Strong,
    Table,
    Text,
    Words,
    cell,
    row,
)
from accesscheck.monitoring.reports.facts import AUDIENCES, WEIGHTS, YearFacts
from accesscheck.monitoring.reports.numbers import decimal, whole
from accesscheck.monitoring.reports.sections.barriers import title_of
from accesscheck.monitoring.reports.sections.method import method_section
from accesscheck.monitoring.reports.sections.shares import strong_label
from accesscheck.reporters.terminal import IMPACTS

KEY = "handbook"
"""The key of the one handbook of a year."""

TERMS = (
    (N_("Failed"), N_("A rule is certain that something is wrong.")),
    (N_("To check"), N_("A rule suspects something. A person must answer a question.")),
    (N_("Not tested"), N_("A rule gave no verdict, and the report says why. It never counts as passed.")),
    (N_("Page that was read"), N_("A page of the sample that answered and could be opened.")),
    (N_("Measured in both years"), N_("Only products that have a figure in both years, so that the two compare.")),
    (N_("Known by its fingerprint"), N_("Rule, page and place are the same, even if the code around it changed.")),
    (N_("By audience"), N_("Each product counts by its number of visits, or by the class of its audience.")),
    (N_("Interval"), N_("For a share of a random sample: the range of 95 %, after Wilson.")),
    (N_("Break"), N_("The method changed. Years before it cannot be compared with years after it.")),
    (N_("Scored again"), N_("Kept pages of an older year, judged by the rules of this year.")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChanges:
    """How the rules of a year differ from those of the year before: ids, sorted."""

    since: int
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


def rule_changes(since: int, before: Mapping[str, str], now: Mapping[str, str]) -> RuleChanges:
    """What is new, gone and changed, from the rules of two runs with their versions."""
    both = before.keys() & now.keys()
    return RuleChanges(
        since=since,
        added=tuple(sorted(now.keys() - both)),
        removed=tuple(sorted(before.keys() - both)),
        changed=tuple(sorted(key for key in both if before[key] != now[key])),
    )


def report(
    about: YearFacts,
    rules: Mapping[str, Rule],
    language: str,
    *,
    changes: RuleChanges | None = None,
    publisher: str = "",
    online: str = "",
) -> Text:
    """The handbook in a language of the interface; `changes` since the last year that was measured, if there is one."""
    t = partial(say, language)
    return Text(
        kind="handbook",
        key=KEY,
        language=language,
        year=about.year,
        title=t("Handbook: how {year} was measured", year=str(about.year)),
        facts=((t("Year"), (str(about.year),)), (t("Method"), (Code(text=about.method),))),
        blocks=tuple(_blocks(about, rules, language, changes)),
        publisher=publisher,
        online=online,
    )


def _blocks(about: YearFacts, rules: Mapping[str, Rule], language: str, changes: RuleChanges | None) -> Iterator[Block]:
    t = partial(say, language)
    lead = t("Here you read what each figure means, how it was worked out, and what it cannot tell.")
    yield Paragraph(words=(lead,), kind="lead")
    yield _indicators(language)
    yield _terms(language)
    yield _order(language)
    yield _changes(about, rules, language, changes)
    yield _coverage(rules, language)
    yield _sample(language)
    yield method_section(about, language)


def _indicators(language: str) -> Section:
    t = partial(say, language)
    table = Table(
        key="indicators-table",
        caption=t("Indicators"),
        columns=tuple(Column(title=t(one)) for one in (N_("Indicator"), N_("Definition"), N_("Formula"), N_("Better"))),
        rows=tuple(
            row(
                t(one.title),
                t(one.definition),
                t(one.formula),
                t(N_("higher")) if one.higher_is_better else t(N_("lower")),
            )
            for one in INDICATORS
        ),
    )
    group = t("The figure of a group is the mean of its products. Each product counts once, large or small.")
    nothing = t("A product with nothing to count has no figure. It is left out: that is neither good nor bad.")
    return Section(
        key="indicators",
        title=t("The indicators"),
        blocks=(table, Paragraph(words=(group,)), Paragraph(words=(nothing,))),
    )


def _terms(language: str) -> Section:
    t = partial(say, language)
    items = tuple((*strong_label(t(term), language), t(meaning)) for term, meaning in TERMS)
    return Section(key="terms", title=t("The words we use"), blocks=(Bullets(items=items),))


def _order(language: str) -> Section:
    """How the changes that help most are found, and what classes weigh."""
    t = partial(say, language)
    weights = Table(
        key="weights-table",
        caption=t("Weight of a page with a failure"),
        columns=(Column(title=t("Impact")), Column(title=t("Weight"), numeric=True)),
        rows=tuple(
            row(t(word), cell(whole(WEIGHTS[impact], language), WEIGHTS[impact])) for impact, word in IMPACTS.items()
        ),
    )
    sizes = ", ".join(decimal(one, language, 0) for one in AUDIENCES.values())
    return Section(
        key="order",
        title=t("What helps most"),
        blocks=(
            Paragraph(
                words=(t("The barrier with most weight comes first: its pages, times the weight of its impact."),)
            ),
            weights,
            Paragraph(
                words=(t("Where the audience is a class, small, medium and large weigh {sizes}.", sizes=sizes),),
                kind="small",
            ),
        ),
    )


def _changes(about: YearFacts, rules: Mapping[str, Rule], language: str, changes: RuleChanges | None) -> Section:
    t = partial(say, language)
    title = t("What changed since the last measurement")
    if changes is None:
        none = Paragraph(words=(t("This is the first year that was measured."),))
        return Section(key="rule-changes", title=title, blocks=(none,))
    blocks: list[Block] = []
    if about.changed:
        broken = t(
            "The method of {year} is another one than that of {since}.", year=str(about.year), since=str(changes.since)
        )
        blocks.append(Paragraph(words=(broken,), kind="warning"))
    lists = (
        (t("New rules"), changes.added),
        (t("Rules that are gone"), changes.removed),
        (t("Rules that changed"), changes.changed),
    )
    for name, ids in lists:
        if ids:
            blocks.append(Paragraph(words=(Strong(text=name),)))
            items: tuple[Words, ...] = tuple((title_of(one, rules, language), " ", Code(text=one)) for one in ids)
            blocks.append(Bullets(items=items))
    if not any(ids for _, ids in lists):
        blocks.append(Paragraph(words=(t("The rules are the same as those of {since}.", since=str(changes.since)),)))
    return Section(key="rule-changes", title=title, blocks=tuple(blocks))


def _coverage(rules: Mapping[str, Rule], language: str) -> Section:
    """How many rules each criterion has; a criterion without any is for people alone."""
    t = partial(say, language)
    counted = Counter(
        clause
        for rule in rules.values()
        for clause in {one.clause for one in rule.references if one.standard == "wcag22"}
    )
    rows = []
    for name, level in standards.criteria():
        if level not in ("A", "AA"):
            continue
        title = standards.look_up(Reference(standard="wcag22", clause=name), language).title
        number = counted[name]
        shown = cell(whole(number, language), number) if number else Cell(words=(t("people only"),), value=0)
        rows.append(row(cell(f"{name} {title} ({level})", name), shown))
    table = Table(
        key="coverage-table",
        caption=t("Criteria of WCAG 2.2, levels A and AA, and our rules for each"),
        columns=(Column(title=t("Criterion")), Column(title=t("Rules"), numeric=True)),
        rows=tuple(rows),
        sortable=True,
    )
    with_rules = sum(counted[name] > 0 for name, level in standards.criteria() if level in ("A", "AA"))
    words = t(
        "Of the {all} criteria, {count} have a rule. A rule nearly always sees only part of a criterion.",
        all=str(len(rows)),
        count=str(with_rules),
    )
    grounds = sum(rule.ground is not None for rule in rules.values())
    wording = t("{count} rules read the wording of vacancies, and what they do not say.", count=str(grounds))
    return Section(
        key="coverage",
        title=t("What the rules can see"),
        blocks=(Paragraph(words=(words,)), Paragraph(words=(wording,)), table),
    )


def _sample(language: str) -> Section:
    t = partial(say, language)
    items: tuple[Words, ...] = (
        (t("Products: drawn by lot from the inventory, with quotas by level, policy domain and service."),),
        (t("Pages: chosen by what they are for, then some more by lot. The report of a body says why each."),),
        (
            t("The rules for samples come from "),
            Link(
                text=t("Implementing Decision (EU) 2018/1524"),
                address=str(standards.monitoring()["sources"]["decision-2018-1524"]["address"]),
            ),
            ".",
        ),
    )
    return Section(key="sampling", title=t("How products and pages were chosen"), blocks=(Bullets(items=items),))
