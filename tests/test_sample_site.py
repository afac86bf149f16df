"""The sample site: what is known of it, and that what the mutations do to it is what they say."""

import random
from collections import Counter
from pathlib import Path

import pytest
from endurance import ENDURING
from mutations import (
    CHURN,
    PLANTS,
    REPAIRS,
    Known,
    churn,
    known_findings,
    language,
    mend,
    mendable,
    mended,
    parse,
    plant,
    read_site,
    rename_page,
    write_site,
)

from accesscheck import check
from accesscheck.audit import AuditOptions
from accesscheck.model.finding import Finding
from accesscheck.model.location import ElementLocation, TextLocation
from accesscheck.model.report import PageResult

FOLDER = Path(__file__).parents[1] / "fixtures" / "site"
SITE = read_site(FOLDER)
KNOWN = known_findings(FOLDER / "known.yml")
QUICK = AuditOptions(depth="quick", strict=True)


def on_a_page(page: str, html: str, folder: Path) -> Counter[str]:
    """How many findings of each rule a page has when it is checked alone."""
    write_site({page: html}, folder)
    report = check(str(folder / page), options=QUICK)
    return Counter(finding.rule_id for finding in report.pages[0].findings)


def as_known(page: PageResult, finding: Finding) -> Known:
    match finding.location:
        case ElementLocation(selector=at):
            place = {"at": at}
        case TextLocation(quote=quote):
            place = {"quote": quote}
        case _:
            place = {}
    path = Path(page.address).relative_to(FOLDER).as_posix()
    return Known(page=path, rule=finding.rule_id, outcome=finding.outcome, **place)


def test_it_finds_what_is_known_and_nothing_else() -> None:
    report = check(str(FOLDER), options=QUICK)
    found = Counter(as_known(page, finding) for page in report.pages for finding in page.findings)
    expected = Counter(KNOWN)
    assert sorted((found - expected).elements(), key=str) == []
    assert sorted((expected - found).elements(), key=str) == []
    assert len(report.pages) == 30


def test_what_the_site_is() -> None:
    assert Counter(language(page) for page in SITE) == {"nl": 23, "fr": 3, "en": 2, "de": 2}
    assert len({known.rule for known in KNOWN if known.rule.startswith("html-")}) >= 40
    assert any(count == 2 for count in Counter((known.page, known.rule) for known in KNOWN).values())
    assert {known.page for known in KNOWN} < set(SITE)


@pytest.mark.parametrize("name", CHURN)
def test_a_change_keeps_the_site_whole(name: str) -> None:
    changed = CHURN[name](SITE, random.Random(1))
    assert changed != SITE
    assert changed.keys() == SITE.keys()
    assert changed == CHURN[name](SITE, random.Random(1))
    for page, html in changed.items():
        elements = list(parse(html).all())
        ids = {element.attributes["id"] for element in elements if "id" in element.attributes}
        assert ids.issuperset(element.attributes["for"] for element in elements if "for" in element.attributes), page


def test_a_page_gets_another_address_and_its_links_follow() -> None:
    changed, moved = rename_page(SITE, random.Random(3))
    ((old, new),) = moved.items()
    assert changed.keys() - SITE.keys() == {new}
    assert SITE.keys() - changed.keys() == {old}
    assert not any(f'"/{old}"' in html for html in changed.values())
    assert any(f'"/{new}"' in html for html in changed.values())


@pytest.mark.parametrize("seed", range(10))
def test_churn_makes_no_rule_find_more(seed: int, tmp_path: Path) -> None:
    changed, moved = churn(SITE, random.Random(seed))
    page = random.Random(seed).choice(sorted(SITE))
    before = on_a_page(page, SITE[page], tmp_path / "before")
    after = on_a_page(moved.get(page, page), changed[moved.get(page, page)], tmp_path / "after")
    assert after - before == Counter()


@pytest.mark.parametrize("seed", range(20))
def test_one_barrier_goes_and_one_comes(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    without, gone = mend(SITE, KNOWN, chance)
    with_new, come = plant(without, chance, gone.page)
    page = gone.page
    before = on_a_page(page, SITE[page], tmp_path / "before")
    between = on_a_page(page, without[page], tmp_path / "between")
    after = on_a_page(page, with_new[page], tmp_path / "after")
    assert (before - between, between - before) == (Counter([gone.rule]), Counter())
    assert (after - between, between - after) == (Counter([come.rule]), Counter())
    assert {path for path in SITE if SITE[path] != with_new[path]} == {page}


@pytest.mark.slow
@pytest.mark.parametrize("known", [pytest.param(one, id=f"{one.page} {one.rule} {one.at}") for one in mendable(KNOWN)])
def test_every_repair_takes_one_finding_away(known: Known, tmp_path: Path) -> None:
    html = mended(SITE, known)[known.page]
    before = on_a_page(known.page, SITE[known.page], tmp_path / "before")
    after = on_a_page(known.page, html, tmp_path / "after")
    assert (before - after, after - before) == (Counter([known.rule]), Counter())


@pytest.mark.slow
@pytest.mark.parametrize("rule", PLANTS)
def test_every_plant_brings_one_finding_on_every_page(rule: str, tmp_path: Path) -> None:
    every = 1 if ENDURING else 3
    for number, page in list(enumerate(SITE))[::every]:
        planted, _ = plant(SITE, random.Random(number), page, rule)
        before = on_a_page(page, SITE[page], tmp_path / "before")
        after = on_a_page(page, planted[page], tmp_path / "after")
        assert (after - before, before - after) == (Counter([rule]), Counter()), page


def test_every_repair_is_of_a_known_finding() -> None:
    assert {known.rule for known in mendable(KNOWN)} == REPAIRS.keys()
