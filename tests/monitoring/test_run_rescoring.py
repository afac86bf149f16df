"""An older year is scored again under newer rules, and each page as a fresh audit of the same document would."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import yearly
from made_once import made_once
from servers import Site

from accesscheck import audit
from accesscheck.audit import AuditOptions
from accesscheck.model.stored_run import State
from accesscheck.monitoring import snapshots
from accesscheck.monitoring.method import method_of
from accesscheck.store import open_store
from accesscheck.store.store import SqlStore

pytestmark = pytest.mark.slow

RULE = """
id: wording-own-card
kind: terms
ground: style
languages: [nl]
profiles: [web-page, vacancy, text]
impact: minor
verdict_on_match: cantTell
references: []
sources: []
status: preview
since: 0.3.0
texts:
""" + "".join(
    f"  {language}:\n    title: T\n    message: 'Welke kaart?'\n    fix: F\n    who: W\n    why: Y\n"
    for language in ("nl", "fr", "en", "de")
)
WORDS = """
rule: wording-own-card
language: nl
terms:
  - {phrase: kaart}
examples: {wrong: ['Neem je kaart mee.'], right: ['Neem je pas mee.']}
"""


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with 2024 and 2025, measured on the same site; one product was down in 2024."""

    def measure(folder: Path) -> None:
        with Site(yearly.site()) as site:
            products = {"W1": site.address("/"), "W2": "http://127.0.0.1:9/", "A1": {"kind": "mobile-app"}}
            yearly.write(folder, products, years=(2024, 2025))
            assert yearly.monitor(folder, "run", "2024").returncode == 3
            newer(folder)
            assert yearly.monitor(folder, "run", "2025").returncode == 3

    return made_once(tmp_path_factory, "rescoring", measure)


@pytest.fixture
def folder(measured: Path, tmp_path: Path) -> Path:
    """A copy of it, to change. The site is gone by now."""
    return shutil.copytree(measured, tmp_path / "years")


def newer(folder: Path) -> None:
    """A rule comes in."""
    (folder / "rules").mkdir()
    (folder / "rules" / "wording-own-card.yml").write_text(RULE, encoding="utf-8")
    (folder / "rules" / "wording-own-card.nl.yml").write_text(WORDS, encoding="utf-8")
    settings = (folder / "accesscheck.toml").read_text(encoding="utf-8")
    (folder / "accesscheck.toml").write_text('lexicon = "rules"\n' + settings, encoding="utf-8")


@contextmanager
def results(folder: Path) -> Iterator[SqlStore]:
    with closing(open_store(str(folder / "accesscheck.db"), make=False)) as store:
        yield store


def test_scored_again(folder: Path) -> None:
    with results(folder) as store:
        first, second = store.runs()
        before = {change.change for change in store.change_tallies("year-2025") if change.rule_id == "wording-own-card"}
    assert first.method != second.method
    assert before == {"first-tested"}
    done = yearly.monitor(folder, "rescore", "2024")
    assert done.returncode == 0, done.stderr
    options = AuditOptions(depth="quick", lexicon=str(folder / "rules"), strict=True)
    with results(folder) as store:
        key = f"year-2024@{second.run.rule_set_sha256[:8]}"
        again = next(one for one in store.runs() if one.run.id == key)
        assert (again.year, again.method, again.finished_at is None) == (2024, second.method, False)
        assert again.method == method_of(audit.new_run(options), options)
        assert f"{key}: " in done.stdout
        pages = list(store.pages(key, product="W1"))
        assert [one.target for one in pages] == [one.target for one in store.pages("year-2024", product="W1")]
        assert any(one.rule_id == "wording-own-card" for page in pages for one in page.findings)
        assert store.snapshots(key) == store.snapshots("year-2024")
        fresh = []
        for page in pages:
            kept = {kind: where for at, kind, where in store.snapshots(key) if at == page.address}
            document = snapshots.load(folder / "snapshots", kept["document"])
            assert document is not None
            fresh.append(replace(audit.audit_document(document, options), outline=page.outline))
        expected = audit.together(fresh, options)
        assert [replace(one, seconds=0.0) for one in pages] == [replace(one, seconds=0.0) for one in expected]
        assert {one.product: (one.state, one.reason) for one in store.states(key)} == {
            "W1": (State.DONE, None),
            "W2": (State.FAILED, "connection-refused"),
            "A1": (State.FAILED, "mobile-app"),
        }
        # The year after is compared with it now. The site stayed as it was; only its random page may be another.
        (tally,) = [one for one in store.product_tallies("year-2025") if one.pages]
        assert tally.compared_with == key
        changes = {(one.rule_id, one.change) for one in store.change_tallies("year-2025")}
        assert ("wording-own-card", "open") in changes
        assert not {change for _, change in changes} & {"new", "mended", "page-gone"}


