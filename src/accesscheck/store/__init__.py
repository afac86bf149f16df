"""Results over the years, in SQLite or PostgreSQL. Only this package knows SQLAlchemy and Alembic."""

from typing import TYPE_CHECKING

from accesscheck.errors import N_, InstallationError

if TYPE_CHECKING:
    from accesscheck.store.store import SqlStore


def is_ours(address: str) -> bool:
    """Whether this package keeps results at such an address: a file, or a database of SQLite or PostgreSQL."""
    scheme, found, _ = address.partition("://")
    return not found or scheme.partition("+")[0] in ("sqlite", "postgresql", "postgres")


def open_store(address: str, *, make: bool = True) -> "SqlStore":
    """The store at an address. An empty database, or a file that is not there, becomes one if `make`.

    StoreError if it cannot be opened, is older or newer than this code, or is no store. InstallationError without
    SQLAlchemy and Alembic, which are an extra.
    """
    require_installed()
    from accesscheck.store import store

    return store.open_store(address, make=make)


def require_installed() -> None:
    """InstallationError without the packages of the extra `monitor`."""
    from importlib.util import find_spec

    if not (find_spec("sqlalchemy") and find_spec("alembic")):
        raise InstallationError(
            N_("Keeping results over the years needs more packages. Install them: pip install accesscheck[monitor]")
        )
