"""A baseline over releases: a site of 30 pages is changed in 50 ways, one barrier is mended and one is planted."""

import random
from pathlib import Path

import pytest
from mutations import Site, churn, known_findings, mend, plant, read_site, write_site

from accesscheck import baselines
from accesscheck.audit import AuditOptions, check, load_rules
from accesscheck.baselines import Baseline
from accesscheck.gate import parse
from accesscheck.model.standing import Standing
from accesscheck.model.target import Target

ROOT = Path(__file__).parents[1] / "fixtures" / "site"
RULES = {rule.id: rule for rule in load_rules()}
GATE = parse("cantTell", RULES)
OPTIONS = AuditOptions(depth="quick", browser=False)
SITE = read_site(ROOT)
KNOWN = known_findings(ROOT / "known.yml")


def baseline(folder: Path, site: Site) -> Baseline:
    write_site(site, folder / "site")
    pages = check([Target(address=str(folder / "site"))], options=OPTIONS).pages
    return baselines.of_pages(pages, folder, depth="quick")


def stopped(folder: Path, site: Site, known: Baseline, moves: dict[str, str]) -> list[tuple[str, str]]:
    """The page and the rule of each finding that stops the release."""
    write_site(site, folder / "site")
    moved = baselines.after_moves(known, {f"site/{old}": f"site/{new}" for old, new in moves.items()})
    marker = baselines.Marker(moved, folder)
    pages = check([Target(address=str(folder / "site"))], options=OPTIONS).pages
    judged = [GATE.judged(marker.marked(page), RULES) for page in pages]
    return [
        (Path(page.address).relative_to(folder / "site").as_posix(), one.rule_id)
        for page in judged
        for one in page.findings
        if one.standing is Standing.STOPS
    ]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Baseline:
    return baseline(tmp_path_factory.mktemp("before"), SITE)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(50))
def test_exactly_the_planted_barrier_is_new(seed: int, known: Baseline, tmp_path: Path) -> None:
    chance = random.Random(seed)
    site, mended = mend(SITE, KNOWN, chance)
    site, planted = plant(site, chance, mended.page)
    site, moves = churn(site, chance)
    found = stopped(tmp_path, site, known, moves)
    assert found == [(moves.get(planted.page, planted.page), planted.rule)], mended


def test_a_release_without_a_new_barrier_passes(known: Baseline, tmp_path: Path) -> None:
    site, moves = churn(SITE, random.Random(1000))
    assert stopped(tmp_path, site, known, moves) == []
