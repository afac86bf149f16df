"""accesscheck store, as its user calls it."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
from postgres import Server
from pyarrow import parquet
from test_store_contract import run, small_page

from accesscheck import audit
from accesscheck.model.entity import Entity
from accesscheck.model.product import Product
from accesscheck.store import open_store
from accesscheck.store.export import MEANINGS, tables


def call(*arguments: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LANG": "C", **more}
    command = [sys.executable, "-m", "accesscheck", "store", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False, env=environment)


@pytest.fixture
def filled(address: str) -> str:
    """The address of a store with two years, a body and a product."""
    store = open_store(address)
    body = Entity(key="OVO1", names={"nl": "=Gemeente"}, valid_from=2020, contact_email="anna@a.example")
    store.put_inventory([body], [Product(key="p", entity="OVO1", kind="website", names={"nl": "Site"})])
    rules = audit.load_rules()
    for year in (2025, 2026):
        store.begin(run(str(year)), year=year, rules=rules)
        store.plan(str(year), ["p"])
        store.add(str(year), audit.check_html("<p>Loket<img src=a></p>", "https://a.example/"), product="p")
        store.add(str(year), small_page("b", year), product="p", snapshots={"html": "kept/b.html.gz"})
        store.finish(str(year))
    store.close()
    return address


def test_a_store_is_made_and_then_left_alone(address: str, tmp_path: Path) -> None:
    made = call("upgrade", "--store", address, cwd=tmp_path)
    assert (made.returncode, "a new store was made" in made.stdout) == (0, True), made.stderr
    assert "is up to date" in call("upgrade", "--store", address, cwd=tmp_path).stdout
    checked = call("check", "--store", address, cwd=tmp_path)
    assert checked.returncode == 0
    assert "It is whole: 0 runs, 0 pages, 0 findings" in checked.stdout


def test_the_usual_store_lies_beside_the_configuration(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "accesscheck.toml").write_text('language = "en"\n')
    assert call("upgrade", cwd=inner).returncode == 0
    assert (tmp_path / "accesscheck.db").is_file()
    (tmp_path / "accesscheck.toml").write_text('store = "other.db"\n')
    assert call("upgrade", cwd=inner).returncode == 0
    assert (tmp_path / "other.db").is_file()
    assert call("upgrade", cwd=inner, ACCESSCHECK_STORE="third.db").returncode == 0
    assert (inner / "third.db").is_file()


@pytest.mark.parametrize(
    "arguments", [("check",), ("export", "out"), ("backup", "copy.db")], ids=["check", "export", "backup"]
)
def test_looking_at_a_store_does_not_make_one(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = call(*arguments, "--store", "none.db", cwd=tmp_path)
    assert done.returncode == 2
    assert "none.db: there is no store." in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_backup_is_a_store(filled: str, tmp_path: Path) -> None:
    done = call("backup", "copy.db", "--store", filled, cwd=tmp_path)
    if filled.startswith("postgresql"):
        assert done.returncode == 2
        assert "pg_dump --format=custom --file=copy.db postgresql://" in done.stderr
        return
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "results.db"]
    here, there = open_store(filled), open_store(str(tmp_path / "copy.db"))
    assert tuple(here.pages("2026")) == tuple(there.pages("2026"))
    here.close()
    there.close()
    again = call("backup", "copy.db", "--store", filled, cwd=tmp_path)
    assert (again.returncode, "exists already" in again.stderr) == (2, True)
    assert call("backup", "copy.db", "--force", "--store", filled, cwd=tmp_path).returncode == 0
    itself = call("backup", filled, "--force", "--store", filled, cwd=tmp_path)
    assert itself.returncode == 2
    nowhere = call("backup", "no/such/folder.db", "--store", filled, cwd=tmp_path)
    assert (nowhere.returncode, "Traceback" in nowhere.stderr) == (2, False)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_an_export_is_tables_with_a_dictionary(filled: str, tmp_path: Path) -> None:
    done = call("export", "out", "--store", filled, "-l", "en", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    out = tmp_path / "out"
    meanings = {(row["table"], row["column"]): row["meaning"] for row in rows(out / "dictionary.csv")}
    for path in out.glob("*.csv"):
        if path.stem != "dictionary":
            with path.open(encoding="utf-8-sig", newline="") as file:
                assert all(meanings[path.stem, column] for column in next(csv.reader(file)))
    assert [row["year"] for row in rows(out / "runs.csv")] == ["2025", "2026"]
    assert rows(out / "entities.csv")[0]["name_nl"] == "'=Gemeente", "a cell is data, never a formula"
    assert "anna" not in (out / "entities.csv").read_text(encoding="utf-8-sig")
    missing = [row for row in rows(out / "rule_tallies.csv") if row["rule"] == "html-image-without-alternative"]
    counts = {(row["run"], row["outcome"], row["pages"], row["findings"], row["tested"]) for row in missing}
    assert counts == {("2025", "failed", "1", "1", "1"), ("2026", "failed", "1", "1", "1")}
    assert {row["change"] for row in rows(out / "change_tallies.csv")} == {"open"}
    assert [row["reference"] for row in rows(out / "snapshots.csv")] == ["kept/b.html.gz"] * 2


def test_parquet_has_the_same_rows(filled: str, tmp_path: Path) -> None:
    assert call("export", "out", "--store", filled, cwd=tmp_path).returncode == 0
    done = call("export", "out", "--format", "parquet", "--store", filled, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for path in (tmp_path / "out").glob("*.parquet"):
        table = parquet.read_table(path)
        assert table.num_rows == len(rows(path.with_suffix(".csv"))), path.name


def test_every_column_has_a_meaning_and_every_meaning_a_column(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "results.db"))
    used = {column for columns, _ in tables(store).values() for column in columns}
    assert used == set(MEANINGS)
    store.close()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(("export", "out", "--format", "xls"), "Use one of: csv, parquet.", id="a format that is none"),
        pytest.param(("export", "file/out"), "cannot be written", id="a folder in a file"),
    ],
)
def test_an_export_that_cannot_be(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    open_store(str(tmp_path / "results.db")).close()
    (tmp_path / "file").touch()
    done = call(*arguments, "--store", "results.db", cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr


def test_check_of_a_store_that_is_not_whole_exits_with_1(filled: str, tmp_path: Path, postgres_server: Server) -> None:
    store = open_store(filled)
    with store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM finding WHERE position = 0")
    store.close()
    done = call("check", "--store", filled, cwd=tmp_path)
    assert done.returncode == 1
    assert "pages lack findings." in done.stdout
