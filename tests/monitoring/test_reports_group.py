"""The report of a policy domain and of the whole government: its figures are those of the pages, counted here anew."""

from collections.abc import Mapping
from dataclasses import replace
from statistics import mean

import pytest
from report_words import problems, read, rows, table
from small_government import SmallGovernment

from accesscheck import audit, standards
from accesscheck.model.finding import Outcome
from accesscheck.model.report import PageResult
from accesscheck.model.rule import LANGUAGES, Rule
from accesscheck.monitoring import figures, sizes
from accesscheck.monitoring.indicators import INDICATORS
from accesscheck.monitoring.inventory import Records
from accesscheck.monitoring.reports import group, lists
from accesscheck.monitoring.reports.blocks import Chart, Section, walk
from accesscheck.monitoring.reports.europe import Europe
from accesscheck.monitoring.reports.facts import Line
from accesscheck.monitoring.reports.gather import Year

MAIN = INDICATORS[0].key


@pytest.fixture(scope="module")
def rules() -> dict[str, Rule]:
    """Every rule, by id."""
    return {one.id: one for one in audit.load_rules()}


def year_of(small: SmallGovernment, year: int = 2026, bodies: tuple[str, ...] | None = None, **without: object) -> Year:
    """A year of some of the bodies, or of all; `without` takes the place of plans or targets."""
    inventory = small.inventory
    if bodies is not None:
        inventory = Records(
            entities=tuple(one for one in inventory.entities if one.key in bodies),
            products=tuple(one for one in inventory.products if one.entity in bodies),
        )
    known: dict[str, object] = {"plans": small.plans, "targets": small.targets}
    return Year(small.store, inventory, year, **(known | without))  # type: ignore[arg-type]


