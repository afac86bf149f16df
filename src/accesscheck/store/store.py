"""A store at an address, ready for use."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Engine

from accesscheck.errors import N_, StoreError
from accesscheck.store import upgrading
from accesscheck.store.addresses import engine_of, is_sqlite, shown, url_of
from accesscheck.store.inventory import Inventory
from accesscheck.store.problems import told
from accesscheck.store.queue import Queue
from accesscheck.store.results import Results
from accesscheck.store.spreads import Spreads


class SqlStore(Results, Queue, Inventory, Spreads):
    """Everything that a store keeps: see `hookspecs.Store`."""


def open_store(address: str, *, make: bool = True) -> SqlStore:
    """The store at an address. An empty database, or a file that is not there, becomes one if `make`.

    StoreError if it cannot be opened, is older or newer than this code, or is no store.
    """
    url = url_of(address)
    if not make and is_sqlite(url) and not Path(shown(url)).exists():
        raise StoreError(
            N_("{path}: there is no store. Check the path, or give another one with --store."), path=shown(url)
        )
    with _engine(url) as engine:
        with engine.connect() as connection:
            found = upgrading.version(connection)
        if found is None and make:
            upgrading.upgrade(engine)
        with engine.connect() as connection:
            upgrading.require_current(connection)
        return SqlStore(engine)


def upgraded(address: str) -> tuple[str, str | None, str]:
    """Bring the store at an address up to date, or make it: its name, and the revision before and after. StoreError."""
    url = url_of(address)
    with _engine(url) as engine:
        before, after = upgrading.upgrade(engine)
        engine.dispose()
    return shown(url), before, after


@contextmanager
def _engine(url: URL) -> Iterator[Engine]:
    """An engine, which is closed if something goes wrong. What the database says is a StoreError."""
    engine = engine_of(url)
    try:
        with told(url):
            yield engine
    except BaseException:
        engine.dispose()
        raise
