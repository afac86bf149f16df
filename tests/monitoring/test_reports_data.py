"""Open data and workbooks say what is in the store, counted here from the pages themselves."""

import csv
import hashlib
import io
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from small_government import (
    FIELD,
    IMAGE,
    INVENTORY,
    LINK,
    NEW,
    NO_LANGUAGE,
    PLANS,
    RUNS,
    TARGETS,
    SmallGovernment,
    new_run,
)

from accesscheck import audit
from accesscheck.errors import InstallationError, OptionError
from accesscheck.model.entity import Entity
from accesscheck.model.product import Product
from accesscheck.model.report import PageResult
from accesscheck.model.rule import LANGUAGES, Rule
from accesscheck.model.stored_run import State
from accesscheck.monitoring import sheets
from accesscheck.monitoring.indicators import INDICATORS
from accesscheck.monitoring.inventory import Records
from accesscheck.monitoring.reports import codes, open_data, workbook
from accesscheck.monitoring.reports.dictionary import COLUMNS, SHEETS, TABLES
from accesscheck.monitoring.reports.gather import Year
from accesscheck.store import open_store

Rows = list[dict[str, str]]

OWNERS = {"OVO1": ("W1", "W2"), "OVO2": ("W3",), "OVO3": (), "OVO6": ("W4", "W5")}
"""The products of each body in 2026."""
BEFORE = {"OVO1": ("W1", "W2"), "OVO2": ("W3",), "OVO3": (), "OVO6": ("W4", "W5")}
"""Those that its figures of earlier years are about: the merger carried them."""


@pytest.fixture(scope="module")
def rules() -> Mapping[str, Rule]:
    return {rule.id: rule for rule in audit.load_rules()}


@pytest.fixture(scope="module")
def year(small_government: SmallGovernment) -> Year:
    return small_government.year(2026)


