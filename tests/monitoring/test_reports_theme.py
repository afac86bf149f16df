"""The report of a theme: its figures are those of the pages, counted here anew."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from report_words import problems, read, rows, table
from small_government import FIELD, IMAGE, SmallGovernment

from accesscheck import audit
from accesscheck.errors import OptionError
from accesscheck.model.change import Change
from accesscheck.model.finding import Outcome
from accesscheck.model.report import PageResult
from accesscheck.model.rule import LANGUAGES, Rule
from accesscheck.monitoring import themes
from accesscheck.monitoring.inventory import Records
from accesscheck.monitoring.reports import theme
from accesscheck.monitoring.reports.blocks import Chart, Section, walk
from accesscheck.monitoring.reports.gather import Year


@pytest.fixture(scope="module")
def rules() -> dict[str, Rule]:
    """Every rule, by id."""
    return {one.id: one for one in audit.load_rules()}


def is_of(key: str, rule: Rule) -> bool:
    criteria = tuple(one.clause for one in rule.references if one.standard == "wcag22")
    return key in [one.key for one in themes.of_rule(rule.id, rule.ground, criteria)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", themes.themes())
def test_a_report_is_whole(small_government: SmallGovernment, rules: dict[str, Rule], key: str, language: str) -> None:
    year = small_government.year()
    assert list(problems(theme.report(year.theme(key), rules, language), year)) == []


@pytest.mark.parametrize("key", ["images", "reading-level", "vacancies-other-grounds"])
@pytest.mark.parametrize(
    ("year", "bodies"),
    [
        pytest.param(2024, None, id="no earlier year"),
        pytest.param(2026, {"OVO2"}, id="one body"),
        pytest.param(2026, {"OVO3"}, id="no products"),
        pytest.param(2026, set(), id="no bodies"),
    ],
)
def test_a_report_is_whole_where_little_is(
    small_government: SmallGovernment, rules: dict[str, Rule], key: str, year: int, bodies: set[str] | None
) -> None:
    inventory = small_government.inventory
    if bodies is not None:
        inventory = Records(
            entities=tuple(one for one in inventory.entities if one.key in bodies),
            products=tuple(one for one in inventory.products if one.entity in bodies),
        )
    found = Year(small_government.store, inventory, year)
    text = theme.report(found.theme(key), rules, "en")
    assert list(problems(text, found)) == []
    if bodies in ({"OVO3"}, set()):
        assert f"No product was tested for this theme in {year}." in read(text)


def counted(
    pages: Mapping[str, tuple[PageResult, ...]], rules: Mapping[str, Rule], key: str, *, doubts: bool
) -> dict[str, tuple[float, float]]:
    """For each product the share of pages with something of the theme, and findings per page."""
    wanted = {Outcome.FAILED, Outcome.CANT_TELL} if doubts else {Outcome.FAILED}
    made = {}
    for product, of_product in pages.items():
        if not of_product:
            continue
        found = [
            [one for one in page.findings if one.outcome in wanted and is_of(key, rules[one.rule_id])]
            for page in of_product
        ]
        made[product] = (sum(map(bool, found)) / len(found), sum(map(len, found)) / len(found))
    return made


@pytest.mark.parametrize("key", ["images", "forms", "links", "page-language", "reading-level"])
@pytest.mark.parametrize("run", ["year-2025", "year-2026"])
def test_the_figures_are_those_of_the_pages(
    small_government: SmallGovernment, rules: dict[str, Rule], key: str, run: str
) -> None:
    year = small_government.year(int(run[-4:]))
    facts = year.theme(key)
    expected = counted(small_government.pages[run], rules, key, doubts=facts.theme.doubts)
    assert facts.now.tested == len(expected)
    assert facts.now.found == sum(share > 0 for share, _ in expected.values())
    assert facts.now.per_page is not None
    assert facts.now.pages is not None
    assert facts.now.per_page.value == pytest.approx(sum(one for _, one in expected.values()) / len(expected))
    exact = sum(share for share, _ in expected.values()) / len(expected)
    assert facts.now.pages.value <= exact + 1e-9, "it is so much at least"
    if key in ("images", "forms", "links", "page-language"):
        assert facts.now.pages.value == pytest.approx(exact), "no page here has two barriers of the theme"


def test_bodies_and_domains_have_their_own_reach(small_government: SmallGovernment, rules: dict[str, Rule]) -> None:
    facts = small_government.year().theme("images")
    reach = {one.key: (one.now.found, one.now.tested) for one in (*facts.entities, *facts.domains)}
    assert reach == {
        "OVO1": (1, 2),
        "OVO2": (0, 1),
        "OVO3": (0, 0),
        "OVO6": (1, 1),
        "Omgeving": (0, 1),
        "Werk": (2, 3),
    }
    before = {one.key: (one.before.found, one.before.tested) for one in facts.entities if one.before}
    assert before["OVO6"] == (1, 2), "what the merged bodies had is the year before of the new one"
    found = rows(table(theme.report(facts, rules, "en"), "bodies-table"))
    assert found["Learn and Work"] == ["Werk", "1 of 1 (100%)", "1 of 2 (50%)", "100%", "1.0"]
    assert "City of Merel" not in found


def test_a_year_of_another_method_is_shown_as_published_and_scored_again(
    small_government: SmallGovernment, rules: dict[str, Rule]
) -> None:
    text = theme.report(small_government.year().theme("images"), rules, "en")
    chart = next(one for one in walk(text.blocks) if isinstance(one, Chart) and one.key == "trend-theme-products")
    published, again = chart.series
    assert published.values == (0.0, 0.4, 0.5)
    assert again.values == (0.2, 0.4, 0.5)
    assert chart.breaks == (1,)
    assert rows(table(text, "figures"))["Products with a failure"][:3] == ["0%*", "40%", "50%"]


def test_the_year_before_is_left_out_where_it_does_not_compare(small_government: SmallGovernment) -> None:
    facts = small_government.year(2025).theme("images")
    assert facts.before is not None, "2024 was scored again by the method of 2025"
    assert facts.before.found == 1
    assert small_government.year(2024).theme("images").before is None


def test_examples_are_of_several_bodies_and_name_them(
    small_government: SmallGovernment, rules: dict[str, Rule]
) -> None:
    facts = small_government.year().theme("images")
    barrier = next(one for one in facts.barriers if one.rule_id == IMAGE)
    assert [facts.owners[one.product].key for one in barrier.examples] == ["OVO1", "OVO6"]
    words = read(theme.report(facts, rules, "en"))
    assert "Work Agency: Loket: The image plan.png has no alternative text." in words
    assert "Learn and Work: Loket: The image plan.png has no alternative text." in words


def test_what_became_of_findings_is_of_the_theme_alone(small_government: SmallGovernment) -> None:
    facts = small_government.year().theme("forms")
    assert {one.rule_id for one in facts.barriers} == {FIELD}
    assert dict(facts.changes) == {Change.NEW: 1, Change.MENDED: 2}


def test_words_that_fit_one_place_are_said_at_that_place(
    small_government: SmallGovernment, rules: dict[str, Rule]
) -> None:
    """“Write “naast” …” helps with the word on one page, and not with the words of all bodies."""
    text = theme.report(small_government.year().theme("reading-level"), rules, "en")
    section = next(
        one for one in walk(text.blocks) if isinstance(one, Section) and one.key == "barrier-level-official-word"
    )
    words = read(replace(text, blocks=(section,)))
    assert "How to mend it" not in words
    assert "Write “naast” or “samen met”" in words
    helpful = next(one for one in text.sections() if one.key == "helpful")
    assert "“" not in read(replace(text, blocks=(helpful,)))


def test_reading_levels_go_by_policy_domain(small_government: SmallGovernment, rules: dict[str, Rule]) -> None:
    facts = small_government.year().theme("reading-level")
    text = theme.report(facts, rules, "en")
    chart = next(one for one in walk(text.blocks) if isinstance(one, Chart) and one.key == "levels-domains")
    by_level = {one.name: one.values for one in chart.series}
    assert chart.labels == ("Omgeving", "Werk")
    assert by_level["A1"] == (1.0, 2.0)
    assert by_level["C2"] == (1.0, 0.0)
    assert facts.measure is not None


def test_grounds_stand_apart(small_government: SmallGovernment, rules: dict[str, Rule]) -> None:
    text = theme.report(small_government.year().theme("vacancies-other-grounds"), rules, "en")
    found = rows(table(text, "grounds-table"))
    assert found["Age"] == ["1 of 1 (100%)", "50%"]
    assert found["Family and children"] == ["0 of 1 (0%)", "0%"]


def test_a_theme_that_is_not_there(small_government: SmallGovernment) -> None:
    with pytest.raises(OptionError) as caught:
        small_government.year().theme("imagse")
    assert "images" in str(caught.value.params["keys"])
