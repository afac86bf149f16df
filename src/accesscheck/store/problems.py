"""What a database says is wrong, in one sentence that says what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from accesscheck.errors import N_, StoreError
from accesscheck.store.addresses import WAIT, is_sqlite, shown

_OF_SQLITE = {
    "locked": N_("{path}: another program kept the store locked for {seconds} seconds. Wait until it has finished."),
    "readonly": N_("{path}: the store cannot be written. Check the rights on the file and on its folder."),
    "full": N_("{path}: the disk is full. Make room and start again: what was stored before is safe."),
    "unable to open": N_("{path}: the store cannot be opened. Check that its folder exists, and your rights on it."),
    "not a database": N_("{path}: this file is no store of accesscheck. Give another file with --store."),
    "malformed": N_("{path}: the store is damaged. Put a backup in its place."),
}
"""By words of SQLite."""


@contextmanager
def told(url: URL) -> Iterator[None]:
    """What the database raises becomes a StoreError. Mistakes of our own in a statement stay what they are."""
    try:
        yield
    except DBAPIError as error:
        raise _told(url, error.orig or error) from error
    except sqlite3.Error as error:  # From the preparation of a connection.
        raise _told(url, error) from error


def _told(url: URL, cause: BaseException) -> StoreError:
    said = next(iter(str(cause).splitlines()), "")
    if is_sqlite(url):
        seconds = str(url.query.get("timeout", WAIT))
        for words, sentence in _OF_SQLITE.items():
            if words in said:
                return StoreError(sentence, path=shown(url), seconds=seconds)
        return StoreError(N_("{path}: the store gives an error: {problem}."), path=shown(url), problem=said)
    return StoreError(
        N_("{path}: the database gives an error: {problem}. Check the address, the password, and that it runs."),
        path=shown(url),
        problem=said.rstrip("."),
    )
