"""How easy texts are to read."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import partial

from accesscheck.messages import say, say_count
from accesscheck.model.tally import LevelTally
from accesscheck.monitoring.reports.blocks import Block, Chart, ChartSeries, Paragraph, Section
from accesscheck.monitoring.reports.facts import Shared
from accesscheck.monitoring.reports.numbers import shown

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")


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
