"""A database of SQLite or PostgreSQL: its transactions, and the numbers that its rows go by."""

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Select, Table, select

from accesscheck.errors import N_, StoreError
from accesscheck.store import schema
from accesscheck.store.addresses import is_sqlite
from accesscheck.store.problems import told

Item = TypeVar("Item")

AT_ONCE = 200
"""Rows that are asked for by their numbers in one statement; their findings lie in memory together."""


class Database:
    """What goes wrong in it is a StoreError. Several threads may use it, and several programs the same database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._insert = _insert_of(engine)
        # PostgreSQL would show each statement of a transaction another state.
        self._reader = engine if is_sqlite(engine.url) else engine.execution_options(isolation_level="REPEATABLE READ")
        self._writer = engine.execution_options(writes=True)
        self._upserts: dict[tuple[str, ...], Any] = {}
        self._runs: dict[str, int] = {}
        self._products: dict[str, int] = {}
        self._rules: dict[int, dict[str, int]] = {}

    def close(self) -> None:
        """Let go of the database."""
        with told(self.engine.url):
            self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state."""
        with told(self.engine.url), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is kept whole or not at all."""
        with told(self.engine.url), self._writer.begin() as connection:
            yield connection

    def rows(self, wanted: Select[Any]) -> Sequence[Any]:
        """All rows of a statement."""
        with self.reading() as connection:
            return connection.execute(wanted).all()

    def insert(self, table: Table) -> Any:
        """An INSERT that can say what to do with a row that is there."""
        return self._insert(table)

    def upsert(self, table: Table, row: Mapping[str, Any], key: Sequence[str]) -> Any:
        """An INSERT of rows with these columns; where a row has the same key, it is changed."""
        known = (table.name, *row)
        if known not in self._upserts:
            statement = self._insert(table)
            renewed = {name: statement.excluded[name] for name in row if name not in key}
            self._upserts[known] = statement.on_conflict_do_update(index_elements=list(key), set_=renewed)
        return self._upserts[known]

    def run(self, run_id: str) -> int:
        """The number of a run. StoreError without it."""
        if run_id not in self._runs:
            found = self.rows(select(schema.run.c.id).where(schema.run.c.key == run_id))
            if not found:
                raise StoreError(N_("There is no run “{run}” in the store."), run=run_id)
            self._runs[run_id] = found[0].id
        return self._runs[run_id]

    def product(self, key: str, *, make: bool = False) -> int:
        """The number of a product; of one that is not known, a new one with `make`, else -1, which no product has."""
        if key in self._products:
            return self._products[key]
        wanted = select(schema.product.c.id).where(schema.product.c.key == key)
        if make and not self.rows(wanted):
            with self.writing() as connection:
                connection.execute(self.insert(schema.product).on_conflict_do_nothing(), {"key": key})
        found = self.rows(wanted)
        if not found:
            return -1
        self._products[key] = found[0].id
        return self._products[key]

    def rule_ids(self, run: int, keys: Set[str]) -> Mapping[str, int]:
        """The numbers of rules in a run, by name. One that the run did not announce gets a number too."""
        known = self._rules.setdefault(run, {})
        if keys - known.keys():
            self._rules[run] = known = self._rules_of(run)
        if unknown := sorted(keys - known.keys()):
            self._announce(run, unknown)
            self._rules[run] = known = self._rules_of(run)
        return known

    def _rules_of(self, run: int) -> dict[str, int]:
        rule, of_run = schema.rule, schema.run_rule
        rows = self.rows(select(rule.c.key, rule.c.id).join(of_run).where(of_run.c.run_id == run))
        return {row.key: row.id for row in rows}

    def _announce(self, run: int, keys: Sequence[str]) -> None:
        rule = schema.rule
        with self.writing() as connection:
            rows = [{"key": key, "version": "", "criteria": []} for key in keys]
            connection.execute(self.insert(rule).on_conflict_do_nothing(), rows)
            for some in parts(keys):
                numbers = connection.execute(select(rule.c.id).where(rule.c.version == "", rule.c.key.in_(some)))
                chosen = [{"run_id": run, "rule_id": number} for number in numbers.scalars()]
                connection.execute(self.insert(schema.run_rule).on_conflict_do_nothing(), chosen)

    def forget_rules(self, run: int) -> None:
        """The rules of a run were changed."""
        self._rules.pop(run, None)

    def rule_keys(self, connection: Connection) -> Mapping[int, str]:
        """The names of all rules, by their numbers."""
        return {row.id: row.key for row in connection.execute(select(schema.rule.c.id, schema.rule.c.key))}


def parts(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The items, so many at once as one statement may name."""
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]


def _insert_of(engine: Engine) -> Any:
    """The INSERT of the database that is used: to import that of the other would take long."""
    if is_sqlite(engine.url):
        from sqlalchemy.dialects import sqlite

        return sqlite.insert
    from sqlalchemy.dialects import postgresql

    return postgresql.insert
