"""The reports of a year as files: all there, linked, accessible by our own rules, and true for the odd cases."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from small_government import SmallGovernment, build

from accesscheck import audit
from accesscheck.errors import OptionError
from accesscheck.model.finding import Outcome
from accesscheck.model.rule import LANGUAGES, Rule
from accesscheck.monitoring.inventory import Records
from accesscheck.monitoring.reports import pdf_check, publishing
from accesscheck.monitoring.reports.letter import Sender
from accesscheck.monitoring.reports.publishing import Publication, Source

SENDER = Sender(
    name="Dienst Toegankelijkheid",
    address=("Pleinstraat 1", "1000 Brussel"),
    place="Brussel",
    email="dienst@voorbeeld.example",
    online="https://rapporten.example",
)


@pytest.fixture(scope="module")
def rules() -> dict[str, Rule]:
    """Every rule, by id."""
    return {one.id: one for one in audit.load_rules()}


@pytest.fixture(scope="module")
def government(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Source, SmallGovernment]]:
    """A small government, and where it is read from."""
    address = str(tmp_path_factory.mktemp("store") / "results.db")
    made = build(address)
    yield source_of(made, address), made
    made.store.close()


def source_of(made: SmallGovernment, address: str) -> Source:
    return Source(store=address, inventory=made.inventory, year=2026, plans=made.plans, targets=made.targets)


def publication(folder: Path, **others: object) -> Publication:
    made = Publication(folder=folder, on=date(2026, 12, 1), deadline=date(2027, 2, 1), sender=SENDER)
    return replace(made, **others)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def written(
    government: tuple[Source, SmallGovernment], rules: dict[str, Rule], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """All reports in Dutch and French, without PDF."""
    folder = tmp_path_factory.mktemp("reports")
    formats = ("html", "docx", "xlsx", "data")
    first = publishing.publish(government[0], rules, publication(folder, languages=("nl", "fr"), formats=formats))
    assert first == folder / "index.html"
    return folder


def test_every_body_has_its_letter_and_report(written: Path) -> None:
    for language in ("nl", "fr"):
        for body in ("ovo1", "ovo2", "ovo3", "ovo6"):
            found = {path.name for path in (written / language / "bodies" / body).iterdir() if "--" not in path.name}
            assert found >= {"index.html", "letter.html", "letter.docx", "figures.xlsx"}


def test_every_link_between_pages_leads_somewhere(written: Path) -> None:
    broken = []
    for page in written.rglob("*.html"):
        tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
        for link in tree.css("a[href]"):
            target = link.attributes["href"] or ""
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = target.partition("#")
            to = (page.parent / path).resolve() if path else page
            if not to.is_file():
                broken.append(f"{page.relative_to(written)} -> {target}")
            elif anchor and to.suffix == ".html":
                ids = LexborHTMLParser(to.read_text(encoding="utf-8")).css(f'[id="{anchor}"]')
                if not ids:
                    broken.append(f"{page.relative_to(written)} -> {target}: no such place")
    assert broken == []


def test_nothing_comes_from_the_network(written: Path) -> None:
    for page in written.rglob("*.html"):
        tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
        assert not tree.css("script, link[rel=stylesheet], iframe")
        assert not [one for one in tree.css("[src]") if re.match(r"(https?:)?//", one.attributes["src"] or "")]


@pytest.mark.slow
def test_pdf_files_are_tagged(
    government: tuple[Source, SmallGovernment], rules: dict[str, Rule], tmp_path: Path
) -> None:
    """Of a body with figures, and one without products."""
    publishing.publish(government[0], rules, publication(tmp_path, bodies=("OVO1", "OVO3"), formats=("pdf",)))
    found = {str(path.relative_to(tmp_path)): pdf_check.problems(path.read_bytes()) for path in tmp_path.rglob("*.pdf")}
    assert sorted(found) == [
        f"nl/bodies/{body}/{name}.pdf" for body in ("ovo1", "ovo3") for name in ("letter", "report")
    ]
    assert {path: told for path, told in found.items() if told} == {}


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "width"),
    [
        ("index.html", 1280),
        ("domains/werk/index.html", 320),
        ("bodies/ovo1/index.html", 320),
        ("bodies/ovo6/letter.html", 320),
    ],
)
def test_pages_pass_our_own_thorough_check(written: Path, path: str, width: int) -> None:
    options = audit.AuditOptions(depth="thorough", width=width, country="BE")
    (page,) = audit.check([str(written / "nl" / path)], options=options).pages
    failed = {found.rule_id: found.location for found in page.findings if found.outcome is Outcome.FAILED}
    assert failed == {}
    assert any(one.outcome is Outcome.PASSED for one in page.results)


def test_reports_of_some_bodies_alone(
    government: tuple[Source, SmallGovernment], rules: dict[str, Rule], tmp_path: Path
) -> None:
    first = publishing.publish(government[0], rules, publication(tmp_path, bodies=("OVO1",), formats=("html",)))
    assert first == tmp_path / "nl/bodies/ovo1/index.html"
    assert sorted(path.name for path in tmp_path.rglob("*.html") if "--" not in path.name) == [
        "index.html",
        "letter.html",
    ]
    with pytest.raises(OptionError, match="There is no body"):
        publishing.publish(government[0], rules, publication(tmp_path, bodies=("OVO9",)))


@pytest.mark.slow
def test_several_processes_write_the_same(
    government: tuple[Source, SmallGovernment], rules: dict[str, Rule], tmp_path: Path
) -> None:
    for name, workers in (("one", 1), ("two", 2)):
        publishing.publish(
            government[0],
            rules,
            publication(tmp_path / name, bodies=("OVO1", "OVO2"), formats=("html", "docx"), workers=workers),
        )
    one, two = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in files(tmp_path / name)}
        for name in ("one", "two")
    )
    assert one.keys() == two.keys()
    assert [str(path) for path in one if one[path] != two[path]] == []


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_government_of_one_body_without_products(
    government: tuple[Source, SmallGovernment], rules: dict[str, Rule], tmp_path: Path, language: str
) -> None:
    """Nothing was measured of it, so no report has a figure; all of them are there."""
    lonely = replace(government[0].inventory.entities[2], domain="")
    source = replace(government[0], inventory=Records(entities=(lonely,), products=()), plans={}, targets=())
    publishing.publish(source, rules, publication(tmp_path, languages=(language,), formats=("html", "data")))
    page = LexborHTMLParser((tmp_path / language / "index.html").read_text(encoding="utf-8"))
    main = page.css_first("main")
    assert main is not None
    assert main.css("h1")
    assert "%" not in main.text()
