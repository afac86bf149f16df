"""What goes wrong with a store is one sentence that says what to do."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from postgres import Server
from sqlalchemy import create_engine, event, text
from test_store_contract import run, small_page

from accesscheck.errors import StoreError
from accesscheck.store import open_store, schema, upgrading
from accesscheck.store.addresses import engine_of, url_of
from accesscheck.store.health import examined


def test_the_migrations_make_the_tables_that_the_code_has(address: str) -> None:
    open_store(address).close()
    engine = engine_of(url_of(address))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": schema.VERSION_TABLE})
        assert compare_metadata(context, schema.metadata) == []
    engine.dispose()


def test_the_newest_revision_is_that_of_the_code() -> None:
    config = Config()
    config.set_main_option("script_location", "accesscheck.store:migrations")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [schema.HEAD]
    revisions = [one.revision for one in scripts.walk_revisions()]
    assert revisions == sorted(revisions, reverse=True), "an older revision must sort before a newer one"


def set_version(address: str, version: str) -> None:
    engine = engine_of(url_of(address))
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text(f"UPDATE {schema.VERSION_TABLE} SET version_num = '{version}'"))
    engine.dispose()


@pytest.mark.parametrize(
    ("version", "says"),
    [
        pytest.param("0000", "accesscheck store upgrade", id="older"),
        pytest.param("9999", "newer version of accesscheck", id="newer"),
    ],
)
def test_a_store_of_another_version_is_refused(address: str, version: str, says: str) -> None:
    open_store(address).close()
    set_version(address, version)
    with pytest.raises(StoreError, match=says):
        open_store(address)


def test_a_store_that_is_up_to_date_is_left_alone(address: str) -> None:
    open_store(address).close()
    engine = engine_of(url_of(address))
    assert upgrading.upgrade(engine) == (schema.HEAD, schema.HEAD)
    set_version(address, "9999")
    with pytest.raises(StoreError, match="newer"):
        upgrading.upgrade(engine)
    engine.dispose()


def test_tables_of_something_else_are_not_touched(address: str) -> None:
    engine = create_engine(url_of(address))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE customers (id INTEGER)"))
    engine.dispose()
    with pytest.raises(StoreError, match="tables of something else"):
        open_store(address)


def _not_a_database(path: Path) -> None:
    path.write_text("This is a letter. " * 200)


def _a_folder(path: Path) -> None:
    path.mkdir()


def _no_folder(path: Path) -> None:
    path.parent.rmdir()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        pytest.param(_not_a_database, "is no store of accesscheck", id="not a database"),
        pytest.param(_a_folder, "cannot be opened", id="a folder"),
        pytest.param(_no_folder, "cannot be opened", id="in a folder that is not there"),
    ],
)
def test_a_file_that_is_no_store(tmp_path: Path, spoil: Callable[[Path], None], says: str) -> None:
    path = tmp_path / "folder" / "results.db"
    path.parent.mkdir()
    spoil(path)
    with pytest.raises(StoreError, match=says) as caught:
        open_store(str(path))
    assert str(path) in str(caught.value)


def test_a_store_that_is_locked(tmp_path: Path) -> None:
    path = tmp_path / "results.db"
    store = open_store(f"sqlite:///{path}?timeout=0.1")
    store.begin(run())
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match=r"kept the store locked for 0\.1 seconds"):
        store.add("r", small_page("a"))
    other.execute("ROLLBACK")
    other.close()
    store.add("r", small_page("a"))
    assert len(list(store.pages("r"))) == 1
    store.close()


def test_a_store_that_may_not_be_written(tmp_path: Path) -> None:
    path = tmp_path / "results.db"
    store = open_store(str(path))
    store.begin(run())
    store.add("r", small_page("a"))
    store.close()
    # As root, who may write any file, only SQLite itself can refuse.
    read_only = open_store(f"sqlite:///file:{path}?mode=ro&uri=true")
    assert len(list(read_only.pages("r"))) == 1
    with pytest.raises(StoreError, match="cannot be written"):
        read_only.add("r", small_page("b"))
    read_only.close()


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "results.db"
    store = open_store(str(path))
    store.begin(run())
    store.add("r", small_page("a"))
    store.engine.dispose()
    event.listen(store.engine, "connect", lambda made, _: made.execute("PRAGMA max_page_count = 1").close())
    with pytest.raises(StoreError, match="the disk is full"):
        store.add("r", small_page("large", count=10_000))
    store.close()
    again = open_store(str(path))
    assert list(again.pages("r")) == [small_page("a")]
    assert examined(again).whole
    again.close()


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "results.db"
    store = open_store(str(path))
    store.begin(run())
    for number in range(50):
        store.add("r", small_page(f"{number}", count=40))
    store.close()
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xff" * 20_000)
    command = [sys.executable, "-m", "accesscheck", "store", "check", "--store", str(path), "-l", "en"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (1, 2)
    assert "is damaged" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_rows_that_point_nowhere_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "results.db"
    store = open_store(str(path))
    store.begin(run())
    store.add("r", small_page("a"))
    store.add("r", small_page("b"))
    store.close()
    other = sqlite3.connect(path)
    other.execute("DELETE FROM page_result WHERE id = 1")
    other.execute("DELETE FROM finding WHERE page_result_id = 2 AND position = 0")
    other.commit()
    other.close()
    store = open_store(str(path))
    health = examined(store)
    assert health.orphans == (("finding", "page_result_id", 3),)
    assert health.incomplete == 1
    assert not health.whole
    store.close()


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/x", "postgresql://a:port/x"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(StoreError, match="is no address of a store"):
        open_store(address)


def test_a_database_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(StoreError, match="Connection refused") as caught:
        open_store("postgresql://anna:secret@127.0.0.1:1/results")
    assert "secret" not in str(caught.value)
    assert "postgresql://anna:***@127.0.0.1:1/results" in str(caught.value)


def test_a_database_that_goes_away_is_told(postgres_server: Server) -> None:
    address = postgres_server.new_address()
    store = open_store(address)
    store.begin(run())
    other = engine_of(url_of(address))
    with other.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    other.dispose()
    store.add("r", small_page("a"))  # A connection that was lost while nobody used it is made again.
    assert len(list(store.pages("r"))) == 1
    store.close()


@pytest.mark.parametrize(
    ("missing", "address", "says"),
    [
        pytest.param("sqlalchemy", "results.db", "accesscheck[monitor]", id="SQLAlchemy"),
        pytest.param("alembic", "results.db", "accesscheck[monitor]", id="Alembic"),
        pytest.param("psycopg", "postgresql://a@b/c", "accesscheck[postgres]", id="psycopg"),
    ],
)
def test_a_missing_extra_is_named(tmp_path: Path, missing: str, address: str, says: str) -> None:
    program = f"""
import sys
sys.modules[{missing!r}] = None
from accesscheck.cli import main
sys.argv = ["accesscheck", "store", "upgrade", "--store", {address!r}]
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
        env={**os.environ, "LANG": "C"},
    )
    assert done.returncode == 2, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr
