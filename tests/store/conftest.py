"""An empty place for a store: a file of SQLite, and a database of a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import postgres
import pytest


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """A server of our own. Without PostgreSQL on this machine the test fails: it is not left out in silence."""
    with postgres.server("fsync=off") as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty place."""
    if request.param == "sqlite":
        return str(tmp_path / "results.db")
    server: postgres.Server = request.getfixturevalue("postgres_server")
    return server.new_address()