def test_again_and_again(folder: Path) -> None:
    first = yearly.monitor(folder, "rescore", "2024")
    with results(folder) as store:
        key = store.runs()[-1].run.id
        before = yearly.contents(store, key)
    second = yearly.monitor(folder, "rescore", "2024")
    assert second.stdout == first.stdout
    with results(folder) as store:
        assert yearly.contents(store, key) == before
        assert len(store.runs()) == 3


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        pytest.param(lambda path: path.unlink(), "because no snapshot of them is kept: 1.", id="gone"),
        pytest.param(lambda path: path.write_bytes(b"x"), "because their snapshots are damaged: 1.", id="bad"),
    ],
)
def test_a_snapshot_that_is_lost_is_told(folder: Path, damage: object, told: str) -> None:
    assert callable(damage)
    damage(sorted((folder / "snapshots" / "2024").rglob("*.json.gz"))[0])
    done = yearly.monitor(folder, "rescore", "2024")
    assert done.returncode == 3
    assert told in done.stdout
    with results(folder) as store:
        key = store.runs()[-1].run.id
        assert len(list(store.pages(key))) == len(list(store.pages("year-2024"))) - 1


def test_all_snapshots_gone(folder: Path) -> None:
    shutil.rmtree(folder / "snapshots" / "2024")
    assert yearly.monitor(folder, "rescore", "2024").returncode == 3
    with results(folder) as store:
        key = store.runs()[-1].run.id
        assert {one.product: one.reason for one in store.states(key)}["W1"] == "snapshots-gone"


@pytest.mark.parametrize(
    ("year", "told"),
    [
        pytest.param("2025", "was measured by the rules of today", id="the same rules"),
        pytest.param("2023", "2023 was not measured", id="not measured"),
    ],
)
def test_mistakes(folder: Path, year: str, told: str) -> None:
    done = yearly.monitor(folder, "rescore", year)
    assert done.returncode == 2
    assert told in done.stderr


@pytest.mark.parametrize(
    ("options", "name", "method"),
    [
        pytest.param(AuditOptions(depth="thorough"), "", "rules 0123abcd, thorough, definitions 1", id="as usual"),
        pytest.param(AuditOptions(), "2026", "2026", id="named"),
    ],
)
def test_method(options: AuditOptions, name: str, method: str) -> None:
    run = replace(audit.new_run(options), rule_set_sha256="0123abcd" + 56 * "0")
    assert method_of(run, options, name=name) == method


def test_a_setting_that_changes_results_changes_the_method() -> None:
    run = audit.new_run(AuditOptions())
    options = [
        AuditOptions(),
        AuditOptions(without=("level-*",)),
        AuditOptions(country="NL"),
        AuditOptions(browser=False),
        AuditOptions(text_language="nl"),
        AuditOptions(depth="quick"),
    ]
    assert len({method_of(run, one) for one in options}) == len(options)
    assert method_of(run, AuditOptions(timeout=60.0, picture=True)) == method_of(run, AuditOptions())
