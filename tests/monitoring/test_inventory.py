"""The inventory: files that people keep, all that may be wrong in them, and what an import changes."""

import csv
import datetime
import io
import json
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import get_args

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accesscheck import standards
from accesscheck.cli import FINDINGS, FINE, MISTAKE
from accesscheck.cli.app import run
from accesscheck.errors import InstallationError, OptionError
from accesscheck.model.entity import NAME_LANGUAGES, Cluster, Entity, Level
from accesscheck.model.product import AudienceClass, Exemption, ExemptionKind, Kind, Product, Status
from accesscheck.model.rule import LANGUAGES
from accesscheck.monitoring import changes, columns, consistency, intake, inventory, rows, sheets
from accesscheck.monitoring.inventory import Records

DOCS = Path(__file__).parents[2] / "docs" / "monitoring.md"

ENTITIES = """\
OVO-code;Naam;Nom;Beleidsdomein;Niveau;Diensten;E-mail;Hoort bij;Geldig van;Geldig tot;Opvolger
OVO1;Stad Élève;Ville d’Élève;Omgeving;lokaal;gezondheid|onderwijs;web@eleve.be;;2020;;
OVO2;Agentschap Een;;Werk;gewest of gemeenschap;vervoer;;OVO3;;2024;OVO3
OVO3;Agentschap Twee;;Werk;regional;;;;2025;;
"""
PRODUCTS = """\
sleutel,entiteit,soort,adres,naam,toestand,herstel gepland,uitzondering,uitzondering tot,publiek
W1,OVO1,website,https://www.eleve.be,Stad Élève,online,31/03/2027,onlinekaart,,12000
W2,OVO3,webtoepassing,https://app.twee.be|https://oud.twee.be,App,loopt af,,,,groot
"""


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.chdir(tmp_path)


def body(key: str = "B", **fields: object) -> Entity:
    return Entity(**{"key": key, "names": {"en": "Body"}, **fields})  # type: ignore[arg-type]


def product(key: str = "P", entity: str = "B", **fields: object) -> Product:
    wanted = {"kind": "website", "names": {"en": "Site"}, "addresses": ("https://www.example.be",), **fields}
    return Product(key=key, entity=entity, **wanted)  # type: ignore[arg-type]


def write(name: str, content: str | bytes) -> Path:
    path = Path(name)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(*paths: Path) -> Records:
    """What files hold. They must be in order."""
    found = intake.read(paths)
    assert problems(found) == []
    return Records(entities=tuple(one.row for one in found.entities), products=tuple(one.row for one in found.products))


def problems(found: intake.Intake) -> list[tuple[int, str, str]]:
    """Line, column and sentence of each problem of an import into an empty inventory."""
    between = consistency.problems(found.entities, found.products, complete=found.complete)
    told = [(one.place.line, one.column, one.sentence("en")) for one in (*found.problems, *between)]
    return sorted(told)


# The words


@pytest.mark.parametrize(
    ("group", "keys"),
    [
        ("levels", get_args(Level)),
        ("clusters", get_args(Cluster)),
        ("exemptions", get_args(ExemptionKind)),
        ("kinds", get_args(Kind)),
        ("statuses", get_args(Status)),
        ("audiences", get_args(AudienceClass)),
    ],
)
def test_words_are_those_of_the_model_and_are_read_in_each_language(
    group: columns.Group, keys: tuple[str, ...]
) -> None:
    assert columns.allowed(group) == keys
    for key in keys:
        assert columns.word(group, key.upper()) == key
        for language in LANGUAGES:
            assert columns.word(group, columns.title(group, key, language)) == key


@pytest.mark.parametrize("table", get_args(columns.Table))
def test_a_name_of_a_column_means_one_column(table: columns.Table) -> None:
    meant: dict[str, str] = {}
    for column, names in standards.inventory_words()[table].items():
        for name in (column, *(name for language in LANGUAGES for name in names[language])):
            assert meant.setdefault(columns.even(name), column) == column
            assert columns.column(table, name) == column


@pytest.mark.parametrize("table", get_args(columns.Table))
def test_every_name_of_a_column_is_in_the_docs(table: columns.Table) -> None:
    text = (DOCS.with_name("monitoring-data.md") if table == "targets" else DOCS).read_text(encoding="utf-8")
    for column, names in standards.inventory_words()[table].items():
        cells = (", ".join(names[language]) for language in LANGUAGES)
        assert f"| `{column}` | {' | '.join(cells)} |" in text