@pytest.fixture(scope="module")
def data(year: Year, rules: Mapping[str, Rule], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the data of 2026."""
    folder = tmp_path_factory.mktemp("data")
    write_data(year, rules, folder, licence=open_data.licence_of("CC-BY-4.0"))
    return folder


@pytest.fixture(scope="module")
def books(year: Year, rules: Mapping[str, Rule]) -> Mapping[str, bytes]:
    """The workbook of the government in each language."""
    return {language: book_of_year(year, rules, language) for language in LANGUAGES}


def put(into: open_data.OpenData | workbook.Workbook, year: Year) -> None:
    """All groups and bodies of a year, as publishing does."""
    for facts in (year.government(), *map(year.domain, year.domains)):
        into.add_group(facts)
    for body in year.entities:
        into.add(year.entity(body.key, pages=False))


def write_data(
    year: Year, rules: Mapping[str, Rule], folder: Path, *, licence: open_data.Licence | None = None
) -> None:
    with open_data.OpenData(folder, year.about, rules, licence=licence) as data:
        put(data, year)


def book_of_year(year: Year, rules: Mapping[str, Rule], language: str) -> bytes:
    book = workbook.Workbook(year.about, rules, language, name="All bodies")
    put(book, year)
    return book.finished()


def rows_of(folder: Path, table: str) -> Rows:
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def failures(pages: Iterable[PageResult]) -> int:
    return sum(finding.outcome == "failed" for page in pages for finding in page.findings)


def fails_wcag(page: PageResult, rules: Mapping[str, Rule]) -> bool:
    """Whether a criterion of level A or AA failed, by the references of its rules."""
    found = {finding.rule_id for finding in page.findings if finding.outcome == "failed"}
    clauses = [reference for rule in found for reference in rules[rule].references if reference.standard == "wcag22"]
    # Of the planted barriers, the reading level alone is about a criterion of level AAA.
    return any(reference.clause != "3.1.5" for reference in clauses)


def mean_of(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None


def per_page(pages: Mapping[str, tuple[PageResult, ...]], keys: Iterable[str]) -> float | None:
    return mean_of([failures(pages[key]) / len(pages[key]) for key in keys if pages.get(key)])


def number(text: str) -> float | None:
    return float(text) if text else None


# The dictionary


def test_every_column_has_a_meaning_and_every_meaning_a_column() -> None:
    used = {name for table in TABLES.values() for name in table.columns} | {n for one in SHEETS.values() for n in one}
    assert used == set(COLUMNS)
    assert all(column.title and column.meaning.endswith(".") for column in COLUMNS.values())
    assert set(SHEETS) <= set(TABLES)
    for table in TABLES.values():
        assert len(set(table.columns)) == len(table.columns)
        assert set(table.key) <= set(table.columns)


def test_every_number_has_a_unit() -> None:
    assert [one.name for one in COLUMNS.values() if one.minimum is not None and not one.unit] == []


def test_the_titles_of_a_sheet_differ_in_each_language() -> None:
    from accesscheck.messages import say

    for language in LANGUAGES:
        for names in SHEETS.values():
            titles = [say(language, COLUMNS[name].title).casefold() for name in names]
            assert len(set(titles)) == len(titles), (language, Counter(titles).most_common(1))


def test_the_dictionary_explains_each_column(data: Path) -> None:
    told = {(one["table"], one["column"]): one for one in rows_of(data, "dictionary")}
    assert list(told) == [(table.name, name) for table in TABLES.values() for name in table.columns]
    assert told["bodies", "reached"]["maximum"] == "1"
    assert all(one[f"meaning_{language}"] for one in told.values() for language in LANGUAGES)


# The tables


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_what_the_dictionary_says(data: Path, name: str) -> None:
    table, found = TABLES[name], rows_of(data, name)
    assert found, "the small government has something for each table"
    assert tuple(found[0]) == table.columns
    keys = [tuple(row[column] for column in table.key) for row in found]
    assert len(set(keys)) == len(keys)
    forms = {"whole": r"\d+", "year": r"\d{4}", "day": r"\d{4}-\d\d-\d\d", "flag": "true|false"}
    for row in found:
        for column, text in row.items():
            kind = COLUMNS[column].kind
            if not text:
                continue
            assert re.fullmatch(forms.get(kind, r".*"), text), (column, text)
            if kind in ("number", "figure", "share"):
                assert 0 <= float(text) <= (1 if kind == "share" else 1e9)


def test_the_files_are_as_rfc_4180_asks(data: Path) -> None:
    for table in TABLES:
        content = (data / f"{table}.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.count(b"\r\n") == content.count(b"\n")
        assert content.endswith(b"\r\n")


def test_every_code_is_explained(data: Path) -> None:
    known = defaultdict(set)
    for row in rows_of(data, "codes"):
        known[row["column"]].add(row["code"])
        assert all(row[language] for language in LANGUAGES)
    for table in TABLES.values():
        for row in rows_of(data, table.name):
            for name in table.columns:
                if COLUMNS[name].kind in ("code", "codes") and row[name]:
                    listed = known["criterion" if name == "criteria" else name]
                    # Rules are also about criteria of level AAA, which the figures leave out.
                    assert {one for one in row[name].split() if COLUMNS[name].kind == "codes"} - {"3.1.5"} <= listed
                    if COLUMNS[name].kind == "code":
                        assert row[name] in listed


@pytest.mark.parametrize("body", OWNERS)
def test_the_figures_of_a_body_are_those_of_its_pages(
    data: Path, small_government: SmallGovernment, rules: Mapping[str, Rule], body: str
) -> None:
    now, last = small_government.pages["year-2026"], small_government.pages["year-2025"]
    found = {row["indicator"]: row for row in rows_of(data, "bodies") if row["body"] == body}
    assert set(found) == {one.key for one in INDICATORS}
    row = found["failures-per-page"]
    for column, pages, keys in (("value", now, OWNERS[body]), ("last_year_value", last, BEFORE[body])):
        expected = per_page(pages, keys)
        assert number(row[column]) == (None if expected is None else pytest.approx(expected, abs=1e-6))
    without = mean_of(
        [sum(not fails_wcag(page, rules) for page in now[key]) / len(now[key]) for key in OWNERS[body] if now[key]]
    )
    value = number(found["pages-without-failures"]["value"])
    assert value == (None if without is None else pytest.approx(without, abs=1e-6))
    assert found["failures-per-page"]["products_counted"] == str(sum(bool(now[key]) for key in OWNERS[body]))


def test_targets_are_those_of_the_level_of_a_body(data: Path) -> None:
    found = {row["body"]: row for row in rows_of(data, "bodies") if row["indicator"] == "criteria-without-failures"}
    assert {key: row["target"] for key, row in found.items()} == {
        "OVO1": "0.8",
        "OVO2": "0.8",
        "OVO3": "0.6",
        "OVO6": "0.8",
    }
    assert {row["end_year"] for row in found.values()} == {"2030"}
    assert found["OVO3"]["standing"] == "not measured"
    assert found["OVO2"]["standing"] == "met"


def test_products_are_counted(data: Path, small_government: SmallGovernment) -> None:
    pages = small_government.pages["year-2026"]
    found = {row["product"]: row for row in rows_of(data, "products")}
    assert {key: row["body"] for key, row in found.items()} == {
        product: body for body, products in OWNERS.items() for product in products
    }
    for key, row in found.items():
        assert int(row["pages"]) == int(row["pages_read"]) == len(pages[key])
        assert int(row["failures"]) == failures(pages[key])
        assert row["choice"] == ("by-hand" if key == "W2" else "drawn")
    assert (found["W5"]["state"], found["W5"]["reason"]) == ("failed", "unreachable")
    assert [row["product"] for row in rows_of(data, "product_figures") if row["product"] == "W5"] == []


def test_barriers_are_counted_with_what_became_of_them(data: Path, small_government: SmallGovernment) -> None:
    pages = small_government.pages["year-2026"]
    found = {(row["body"], row["rule"]): row for row in rows_of(data, "barriers")}
    for (body, rule), row in found.items():
        mine = [page for key in OWNERS[body] for page in pages[key]]
        outcomes = [one.outcome for page in mine for one in page.findings if one.rule_id == rule]
        assert (int(row["failures"]), int(row["doubts"])) == (outcomes.count("failed"), outcomes.count("cantTell"))
    changes = ("new", "open", "mended", "page_gone", "not_tested", "first_tested")
    told = {key: tuple(int(row[name]) for name in changes) for key, row in found.items()}
    assert told["OVO1", LINK] == (0, 0, 1, 0, 0, 0)
    assert told["OVO1", FIELD] == (1, 0, 1, 0, 0, 0), "new on the home page, mended on the contact page"
    assert told["OVO1", IMAGE] == (0, 1, 0, 1, 0, 1), "the page with news is gone, the map was never tested"
    assert told["OVO2", NO_LANGUAGE] == (0, 0, 1, 0, 0, 0)
    assert told["OVO6", FIELD] == (0, 0, 1, 0, 0, 0), "the merger carried the history of W4"
    assert told["OVO6", LINK] == (0, 0, 0, 0, 1, 0), "a site that is down has mended nothing"
    assert not [row for row in found.values() if row["body"] == "OVO3"]


def test_criteria_are_counted(data: Path, small_government: SmallGovernment) -> None:
    pages = small_government.pages["year-2026"]
    row = next(row for row in rows_of(data, "criteria") if (row["body"], row["criterion"]) == ("OVO1", "1.1.1"))
    mine = [page for key in OWNERS["OVO1"] for page in pages[key]]
    with_image = sum(any(one.rule_id == IMAGE for one in page.findings) for page in mine)
    assert (row["wcag_level"], int(row["pages_failed"]), int(row["pages_tested"])) == ("A", with_image, len(mine))
    parts = ("pages_failed", "pages_to_judge", "pages_passed", "pages_inapplicable")
    for one in rows_of(data, "criteria"):
        assert sum(int(one[name]) for name in parts) == int(one["pages_tested"])
        assert int(one["products_failing"]) <= int(one["products_judged"])


def test_reading_levels_are_counted(data: Path, small_government: SmallGovernment) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    for key, pages in small_government.pages["year-2026"].items():
        for page in pages:
            expected.update((key, str(one.measured["level"])) for one in page.results if "level" in one.measured)
    found = {(row["product"], row["reading_level"]): int(row["texts"]) for row in rows_of(data, "levels")}
    assert found == dict(expected)


def test_the_series_has_its_break_and_the_year_scored_again(data: Path, small_government: SmallGovernment) -> None:
    found = {
        int(row["year"]): row
        for row in rows_of(data, "series")
        if (row["scope"], row["key"], row["indicator"]) == ("body", "OVO1", "failures-per-page")
    }
    assert [found[when]["break"] for when in (2024, 2025, 2026)] == ["false", "true", "false"]
    for column, run_id in (("value", "year-2024"), ("rescored_value", "year-2024@new")):
        expected = per_page(small_government.pages[run_id], BEFORE["OVO1"])
        assert number(found[2024][column]) == pytest.approx(expected, abs=1e-6)
    assert found[2024]["value"] != found[2024]["rescored_value"], "the old rules did not see images"
    assert {when: row["method"] for when, row in found.items()} == {
        when: method for run_id, (when, method) in RUNS.items() if "@" not in run_id
    }


def test_groups_are_means_over_products(data: Path, small_government: SmallGovernment) -> None:
    pages = small_government.pages["year-2026"]
    found = {
        (row["scope"], row["key"]): number(row["value"])
        for row in rows_of(data, "groups")
        if row["indicator"] == "failures-per-page"
    }
    assert found == {
        ("government", ""): pytest.approx(per_page(pages, pages), abs=1e-6),
        ("domain", "Omgeving"): pytest.approx(per_page(pages, ["W3"]), abs=1e-6),
        ("domain", "Werk"): pytest.approx(per_page(pages, ["W1", "W2", "W4", "W5"]), abs=1e-6),
    }


def test_the_json_says_the_same(data: Path) -> None:
    told = json.loads((data / open_data.GOVERNMENT).read_text(encoding="utf-8"))
    groups = {("government", ""): told["government"], **{("domain", one["key"]): one for one in told["domains"]}}
    for row in rows_of(data, "groups"):
        group = groups[row["scope"], row["key"]]
        figure = next(one for one in group["figures"] if one["indicator"] == row["indicator"])
        assert figure["value"] == number(row["value"])
    assert told["about"]["method"] == NEW
    summed = Counter()
    for row in rows_of(data, "barriers"):
        summed[row["rule"]] += int(row["failures"])
    assert {one["rule"]: one["failures"] for one in told["government"]["barriers"]} == dict(summed)
    assert told["government"]["monitored"]["not_measured"] == {"unreachable": 1}


# The package


def test_the_package_describes_each_file(data: Path) -> None:
    package = json.loads((data / open_data.PACKAGE).read_text(encoding="utf-8"))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert (package["method"], package["accesscheck_version"], package["axe_version"]) == (NEW, "0.1.0", "4.10.2")
    assert [one["name"] for one in package["licenses"]] == ["CC-BY-4.0"]
    named = {one["path"] for one in package["resources"]}
    assert named | {open_data.PACKAGE} == {path.name for path in data.iterdir()}
    for resource in package["resources"]:
        content = (data / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        if resource["name"] in TABLES:
            fields = [field["name"] for field in resource["schema"]["fields"]]
            assert fields == list(TABLES[resource["name"]].columns)


def test_no_licence_is_chosen_for_a_government(year: Year, rules: Mapping[str, Rule], tmp_path: Path) -> None:
    write_data(year, rules, tmp_path)
    assert "licenses" not in json.loads((tmp_path / open_data.PACKAGE).read_text(encoding="utf-8"))


def test_an_unknown_licence_is_told() -> None:
    with pytest.raises(OptionError, match=re.escape("Use one of: CC0-1.0")):
        open_data.licence_of("MIT")


def test_the_same_facts_give_the_same_bytes(
    data: Path, small_government: SmallGovernment, rules: Mapping[str, Rule], tmp_path: Path
) -> None:
    again = small_government.year(2026)
    write_data(again, rules, tmp_path, licence=open_data.licence_of("CC-BY-4.0"))
    for path in data.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()
    facts = again.entity("OVO1")
    assert workbook.of_body(facts, rules, "nl") == workbook.of_body(facts, rules, "nl")


def test_a_folder_that_cannot_be_written_is_told(year: Year, rules: Mapping[str, Rule], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(OptionError, match="cannot be written"):
        write_data(year, rules, tmp_path / "file")


# Workbooks


def sheet_rows(sheet: Any) -> Rows:
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_is_tidy(books: Mapping[str, bytes], language: str) -> None:
    book = opened(books[language])
    assert len(book.sheetnames) == len(SHEETS) + 2
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
        top = 2 if sheet is book.worksheets[0] else 1
        assert sheet.freeze_panes == f"A{top + 1}"
        (table,) = sheet.tables.values()
        assert table.ref == f"A{top}:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
        assert table.autoFilter is not None
        rows = list(sheet.iter_rows())
        assert all(any(cell.value is not None for cell in row) for row in rows), "no empty row"
        assert all(cell.data_type != "f" and cell.hyperlink is None for row in rows for cell in row)
        header = [cell.value for cell in rows[top - 1]]
        assert all(header)
        assert len(set(header)) == len(header)
    first = book.worksheets[0]
    assert "2026" in first["A1"].value
    assert book.properties.title == first["A1"].value
    assert not book.properties.creator
    assert not book.properties.lastModifiedBy
    assert {one.name: one.value for one in book.custom_doc_props.props} == {"Language": language}


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_has_the_rows_of_the_open_data(data: Path, books: Mapping[str, bytes], name: str) -> None:
    book = opened(books["en"])
    sheet = book[TABLES[name].title[:31]]
    expected = rows_of(data, name)
    assert [cell.value for cell in sheet[1]] == [COLUMNS[column].title for column in SHEETS[name]]
    assert sheet.max_row == len(expected) + 1
    for cells, row in zip(sheet.iter_rows(min_row=2), expected, strict=True):
        for column, cell in zip(SHEETS[name], cells, strict=True):
            if COLUMNS[column].kind in ("whole", "figure", "share", "year", "number"):
                assert cell.value == number(row[column])
            elif COLUMNS[column].kind == "code" and column not in ("rule", "criterion") and row[column]:
                assert cell.value == codes.word(column, row[column], "en", {})


@pytest.mark.parametrize(("language", "share"), [("en", "0%"), ("nl", "0 %"), ("fr", "0 %"), ("de", "0 %")])
def test_numbers_have_the_form_of_their_unit(books: Mapping[str, bytes], language: str, share: str) -> None:
    sheet = opened(books[language]).worksheets[2]
    value = SHEETS["bodies"].index("value")
    forms = [row[value].number_format for row in sheet.iter_rows(min_row=2, max_row=7)]
    assert forms == [share, share, "0.0", share, share, share]


def test_the_dictionary_of_a_workbook_names_the_columns_of_the_data(books: Mapping[str, bytes]) -> None:
    sheet = opened(books["fr"]).worksheets[-1]
    names = [row[-1] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert names == [name for table in SHEETS.values() for name in table]


def test_the_workbook_of_a_body_has_its_own_rows_alone(year: Year, rules: Mapping[str, Rule]) -> None:
    book = opened(workbook.of_body(year.entity("OVO6"), rules, "nl"))
    assert len(book.sheetnames) == len(SHEETS) + 1, "no sheet of the government"
    text = "\n".join(str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    assert "Leren en Werken" in text
    assert "Website van het Jobcentrum" in text
    assert not re.search(r"OVO[1-5]|Agentschap", text)


def test_a_missing_package_is_told(year: Year, rules: Mapping[str, Rule], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(InstallationError, match=re.escape("pip install accesscheck[monitor]")):
        workbook.of_body(year.entity("OVO1"), rules, "nl")


# At the edges


def year_of(path: Path, inventory: Records, pages: Mapping[str, tuple[PageResult, ...]], *, down: str = "") -> Year:
    """The facts of 2026 of a government with such pages by product."""
    store = open_store(str(path / "results.db"))
    store.begin(new_run("year-2026", 2026, NEW), year=2026, method=NEW, rules=audit.load_rules())
    store.plan("year-2026", [*pages, *([down] if down else [])])
    for key, found in pages.items():
        for page in found:
            store.add("year-2026", page, product=key)
        store.put_state("year-2026", key, State.DONE)
    if down:
        store.put_state("year-2026", down, State.FAILED, reason="timeout")
    store.finish("year-2026", at=datetime(2026, 3, 31, tzinfo=UTC))
    return Year(store, inventory, 2026, targets=TARGETS)


def one_body(name: str = "Stad", **product: Any) -> Records:
    kept = {"kind": "website", "addresses": ("https://www.stad.example/",), "names": {"nl": name}, **product}
    return Records(
        entities=(Entity(key="B", names={"nl": name}, level="local", domain=name),),
        products=(Product(key="P", entity="B", **kept),),
    )


def checked(year: Year, rules: Mapping[str, Rule], folder: Path) -> Path:
    """The data of a year that has its workbooks too: each can be read again."""
    write_data(year, rules, folder)
    book = opened(book_of_year(year, rules, "nl"))
    assert len(book.sheetnames) == len(SHEETS) + 2
    for body in year.entities:
        opened(workbook.of_body(year.entity(body.key), rules, "nl"))
    year.store.close()
    return folder


def test_a_year_without_pages_and_bodies(rules: Mapping[str, Rule], tmp_path: Path) -> None:
    folder = checked(year_of(tmp_path, Records(), {}), rules, tmp_path / "data")
    assert rows_of(folder, "bodies") == rows_of(folder, "products") == []
    assert {row["value"] for row in rows_of(folder, "groups")} == {""}


def test_a_body_whose_product_was_down_all_year(rules: Mapping[str, Rule], tmp_path: Path) -> None:
    folder = checked(year_of(tmp_path, one_body(), {}, down="P"), rules, tmp_path / "data")
    (row,) = rows_of(folder, "products")
    assert (row["state"], row["reason"], row["pages_read"]) == ("failed", "timeout", "0")
    assert {one["value"] for one in rows_of(folder, "bodies")} == {""}
    assert {one["standing"] for one in rows_of(folder, "bodies")} == {"not measured", ""}


def test_a_product_that_was_not_in_the_plan(rules: Mapping[str, Rule], tmp_path: Path) -> None:
    folder = checked(year_of(tmp_path, one_body(), {}), rules, tmp_path / "data")
    (row,) = rows_of(folder, "products")
    assert (row["state"], row["pages"]) == ("", "")


def test_the_address_of_an_intranet_stays_inside(rules: Mapping[str, Rule], tmp_path: Path) -> None:
    folder = checked(year_of(tmp_path, one_body(kind="intranet"), {}), rules, tmp_path / "data")
    assert "stad.example" not in "".join(path.read_text(encoding="utf-8-sig") for path in folder.iterdir())


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("=cmd|' /C calc'!A0", id="formula"),
        pytest.param("+1+1", id="plus"),
        pytest.param("-2", id="minus"),
        pytest.param("@SUM(A1)", id="at"),
        pytest.param("  =1", id="after spaces"),
        pytest.param("；=1;=2", id="after a delimiter"),
        pytest.param("{=1}", id="formula of an array"),
        pytest.param("https://evil.example/", id="link"),
        pytest.param('a"b,c;d\te', id="signs of CSV"),
        pytest.param("one\r\ntwo", id="lines"),
        pytest.param("</t><script>x</script>&amp;", id="markup"),
        pytest.param("a\x00b\x1b\ud800", id="no text"),
        pytest.param("_x0041_", id="escape of Excel"),
        pytest.param("é😀" * 20_000, id="longer than a cell"),
    ],
)
def test_a_name_is_data_whatever_it_is(rules: Mapping[str, Rule], tmp_path: Path, name: str) -> None:
    inventory = one_body(name, planned=date(2027, 3, 31))
    page = audit.check_html('<html lang="nl"><title>t</title><img src=a>', "https://www.stad.example/")
    store = year_of(tmp_path, inventory, {"P": (page,)})
    book = opened(workbook.of_body(store.entity("B"), rules, "nl"))
    folder = checked(store, rules, tmp_path / "data")
    kept = re.sub(r"[\ud800-\udfff]", "?", name)
    for table in ("bodies", "products"):
        found = rows_of(folder, table)[0]["name_nl"]
        assert sheets.unshielded(found) == kept
        assert not re.match(r"""[\s"']*[=+\-@]""", found) or found.startswith("'")
    names = sheet_rows(book.worksheets[1])[0].values()
    units = sheets.clean(name).encode("utf-16-le")[: 2 * workbook.LONGEST]
    assert units.decode("utf-16-le", "ignore") in names
    assert all(
        cell.data_type != "f" and cell.hyperlink is None
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
    )
    told = json.loads((folder / open_data.GOVERNMENT).read_text(encoding="utf-8"))
    assert [one["key"] for one in told["domains"]] == [kept]


def test_many_bodies_are_written_one_by_one(year: Year, rules: Mapping[str, Rule], tmp_path: Path) -> None:
    facts = year.entity("OVO1")
    with open_data.OpenData(tmp_path, year.about, rules) as data:
        for count in range(300):
            data.add(replace(facts, entity=replace(facts.entity, key=f"OVO{count}")))
    assert len(rows_of(tmp_path, "bodies")) == 300 * len(INDICATORS)


def test_what_breaks_off_is_not_described(year: Year, rules: Mapping[str, Rule], tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), open_data.OpenData(tmp_path, year.about, rules):
        raise KeyboardInterrupt
    assert not (tmp_path / open_data.PACKAGE).exists()


def test_the_small_government_is_as_it_says(small_government: SmallGovernment) -> None:
    assert small_government.inventory is INVENTORY
    assert set(PLANS) == {2024, 2025, 2026}
    assert [one.run.id for one in small_government.store.runs()] == list(RUNS)
    found = {
        finding.rule_id
        for pages in small_government.pages["year-2024"].values()
        for page in pages
        for finding in page.findings
    }
    assert {LINK, FIELD, NO_LANGUAGE} <= found
    assert IMAGE not in found
