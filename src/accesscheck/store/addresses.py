"""The address of a store, and the engine that reaches it."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from accesscheck.errors import N_, InstallationError, StoreError
from accesscheck.store import is_ours

WAIT = 30
"""Seconds to wait for another program that writes."""


def url_of(address: str) -> URL:
    """The address in SQLAlchemy's form. StoreError if it is none."""
    if not is_ours(address):
        raise _no_address(address)
    if "://" not in address:
        return URL.create("sqlite", database=str(Path(address).expanduser()))
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise _no_address(address) from None
    if url.get_backend_name() != "sqlite":
        return url.set(drivername="postgresql+psycopg")
    if url.database in (None, "", ":memory:"):
        raise _no_address(address)
    return url


def _no_address(address: str) -> StoreError:
    return StoreError(
        N_("“{address}” is no address of a store. Give a file, or postgresql://user@host/database."), address=address
    )


def shown(url: URL) -> str:
    """The address for a reader, without its password."""
    if is_sqlite(url):
        return str(url.database)
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def is_sqlite(url: URL) -> bool:
    """Whether the store is a file of SQLite."""
    return url.get_backend_name() == "sqlite"


def engine_of(url: URL) -> Engine:
    """An engine whose transactions read one state; with the execution option `writes`, SQLite takes its lock at once.

    InstallationError if the driver of PostgreSQL is not installed.
    """
    if is_sqlite(url):
        engine = create_engine(url if "timeout" in url.query else url.update_query_dict({"timeout": str(WAIT)}))
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine
    try:
        return create_engine(url, connect_args={"connect_timeout": WAIT}, pool_pre_ping=True)
    except ModuleNotFoundError:
        raise InstallationError(
            N_("A store in PostgreSQL needs psycopg. Install it with: pip install accesscheck[postgres]")
        ) from None


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # Transactions begin in `_begin`: the driver would not lock for reading.
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        connection.execute("PRAGMA journal_mode = WAL")


def _begin(connection: Connection) -> None:
    # A transaction that first reads and then writes would fail at once if another one wrote in between.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")