@pytest.mark.parametrize(
    ("header", "column"),
    [
        pytest.param("Geldig_vanaf", "valid_from", id="underscore"),
        pytest.param("GULTIG AB", "valid_from", id="capitals and no umlaut"),
        pytest.param("valable jusqu'à", "valid_to", id="straight apostrophe"),
        pytest.param("exemption 2 until", "exemption_until_2", id="number inside"),
        pytest.param("uitzondering reden 12", "exemption_reason_12", id="number after"),
        pytest.param("exemption_1", "exemption", id="first"),
        pytest.param("owner 2", None, id="there is one owner"),
        pytest.param("colour", None, id="unknown"),
    ],
)
def test_headers_are_read_as_people_write_them(header: str, column: str | None) -> None:
    assert columns.column("products", header) == column


# Reading


def test_files_of_people_become_bodies_and_products() -> None:
    found = read(write("e.csv", ENTITIES), write("p.csv", PRODUCTS))
    assert found.entities[0] == Entity(
        key="OVO1",
        names={"nl": "Stad Élève", "fr": "Ville d’Élève"},
        level="local",
        domain="Omgeving",
        clusters=("health", "education"),
        contact_email="web@eleve.be",
        valid_from=2020,
    )
    assert found.entities[1].successors == ("OVO3",)
    assert found.products[0] == Product(
        key="W1",
        entity="OVO1",
        kind="website",
        addresses=("https://www.eleve.be",),
        names={"nl": "Stad Élève"},
        audience=12000,
        planned=date(2027, 3, 31),
        exemptions=(Exemption(kind="maps"),),
    )
    assert (found.products[1].status, found.products[1].audience) == ("ending", "large")
    assert found.products[1].addresses == ("https://app.twee.be", "https://oud.twee.be")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"key,name\nB1,Body\n", id="comma"),
        pytest.param(b"key;name\nB1;Body\n", id="semicolon"),
        pytest.param(b"key\tname\nB1\tBody\n", id="tab"),
        pytest.param(b"sep=;\r\nkey;name\r\nB1;Body\r\n", id="sep of Excel"),
        pytest.param(b"\xef\xbb\xbfkey;name\r\nB1;Body\r\n", id="byte order mark"),
        pytest.param("key\tname\nB1\tBody\n".encode("utf-16"), id="Unicode text of Excel"),
        pytest.param(b'"key","name"\n\n" B1 ","Body\n"\n,\n', id="blank lines and space"),
        pytest.param(b"key;name;;\nB1;Body;;\n", id="columns that are empty"),
        pytest.param(b"key,name\rB1,Body\r", id="old Mac"),
        pytest.param(b"key,name,domain\nB1,Body\n", id="short row"),
    ],
)
def test_csv_of_each_kind(content: bytes) -> None:
    assert read(write("e.csv", content)).entities == (Entity(key="B1", names={"en": "Body"}),)


def test_formulas_in_cells_are_text() -> None:
    found = read(write("e.csv", 'key,name,domain\nB1,=1+1,"=HYPERLINK(""x"")"\n'))
    assert (found.entities[0].name("en"), found.entities[0].domain) == ("=1+1", '=HYPERLINK("x")')


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("2027-03-31", date(2027, 3, 31), id="ISO"),
        pytest.param("31/03/2027", date(2027, 3, 31), id="Belgian"),
        pytest.param("3/4/2027", date(2027, 4, 3), id="day first"),
        pytest.param("31.3.2027", date(2027, 3, 31), id="German"),
        pytest.param("03/31/2027", None, id="American"),
        pytest.param("2027-02-30", None, id="no such day"),
        pytest.param("31/03/27", None, id="two digits"),
        pytest.param("soon", None, id="words"),
        pytest.param("0001-01-01", None, id="long ago"),
    ],
)
def test_days(text: str, day: date | None) -> None:
    path = write("p.csv", f"key,entity,kind,address,name,planned\nP,B,website,https://a.be,N,{text}\n")
    (one,) = intake.read([path]).products
    assert one.row.planned == day


