"""The revision of a store: made in an empty database, brought up to date, refused if it does not fit."""

from sqlalchemy import Connection, Engine, inspect, text

from accesscheck.errors import N_, StoreError
from accesscheck.store.addresses import is_sqlite, shown
from accesscheck.store.schema import HEAD, VERSION_TABLE

# Any number of our own: two programs that find an empty database must not both fill it.
_LOCK = 7_263_548_101


def version(connection: Connection) -> str | None:
    """The revision of the store; None of a database without tables. StoreError if its tables are of something else."""
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608, no input
    if tables:
        raise StoreError(
            N_("{path}: this database holds tables of something else. Give an empty one, or another file."),
            path=shown(connection.engine.url),
        )
    return None


def require_current(connection: Connection) -> None:
    """StoreError if the store is older or newer than this code."""
    found = version(connection)
    if found is None or found < HEAD:
        raise StoreError(
            N_("{path}: the store was made by an older version. Run: accesscheck store upgrade"),
            path=shown(connection.engine.url),
        )
    _refuse_newer(connection, found)


def upgrade(engine: Engine) -> tuple[str | None, str]:
    """Bring the store up to date, whole or not at all. The revision before and after. StoreError if it is newer."""
    with engine.execution_options(writes=True).connect() as connection:
        if is_sqlite(engine.url):
            # A table is changed by making it again, and for that moment nothing may point to it.
            connection.connection.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                if not is_sqlite(engine.url):
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
                before = version(connection)
                _refuse_newer(connection, before)
                if before != HEAD:
                    _migrate(connection)
        finally:
            if is_sqlite(engine.url):
                connection.connection.execute("PRAGMA foreign_keys = ON")
    return before, HEAD


def _refuse_newer(connection: Connection, found: str | None) -> None:
    if found is not None and found > HEAD:
        raise StoreError(
            N_("{path}: the store was made by a newer version of accesscheck. Install that version, or a later one."),
            path=shown(connection.engine.url),
        )


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "accesscheck.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