CASES = [
    pytest.param({}, id="the whole government"),
    pytest.param({"year": 2024}, id="no earlier year"),
    pytest.param({"year": 2025}, id="the year of another method"),
    pytest.param({"bodies": ("OVO2",)}, id="one body"),
    pytest.param({"bodies": ("OVO3",)}, id="no products"),
    pytest.param({"bodies": ()}, id="no bodies"),
    pytest.param({"targets": ()}, id="no targets"),
    pytest.param({"plans": {}}, id="no plan"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_a_report_is_whole(
    small_government: SmallGovernment, rules: dict[str, Rule], case: Mapping[str, object], language: str
) -> None:
    year = year_of(small_government, **case)  # type: ignore[arg-type]
    for facts in (year.government(), *(year.domain(one) for one in year.domains)):
        text = group.report(facts, rules, language, publisher="Dienst")
        assert list(problems(text, year)) == []


def test_a_group_that_was_down_all_year_says_so(small_government: SmallGovernment, rules: dict[str, Rule]) -> None:
    down = Records(
        entities=small_government.inventory.entities,
        products=tuple(one for one in small_government.inventory.products if one.key == "W5"),
    )
    year = Year(small_government.store, down, 2026, plans=small_government.plans, targets=small_government.targets)
    text = group.report(year.government(), rules, "en")
    assert list(problems(text, year)) == []
    assert "None of the products of these bodies could be measured" in read(text)
    assert "The site could not be reached." in read(text)


def share_without_failures(pages: tuple[PageResult, ...], rules: Mapping[str, Rule]) -> float:
    """Criteria of A and AA with something to judge: the share that failed on no page."""
    levels = dict(standards.criteria())
    outcomes: dict[str, set[Outcome]] = {}
    for page in pages:
        for result in page.results:
            for one in rules[result.rule_id].references:
                if one.standard == "wcag22" and levels.get(one.clause) in ("A", "AA"):
                    outcomes.setdefault(one.clause, set()).add(result.outcome)
    judged = [one for one in outcomes.values() if one & {Outcome.FAILED, Outcome.CANT_TELL, Outcome.PASSED}]
    return sum(Outcome.FAILED not in one for one in judged) / len(judged)


def test_the_figures_are_those_of_the_pages(small_government: SmallGovernment, rules: dict[str, Rule]) -> None:
    facts = small_government.year().government()
    pages = {key: found for key, found in small_government.pages["year-2026"].items() if found}
    shares = {key: share_without_failures(found, rules) for key, found in pages.items()}
    measure = facts.measure(MAIN)
    now = measure.in_year(2026)
    assert now is not None
    assert now.value == pytest.approx(mean(shares.values()))
    visits = {one.key: one.audience for one in small_government.inventory.products if one.valid_in(2026)}
    weighed = sum(shares[key] * visits[key] for key in shares) / sum(visits[key] for key in shares)  # type: ignore[operator,misc]
    assert measure.weighted is not None
    assert measure.weighted.value == pytest.approx(weighed)
    assert measure.reached is not None
    assert measure.reached.part == sum(one >= 0.8 for one in shares.values())
    assert sum(one.products for one in facts.distribution[MAIN]) == len(shares)
    text = group.report(facts, rules, "en")
    read_pages = sum(len(found) for found in pages.values())
    assert f"4 bodies: {len(pages)} products measured, {read_pages} pages read." in read(text)
    means = rows(table(text, "means"))["Criteria without failures"]
    assert means == [f"{round(100 * now.value)}%", f"{round(100 * weighed)}%", str(len(shares))]


def test_a_barrier_stands_with_its_products_pages_and_theme(
    small_government: SmallGovernment, rules: dict[str, Rule]
) -> None:
    text = group.report(small_government.year().government(), rules, "en")
    found = rows(table(text, "barriers-table"))
    assert found["Image without alternative text"] == [
        "critical",
        "2 of 4 (50%)",
        "3 of 8 (38%)",
        "0 of 8 (0%)",
        "Images",
    ]
    assert found["Form field without a label"][-1] == "Forms"


def test_products_and_bodies_without_figures_are_named(
    small_government: SmallGovernment, rules: dict[str, Rule]
) -> None:
    words = read(group.report(small_government.year().government(), rules, "en"))
    assert "1 product: The site could not be reached." in words
    assert "Bodies without a digital product in the inventory:\nCity of Merel" in words


def test_good_examples_say_why(small_government: SmallGovernment, rules: dict[str, Rule]) -> None:
    facts = small_government.year().government()
    assert [one.key for one in facts.good] == ["OVO2", "OVO6", "OVO1"]
    assert [one.on_target for one in facts.good] == [True, False, False]
    words = read(group.report(facts, rules, "en"))
    assert (
        "it meets all 3 targets that we could measure. 100% of its criteria have no failures; last time that was 75%"
        in words
    )


def test_methods_have_their_own_outcomes(small_government: SmallGovernment, rules: dict[str, Rule]) -> None:
    facts = small_government.year().government()
    by_method = {one.method: (one.measured, one.pages) for one in facts.by_method}
    assert by_method == {"simplified": (3, 6), "in-depth": (1, 2), "app": (0, 0)}
    assert (facts.monitored.drawn, facts.monitored.by_hand) == (4, 1)
    minimums = sizes.minimums(2026, sizes.Settings(population=6_000_000))
    reported = Europe(usability="Ten people tested.", minimums=minimums)
    text = group.report(facts, rules, "en", publisher="The Service", reported=reported)
    assert rows(table(text, "europe-methods"))["Simplified monitoring"] == [
        "5",
        "4",
        "3",
        "255 (3 × 6000000 / 100000 + 75)",
    ]
    assert rows(table(text, "europe-levels")) == {
        "state": ["0", "0", "0"],
        "regional": ["5", "5", "4"],
        "local": ["0", "0", "0"],
        "other body governed by public law": ["0", "0", "0"],
    }
    assert len(table(text, "europe-clusters").rows) == 9
    assert "Ten people tested." in read(text)
    assert "The Service" in read(text)


def test_every_criterion_and_the_rules_that_test_it_are_in_the_annex(
    small_government: SmallGovernment, rules: dict[str, Rule]
) -> None:
    found = table(group.report(small_government.year().government(), rules, "en"), "europe-correlation")
    by_name = {str(line[0].value): line for line in found.rows}
    assert list(by_name) == [name for name, level in standards.criteria() if level in ("A", "AA")]
    assert "html-field-without-label" in rows(found)["4.1.2 Name, Role, Value (A)"][1]
    assert by_name["1.1.1"][1].value == "9.1.1.1"
    assert by_name["2.5.8"][1].value is None, "EN 301 549 V3.2.1 has no clause for what WCAG 2.2 added"


def test_only_the_government_reports_to_europe(small_government: SmallGovernment, rules: dict[str, Rule]) -> None:
    year = small_government.year()
    for facts, expected in ((year.government(), True), (year.domain("Werk"), False)):
        text = group.report(facts, rules, "en")
        keys = {one.key for one in text.sections()}
        assert ("europe" in keys) == ("domains" in keys) == expected
    titles = [
        one.title for one in walk(group.report(year.government(), rules, "en").blocks) if isinstance(one, Section)
    ]
    numbers = [one.split()[0] for one in titles if one[0].isdigit()]
    assert numbers == ["1.", "2.", "2.1", "2.2", "2.3", "3.", "3.1", "3.2", "4.", "5."]


def test_a_break_and_the_years_scored_again_are_drawn(
    small_government: SmallGovernment, rules: dict[str, Rule]
) -> None:
    text = group.report(small_government.year().government(), rules, "en")
    chart = next(one for one in walk(text.blocks) if isinstance(one, Chart) and one.key == f"trend-{MAIN}")
    assert chart.labels == ("2024", "2025", "2026")
    assert chart.breaks == (1,)
    published, again = chart.series
    assert published.values[1:] == again.values[1:]
    assert published.values[0] != again.values[0]
    assert chart.target == 0.8


def line(name: str, met: int, of: int, *, drawn: bool = True) -> Line:
    share = figures.sampled(met, of) if drawn else figures.figure(met, of)
    nothing: dict[str, figures.Figure | None] = {one.key: None for one in INDICATORS}
    return Line(
        key=name,
        names={},
        domain="",
        products=of,
        measured=of,
        pages=of,
        failures=0,
        figures=nothing,
        before=nothing,
        standings={},
        reached=share,
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([], [], id="none"),
        pytest.param([line("a", 1, 1)], [], id="one"),
        pytest.param([line("a", 3, 4), line("b", 1, 4)], [["a", "b"]], id="few products: the intervals overlap"),
        pytest.param([line("a", 90, 100), line("b", 10, 100)], [], id="many products, far apart"),
        pytest.param(
            [line("low", 10, 100), line("a", 88, 100), line("b", 90, 100), line("other", 12, 100)],
            [["b", "a"], ["other", "low"]],
            id="two runs, in the order of the share",
        ),
        pytest.param(
            [line("a", 60, 100), line("b", 50, 100), line("c", 40, 100)],
            [["a", "b", "c"]],
            id="each overlaps with the next",
        ),
        pytest.param(
            [line("a", 2, 4, drawn=False), line("b", 1, 2, drawn=False)], [["a", "b"]], id="equal, not drawn by lot"
        ),
        pytest.param([line("a", 3, 4, drawn=False), line("b", 1, 4, drawn=False)], [], id="exact, and different"),
        pytest.param([line("a", 0, 0), line("b", 1, 4)], [], id="without a figure"),
    ],
)
def test_neighbours_that_cannot_be_told_apart(lines: list[Line], expected: list[list[str]]) -> None:
    assert [[one.key for one in run] for run in lists.alike(lines)] == expected


def test_a_list_never_ranks_what_overlaps_without_saying_so(
    small_government: SmallGovernment, rules: dict[str, Rule]
) -> None:
    facts = small_government.year().government()
    assert "Their difference may be chance:\nOmgeving, Werk" in read(group.report(facts, rules, "en"))
    many = tuple(replace(line(f"b{number:02}", number % 3, 3), standings={}) for number in range(40))
    words = read(group.report(replace(facts, entities=many), rules, "en"))
    assert "39 of 39 differences may be chance" in words
    assert "City of Merel" not in words
    none = read(group.report(year_of(small_government, targets=()).government(), rules, "en"))
    assert "Without a target, we cannot say which of these differ for sure." in none