BODY_HEADER = "key,name,level,clusters,e-mail,parent,valid from,valid to,successors\n"
PRODUCT_HEADER = "key,entity,kind,address,name,audience,status,planned,exemption,exemption reason\n"
GOOD_BODY = "key,name\nB,Body\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("", [(0, "", "The file is empty.")], id="empty"),
        pytest.param("a\0b", [(0, "", "This is no CSV file.")], id="binary"),
        pytest.param(
            "key,naam,levl,colour\nB,N,local,red\n",
            [(1, "colour", "no such column. Take it out"), (1, "levl", "Did you mean “level”?")],
            id="unknown columns",
        ),
        pytest.param("name,level\nN,local\n", [(1, "key", "This column is missing.")], id="no key"),
        pytest.param("key,level\nB,local\n", [(1, "name_nl", "This column is missing.")], id="no name column"),
        pytest.param("key,naam,name nl\nB,N,N\n", [(1, "name nl", "two columns")], id="two columns for one thing"),
        pytest.param("key,name,\nB,N,x\n", [(1, "3", "This column has no name.")], id="column without a name"),
        pytest.param(f"{BODY_HEADER},N,,,,,,,\n", [(2, "key", "This cell is empty.")], id="no key in a row"),
        pytest.param(f"{BODY_HEADER}B,,,,,,,,\n", [(2, "name", "There is no name.")], id="no name in a row"),
        pytest.param(f"{BODY_HEADER}B|C,N,,,,,,,\n", [(2, "key", "room for one key")], id="two keys"),
        pytest.param(f"{BODY_HEADER}B,N,lokal x,,,,,,\n", [(2, "level", "Did you mean")], id="level"),
        pytest.param(f"{BODY_HEADER}B,N,high,,,,,,\n", [(2, "level", "Use one of: state, regional")], id="other level"),
        pytest.param(
            f"{BODY_HEADER}B,N,,health|magic,,,,,\n", [(2, "clusters", "“magic” is not allowed")], id="cluster"
        ),
        pytest.param(f"{BODY_HEADER}B,N,,,web at b,,,,\n", [(2, "e-mail", "no e-mail address")], id="e-mail"),
        pytest.param(
            f"{BODY_HEADER}B,N,,,,,26,2100x,\n",
            [(2, "valid from", "“26” is no year"), (2, "valid to", "“2100x” is no year")],
            id="years",
        ),
        pytest.param(f"{BODY_HEADER}B,N,,,,,2026,2020,\n", [(2, "valid to", "is before the first")], id="backwards"),
        pytest.param(
            f"{BODY_HEADER}B,N,,,,,,,C\nC,N,,,,,,,\n", [(2, "valid to", "a successor, and no last year")], id="no end"
        ),
        pytest.param(
            f"{BODY_HEADER}B,N,,,,X,,,\n", [(2, "parent", "There is no body “X”. Add it")], id="unknown parent"
        ),
        pytest.param(
            f"{BODY_HEADER}OVO12345,N,,,,,,,\nC,N,,,,,,2020,OVO12354\n",
            [(3, "successors", "Did you mean “OVO12345”?")],
            id="unknown successor",
        ),
        pytest.param(f"{BODY_HEADER}B,N,,,,B,,,\n", [(2, "parent", "in a circle: B → B")], id="its own parent"),
        pytest.param(
            f"{BODY_HEADER}A,N,,,,B,,,\nB,N,,,,C,,,\nC,N,,,,A,,,\nD,N,,,,A,,,\n",
            [(2, "parent", "A → B → C → A")],
            id="circle of parents",
        ),
        pytest.param(
            f"{BODY_HEADER}A,N,,,,B,,2020,\nA,N,,,,,2021,,\nB,N,,,,A,2021,,\n", [], id="parents that changed sides"
        ),
        pytest.param(
            f"{BODY_HEADER}A,N,,,,,,2020,B\nB,N,,,,,,2024,A\n", [(2, "successors", "A → B → A")], id="circle of heirs"
        ),
        pytest.param(
            f"{BODY_HEADER}A,N,,,,,,2020,B\nB,N,,,,,,2024,A\nA,N,,,,,2025,,\n", [], id="merged, and later split again"
        ),
        pytest.param(f"{BODY_HEADER}B,N,,,,,,,\nB,N,,,,,,,\n", [(3, "key", "is also at x.csv:2")], id="key twice"),
        pytest.param(
            f"{BODY_HEADER}B,N,,,,,2020,,\nC,N,,,,,,,\nB,N,,,,,2024,2030,\n",
            [(4, "key", "overlap with those at x.csv:2")],
            id="years that overlap",
        ),
        pytest.param(f"{BODY_HEADER}B,N,,,,,2020,2023,\nB,N,,,,,2024,,\n", [], id="years one after the other"),
        pytest.param(f"{BODY_HEADER}B,N,,,,,,,,x\n", [(2, "", "The row has 10 cells, the header has 9.")], id="cells"),
        pytest.param(
            f'{BODY_HEADER}B,"N,,,,,,,\nC,N,,,,,,,\n', [(2, "", "cannot be read from this line on")], id="open quote"
        ),
        pytest.param(f"{BODY_HEADER}B,{'N' * 3000},,,,,,,\n", [(2, "name", "more than 2000 characters")], id="novel"),
        pytest.param(
            f"{PRODUCT_HEADER}P,X,website,https://a.be,N,,,,,\n", [(2, "entity", "There is no body “X”")], id="no body"
        ),
        pytest.param(
            f"{PRODUCT_HEADER}P,B,site,www.a.be,N,many,,,,because\n",
            [
                (2, "address", "Write it in full"),
                (2, "audience", "Use one of: small, medium, large"),
                (2, "exemption", "kind of the exemption is missing"),
                (2, "kind", "“site” is not allowed here."),
            ],
            id="all that is wrong with a product",
        ),
        pytest.param(
            f"{PRODUCT_HEADER}P,B,website,,N,,,,,\nQ,B,mobile-app,,N,,,,,\nR,B,website,,N,,planned,,,\n",
            [(2, "address", "There is no address.")],
            id="address",
        ),
        pytest.param(
            f"{PRODUCT_HEADER}P,B,website,https://me:pass@a.be,N,,,,,\n", [(2, "address", "holds a login")], id="login"
        ),
        pytest.param(
            f"{PRODUCT_HEADER}P,B,website,https://a.be:x|http://|ftp://a.be|https://a b,N,,,,,\n",
            [(2, "address", "no web address")] * 4,
            id="addresses",
        ),
        pytest.param(
            "clé;nom;niveau administratif\nB;Région de l’Escaut à l’Est;local\nC;Ville d’Élève;local\n".encode(
                "cp1252"
            ),
            [(1, "clé", "seems to be in Windows-1252")],
            id="Windows-1252 header",
        ),
        pytest.param(
            "key;nom;level\nB;N;lokal x\nC;Ville d’Élève;local\n".encode("cp1252"),
            [(2, "level", "Did you mean"), (3, "nom", "“Ville d’Élève” is not written in UTF-8")],
            id="Windows-1252 and another problem",
        ),
    ],
)
def test_each_problem_has_its_line_its_column_and_what_to_do(
    content: str | bytes, expected: list[tuple[int, str, str]]
) -> None:
    paths = [write("x.csv", content)]
    if isinstance(content, str) and content.startswith(PRODUCT_HEADER):
        paths.append(write("bodies.csv", GOOD_BODY))
    found = problems(intake.read(paths))
    assert [(line, column) for line, column, _ in found] == [(line, column) for line, column, _ in expected]
    for (_, _, said), (_, _, part) in zip(found, expected, strict=True):
        assert part in said


