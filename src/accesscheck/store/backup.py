"""A copy of a store while it is in use."""

import sqlite3
from contextlib import closing
from pathlib import Path

from accesscheck.errors import N_, OptionError, StoreError
from accesscheck.store.addresses import is_sqlite, shown
from accesscheck.store.database import Database
from accesscheck.store.problems import told


def back_up(database: Database, path: Path, *, force: bool = False) -> int:
    """Copy a store of SQLite into a file, which is there whole or not at all; its size in bytes.

    OptionError if the file exists, unless `force`. StoreError for PostgreSQL, which has a program for it.
    """
    url = database.engine.url
    if not is_sqlite(url):
        raise StoreError(
            N_("A backup of PostgreSQL is made with its own program: pg_dump --format=custom --file={path} {address}"),
            path=str(path),
            address=shown(url),
        )
    if path.exists() and (not force or path.samefile(shown(url))):
        raise OptionError(N_("{path}: this file exists already. Give another one, or --force."), path=str(path))
    unfinished = path.with_name(f"{path.name}.partial")
    with told(url.set(database=str(path))), closing(sqlite3.connect(unfinished)) as copy:
        with database.engine.connect() as connection:
            connection.connection.driver_connection.backup(copy)  # type: ignore[union-attr]
        copy.execute("PRAGMA journal_mode = DELETE")  # A single file, without a log beside it.
    unfinished.replace(path)
    return path.stat().st_size