def test_an_unreadable_file_does_not_make_every_product_lose_its_body() -> None:
    broken, products = write("e.csv", "OVO,naam\nOVO1,Stad\n"), write("p.csv", PRODUCTS)
    assert {line for line, _, _ in problems(intake.read([broken, products]))} == {1}


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        pytest.param("x.ods", b"", "Files of this kind (.ods) are not read", id="suffix"),
        pytest.param("x", b"", "Files of this kind (-)", id="no suffix"),
        pytest.param("x.xlsx", b"PK no zip", "no valid XLSX file", id="broken zip"),
        pytest.param("x.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "has a password", id="encrypted"),
        pytest.param("x.json", b"{", "x.json:1: This is no valid JSON at character 2", id="broken JSON"),
        pytest.param("x.json", b'{"a": "\xe9"}', "x.json:1: The file is not written in UTF-8", id="JSON of Windows"),
        pytest.param("x.json", b"[" * 100_000, "nested too deep", id="deep JSON"),
        pytest.param("x.json", b"[]", "does not hold an inventory", id="list"),
        pytest.param("x.json", b'{"people": []}', "does not hold an inventory", id="other table"),
        pytest.param("x.json", b'{"entities": {}}', "does not hold an inventory", id="no list"),
        pytest.param("x.json", b'{"entities": [1]}', "x.json, entities:1: This is no item", id="no item"),
        pytest.param(
            "x.json",
            b'{"entities": [{"key": "B", "name": "N", "domain": {"a": 1}}]}',
            "x.json, entities:1, domain: A list or a table cannot stand here",
            id="table in a field",
        ),
    ],
)
def test_files_that_cannot_be_read(name: str, content: bytes, part: str) -> None:
    (first, *_) = intake.read([write(name, content)]).problems
    assert part in first.sentence("en")


def test_a_file_that_is_not_there_and_one_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LARGEST_MB", 0)
    large = write("large.csv", "x" * 1_500_000)
    found = [one.sentence("en") for one in intake.read([Path("none.csv"), large]).problems]
    assert found == [
        "none.csv: The file cannot be read: No such file or directory. Check the path.",
        "large.csv: The file is 1 MB, more than the 0 MB that can be read. Split it.",
    ]


def test_too_many_rows_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    (one,) = intake.read([write("x.csv", "key,name\nA,N\nB,N\nC,N\n")]).problems
    assert "more than 2 rows" in one.sentence("en")


# XLSX


def workbook(**tables: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, lines in tables.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    book.save("x.xlsx")
    return Path("x.xlsx")


def test_xlsx_holds_bodies_and_products_on_sheets() -> None:
    path = workbook(
        Instellingen=[["OVO-code", "Naam", "Geldig van"], ["OVO1", "=1+1", 2020.0], [None, None, None]],
        Producten=[
            [],
            ["sleutel", "entiteit", "soort", "adres", "naam", "herstel gepland", "publiek"],
            [1, "OVO1", "website", "https://a.be", "A", datetime.datetime(2027, 3, 31), 5000],
        ],
        Leeg=[],
    )
    found = read(path)
    assert found.entities == (Entity(key="OVO1", names={"nl": "=1+1"}, valid_from=2020),)
    (one,) = found.products
    assert (one.key, one.planned, one.audience) == ("1", date(2027, 3, 31), 5000)


def test_problems_of_xlsx_name_sheet_row_and_column() -> None:
    path = workbook(Blad=[[], ["key", "name", "valid from"], ["B", "N", datetime.datetime(2020, 1, 1)]])
    (one,) = intake.read([path]).problems
    assert one.sentence("en").startswith("x.xlsx, Blad:3, valid from: “2020-01-01” is no year.")


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "_UNPACKED_MB", 1)
    with zipfile.ZipFile("x.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "0" * 2_000_000)
    (one,) = intake.read([Path("x.xlsx")]).problems
    assert "The file is 2 MB, more than the 1 MB" in one.sentence("en")


def test_without_openpyxl_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(B=[["key"]])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(InstallationError, match=r"pip install accesscheck\[xlsx\]"):
        intake.read([path])


# Round trips

words = st.text(st.characters(codec="utf-8"), max_size=20).map(sheets.clean)
tricky = st.one_of(
    words, st.sampled_from(["=1+1", "'=1", "''-x", "; =x", ";'=x", "@SUM", "-", "+32", 'a"b', "\t=", "a;'@b"])
).map(sheets.clean)
filled = tricky.filter(bool)
keys = filled.map(lambda text: text.replace("|", "-"))
names = st.dictionaries(st.sampled_from(NAME_LANGUAGES), filled, min_size=1)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
several = st.lists(keys, max_size=3, unique=True).map(tuple)


@st.composite
def spans(draw: st.DrawFn) -> dict[str, int | None]:
    years = sorted(draw(st.lists(st.integers(1900, 2100), min_size=2, max_size=2)))
    first, last = draw(st.sampled_from([(None, None), (years[0], None), (None, years[1]), tuple(years)]))
    return {"valid_from": first, "valid_to": last}


@st.composite
def entities(draw: st.DrawFn) -> Entity:
    span = draw(spans())
    return Entity(
        key=draw(keys),
        names=draw(names),
        level=draw(st.none() | st.sampled_from(get_args(Level))),
        domain=draw(tricky),
        clusters=tuple(draw(st.lists(st.sampled_from(get_args(Cluster)), unique=True))),
        contact_name=draw(tricky),
        contact_email=draw(st.sampled_from(["", "a@b.be", "-a@b.be", "=x@y.be"])),
        parent=draw(st.none() | keys),
        successors=draw(several) if span["valid_to"] else (),
        **span,  # type: ignore[arg-type]
    )


@st.composite
def products(draw: st.DrawFn) -> Product:
    exemption = st.builds(
        Exemption,
        kind=st.sampled_from(get_args(ExemptionKind)),
        reason=tricky,
        evidence=tricky,
        until=st.none() | days,
    )
    return Product(
        key=draw(keys),
        entity=draw(keys),
        kind=draw(st.sampled_from(get_args(Kind))),
        addresses=tuple(
            draw(st.lists(st.sampled_from(["https://a.be", "http://b:80/=?x;y#'"]), min_size=1, unique=True))
        ),
        names=draw(names),
        owner=draw(tricky),
        audience=draw(st.none() | st.integers(0, 10**11) | st.sampled_from(get_args(AudienceClass))),
        technology=draw(tricky),
        status=draw(st.sampled_from(get_args(Status))),
        planned=draw(st.none() | days),
        exemptions=tuple(draw(st.lists(exemption, max_size=12))),
        **draw(spans()),
    )


@given(st.lists(entities(), max_size=4), st.lists(products(), max_size=4))
@settings(deadline=None, max_examples=60)
def test_what_is_given_out_comes_back_the_same(bodies: list[Entity], sites: list[Product]) -> None:
    records = Records(entities=tuple(inventory.in_order(bodies)), products=tuple(inventory.in_order(sites)))
    exported: dict[str, Records] = {}
    inventory.save(Path("x.json"), records)
    assert inventory.load(Path("x.json")) == records
    exported["json"] = read_rows(Path("x.json"))
    for table, cells in (
        ("entities", [rows.entity_cells(one) for one in records.entities]),
        ("products", [rows.product_cells(one) for one in records.products]),
    ):
        header = rows.header(table, cells)  # type: ignore[arg-type]
        text = sheets.csv_text(header, ([row.get(name, "") for name in header] for row in cells))
        inventory.write(Path(f"{table}.csv"), text)
    exported["csv"] = read_rows(Path("entities.csv"), Path("products.csv"))
    assert exported == {"json": records, "csv": records}


def read_rows(*paths: Path) -> Records:
    """The rows of files, without what is wrong between them."""
    found = intake.read(paths)
    assert found.problems == []
    return Records(entities=tuple(one.row for one in found.entities), products=tuple(one.row for one in found.products))


@given(st.text(st.characters(codec="utf-8")) | st.text("=+-@;\t'\" |a"))
def test_a_cell_is_never_a_formula_and_comes_back(text: str) -> None:
    shielded = sheets.shielded(text)
    assert sheets.unshielded(shielded) == text
    assert not shielded.lstrip(' \t\r\n"').startswith(("=", "+", "-", "@"))
    line = next(
        csv.reader(io.StringIO(sheets.csv_text(["a"], [[text]]).removeprefix("\ufeff"), newline=""), strict=True)
    )
    assert line == ["a"]


def test_the_file_is_sorted_and_leaves_out_what_is_empty() -> None:
    rows_ = [body("B", valid_from=2024), body("A"), body("B", valid_to=2023, domain="Werk")]
    first, again = Records(entities=tuple(rows_)), Records(entities=tuple(reversed(rows_)))
    assert inventory.text(first) == inventory.text(again)
    assert json.loads(inventory.text(first)) == {
        "entities": [
            {"key": "A", "names": {"en": "Body"}},
            {"key": "B", "names": {"en": "Body"}, "domain": "Werk", "valid_to": 2023},
            {"key": "B", "names": {"en": "Body"}, "valid_from": 2024},
        ],
        "products": [],
    }


@pytest.mark.parametrize("content", ["{", '{"entities": [{"key": 1}]}', '{"bodies": []}'])
def test_an_inventory_that_is_none_is_refused(content: str) -> None:
    with pytest.raises(OptionError, match="this is no inventory"):
        inventory.load(write("x.json", content))


# Changes


PRESENT = Records(
    entities=(body("A"), body("B", domain="Werk", valid_to=2024), body("B", domain="Zorg", valid_from=2025)),
    products=(product("P", "A"), product("Q", "A")),
)


def changed(*bodies: Entity, sites: tuple[Product, ...] = ()) -> list[changes.Change]:
    return changes.changes(PRESENT, Records(entities=bodies, products=sites))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(changed(*PRESENT.entities, sites=PRESENT.products), [], id="the same"),
        pytest.param(changed(*PRESENT.entities), [], id="nothing is gone from a table that was not read"),
        pytest.param(changed(*PRESENT.entities, body("C")), [("new", "C", ())], id="new"),
        pytest.param(changed(body("A"), PRESENT.entities[1]), [("gone", "B", ())], id="gone"),
        pytest.param(
            changed(*PRESENT.entities[1:], body("A", level="local", parent="B")),
            [("changed", "A", (("level", "", "local"), ("parent", "", "B")))],
            id="changed",
        ),
        pytest.param(
            changed(*PRESENT.entities[1:], body("A", valid_from=2020)),
            [("changed", "A", (("valid_from", "", "2020"),))],
            id="another first year",
        ),
        pytest.param(
            changed(*PRESENT.entities, body("B", domain="Werk", valid_from=2030)),
            [("new", "B", ())],
            id="moved to another domain",
        ),
    ],
)
def test_changes_are_by_key_and_year(found: list[changes.Change], expected: list[tuple[object, ...]]) -> None:
    assert [(one.kind, one.about.key, one.fields) for one in found] == expected


@pytest.mark.parametrize(("remove", "left"), [(False, ["P", "Q", "R"]), (True, ["Q", "R"])])
def test_what_is_not_in_the_file_goes_only_if_that_is_asked(remove: bool, left: list[str]) -> None:
    found = changed(sites=(product("Q", "A", status="ended"), product("R", "A")))
    after = changes.applied(PRESENT, found, remove=remove)
    assert [one.key for one in after.products] == left
    assert next(one for one in after.products if one.key == "Q").status == "ended"
    assert after.entities == tuple(inventory.in_order(PRESENT.entities))


# A year


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param(Records(entities=(body(),), products=(product(),)), [], id="all is well"),
        pytest.param(Records(), [], id="empty"),
        pytest.param(Records(entities=(body(),)), ["B has no product"], id="without products"),
        pytest.param(Records(entities=(body(valid_to=2025),)), [], id="not this year"),
        pytest.param(
            Records(entities=(body(),), products=(product(status="ended"),)), ["B has no product"], id="ended product"
        ),
        pytest.param(
            Records(entities=(body(valid_from=2027),), products=(product(),)),
            ["P belongs to B, which does not exist in 2026"],
            id="without body",
        ),
        pytest.param(
            Records(
                entities=(body(valid_to=2025, successors=("C", "D")), body("C"), body("D")),
                products=(product(), product("Q", "C", addresses=()), product("R", "D", addresses=())),
            ),
            ["P is in use, and its body B went over into C, D"],
            id="merged or split body",
        ),
        pytest.param(
            Records(
                entities=(body(),),
                products=(
                    product(
                        planned=date(2026, 11, 21),
                        exemptions=(
                            Exemption(kind="maps", until=date(2026, 11, 21)),
                            Exemption(kind="heritage", until=date(2026, 11, 22)),
                        ),
                    ),
                ),
            ),
            ["P: the exemption “online map” ended on 2026-11-21", "P would be mended by 2026-11-21"],
            id="past its day",
        ),
        pytest.param(
            Records(entities=(body(),), products=(product(), product("Q"))),
            ["https://www.example.be is there for several products: P, Q"],
            id="one address twice",
        ),
    ],
)
def test_remarks_on_a_year(records: Records, expected: list[str]) -> None:
    found = [one.sentence("en") for one in consistency.remarks(records, 2026, date(2026, 11, 22))]
    assert len(found) == len(expected)
    for said, part in zip(found, expected, strict=True):
        assert said.startswith(part)


@pytest.mark.slow
def test_many_rows_and_a_long_chain() -> None:
    lines = [BODY_HEADER, *(f"B{n},N,local,health,,{f'B{n + 1}' if n < 9_999 else ''},,,\n" for n in range(10_000))]
    sites = [PRODUCT_HEADER, *(f"P{n},B{n % 10_000},website,https://a{n}.be,N,,,,,\n" for n in range(20_000))]
    found = read(write("e.csv", "".join(lines)), write("p.csv", "".join(sites)))
    assert (len(found.entities), len(found.products)) == (10_000, 20_000)


# The command


Accesscheck = Callable[..., tuple[int, str, str]]


@pytest.fixture
def accesscheck(capsys: pytest.CaptureFixture[str]) -> Accesscheck:
    def called(*arguments: str) -> tuple[int, str, str]:
        code = run(["inventory", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return called


def test_import_shows_first_and_writes_when_told(accesscheck: Accesscheck) -> None:
    write("e.csv", ENTITIES)
    write("p.csv", PRODUCTS)
    file = Path(inventory.FILE_NAME)
    code, out, _ = accesscheck("import", "e.csv", "p.csv")
    assert (code, file.exists()) == (FINE, False)
    assert "Bodies: 3 new, 0 changed, 0 not in the file." in out
    assert "Nothing was written" in out
    assert accesscheck("import", "e.csv", "p.csv", "--yes")[0] == FINE
    assert len(inventory.load(file).products) == 2
    assert "There is nothing to change" in accesscheck("import", "e.csv", "p.csv", "--apply")[1]
    write("p.csv", PRODUCTS.replace("online,31/03/2027", "gestopt,").replace("W2", "W3"))
    before = file.read_bytes()
    code, out, _ = accesscheck("import", "p.csv", "--dry-run")
    assert (code, file.read_bytes()) == (FINE, before)
    for line in ("status: “live” → “ended”", "planned: “2027-03-31” → “”", "new: W3", "not in the file: W2"):
        assert line in out
    assert accesscheck("import", "p.csv", "--apply", "--remove")[0] == FINE
    assert [one.key for one in inventory.load(file).products] == ["W1", "W3"]


def test_a_broken_csv_writes_nothing_and_names_every_line_and_column(accesscheck: Accesscheck) -> None:
    """The acceptance of the import: wrong columns, duplicate keys, cycles, bad dates, Windows-1252."""
    write("good.csv", ENTITIES)
    accesscheck("import", "good.csv", "--apply")
    before = Path(inventory.FILE_NAME).read_bytes()
    text = (
        "clef;nom;key;parent;valid from;valid to\n"
        "x;Élan;A;B;2020;2O26\n"
        "x;Zénith;B;A;;\n"
        "x;Zénith;B;A;;\n"
        "x;Nom;C;OVO9;2030;2020\n"
    )
    write("broken.csv", text.encode("cp1252"))
    write("products.csv", "key,entity,kind,address,name,planned\nP,OVO1,website,https://a.be,N,31/02/2027\n")
    code, out, err = accesscheck("import", "broken.csv", "products.csv", "--apply")
    assert (code, out, Path(inventory.FILE_NAME).read_bytes()) == (MISTAKE, "", before)
    for start in (
        "broken.csv:1, clef: There is no such column. Did you mean “cle”?",
        "broken.csv:2, nom: “Élan” is not written in UTF-8",
        "broken.csv:2, valid to: “2O26” is no year",
        "broken.csv:4, key: The key “B” is also at broken.csv:3",
        "broken.csv:5, parent: There is no body “OVO9”",
        "broken.csv:5, valid to: The last year, 2020, is before the first, 2030",
        "products.csv:2, planned: “31/02/2027” is no day",
        "8 things to mend. Nothing was written.",
    ):
        assert start in err
    assert "in a circle: A → B → A" in err


def test_a_row_of_the_file_may_not_overlap_with_one_of_the_inventory(accesscheck: Accesscheck) -> None:
    write("a.csv", "key,name,valid from,valid to\nB,N,,2023\nB,N,2024,\n")
    accesscheck("import", "a.csv", "--apply")
    write("b.csv", "key,name,valid from\nB,N,2022\n")
    code, _, err = accesscheck("import", "b.csv", "--apply")
    assert code == MISTAKE
    assert "b.csv:2, key: The years of “B” overlap with those at accesscheck-inventory.json" in err


def test_export_is_brought_in_again_without_a_change(accesscheck: Accesscheck) -> None:
    write("e.csv", ENTITIES)
    write("p.csv", PRODUCTS)
    accesscheck("import", "e.csv", "p.csv", "--apply")
    for arguments in (("a.json",), ("b.csv", "--only", "entities"), ("c.csv", "--only", "products")):
        assert accesscheck("export", *arguments)[0] == FINE
    code, out, _ = accesscheck("import", "a.json", "--remove", "--apply")
    assert (code, "There is nothing to change" in out) == (FINE, True)
    code, out, _ = accesscheck("import", "b.csv", "c.csv", "--remove", "--apply")
    assert (code, "There is nothing to change" in out) == (FINE, True)


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        pytest.param(["export", "x.csv"], "A CSV file holds one table", id="which table"),
        pytest.param(["export", "x.pdf"], "“.pdf” files are not written", id="suffix"),
        pytest.param(["export", "none/x.json"], "the file cannot be written", id="no folder"),
        pytest.param(["list", "--entity", "X"], "The inventory has no body “X”", id="no body"),
        pytest.param(["list", "--inventory", "none.json"], "there is no inventory yet", id="no inventory"),
    ],
)
def test_mistakes(accesscheck: Accesscheck, arguments: list[str], part: str) -> None:
    inventory.save(Path(inventory.FILE_NAME), PRESENT)
    code, _, err = accesscheck(*arguments)
    assert code == MISTAKE
    assert part in err


def test_check_tells_what_does_not_hold_together(accesscheck: Accesscheck) -> None:
    inventory.save(Path(inventory.FILE_NAME), Records(entities=(body(),), products=(product(),)))
    assert accesscheck("check", "2026")[:2] == (FINE, "The inventory holds together in 2026.\n")
    inventory.save(Path(inventory.FILE_NAME), Records(entities=(body(), body()), products=(product(entity="C"),)))
    code, out, _ = accesscheck("check", "2026")
    assert code == FINDINGS
    assert "The key “B” is also at" in out
    assert "There is no body “C”" in out


@pytest.mark.parametrize(
    ("format", "part"),
    [
        ("table", "online map (until 2027-01-01)"),
        ("csv", '"online map (until 2027-01-01)"'),
        ("markdown", "| Site \\| \\[x\\](y) | Body | website | live | 2027-03-31 | online map (until 2027-01-01) |"),
    ],
)
def test_the_list_of_products_is_a_report(accesscheck: Accesscheck, format: str, part: str) -> None:
    one = product(
        names={"en": "Site | [x](y)"},
        planned=date(2027, 3, 31),
        exemptions=(Exemption(kind="maps", until=date(2027, 1, 1)),),
    )
    old = product("Q", valid_to=2020)
    inventory.save(Path(inventory.FILE_NAME), Records(entities=(body(),), products=(one, old)))
    code, out, _ = accesscheck("list", "2026", "--format", format)
    assert code == FINE
    assert part in out
    assert "2026" in out or format == "csv"
    assert len(out.splitlines()) == {"table": 3, "csv": 2, "markdown": 5}[format]
