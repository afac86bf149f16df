"""Whether a store is whole: its revision, its file, and whether its rows fit together."""

from dataclasses import dataclass

from sqlalchemy import Connection, ForeignKeyConstraint, func, select, text
from sqlalchemy.exc import DatabaseError

from accesscheck.store import page_rows, schema, upgrading
from accesscheck.store.addresses import is_sqlite
from accesscheck.store.database import Database, parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What was found. `damage` is in SQLite's words; `orphans` counts rows by table and column that point nowhere.

    `incomplete` counts pages whose findings are not as many as their results say; `unused` counts texts that no
    finding uses any more, which harm nothing. `rows` counts what the store holds.
    """

    version: str
    damage: tuple[str, ...]
    orphans: tuple[tuple[str, str, int], ...]
    incomplete: int
    unused: int
    rows: tuple[tuple[str, int], ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.damage or self.orphans or self.incomplete)


COUNTED = (schema.entity, schema.product, schema.run, schema.page_result, schema.finding)


def examined(database: Database) -> Health:
    """What can be said of a store. It reads all of it. StoreError if it cannot be read."""
    with database.reading() as connection:
        damage = _damage(connection)
        if damage:
            return Health(version=schema.HEAD, damage=damage, orphans=(), incomplete=0, unused=0, rows=())
        return Health(
            version=upgrading.version(connection) or "",
            damage=(),
            orphans=_orphans(connection),
            incomplete=_incomplete(connection),
            unused=_unused(connection),
            rows=tuple((table.name, _count(connection, table)) for table in COUNTED),
        )


def _damage(connection: Connection) -> tuple[str, ...]:
    if not is_sqlite(connection.engine.url):
        return ()
    try:
        said = connection.execute(text("PRAGMA integrity_check")).scalars().all()
    except DatabaseError as error:
        return (str(error.orig),)
    return tuple(line for line in said if line != "ok")


def _orphans(connection: Connection) -> tuple[tuple[str, str, int], ...]:
    found = []
    for table in schema.metadata.sorted_tables:
        for key in table.constraints:
            if isinstance(key, ForeignKeyConstraint):
                column, there = table.c[key.column_keys[0]], key.elements[0].column
                lost = select(func.count()).select_from(table).where(column.is_not(None))
                lost = lost.where(~select(there).where(there == column).correlate(table).exists())
                if count := connection.execute(lost).scalar_one():
                    found.append((table.name, column.name, count))
    return tuple(sorted(found))


def _incomplete(connection: Connection) -> int:
    page, finding = schema.page_result, schema.finding
    wrong = 0
    for some in parts(connection.execute(select(page.c.id).order_by(page.c.id)).scalars().all()):
        of_pages = select(finding.c.page_result_id, func.count()).where(finding.c.page_result_id.in_(some))
        there = {row[0]: row[1] for row in connection.execute(of_pages.group_by(finding.c.page_result_id))}
        for number, packed in connection.execute(select(page.c.id, page.c.results).where(page.c.id.in_(some))):
            said = sum(one.found for one in page_rows.unpacked_results(packed))
            wrong += said != there.get(number, 0)
    return wrong


def _unused(connection: Connection) -> int:
    used = select(schema.finding.c.place_id).where(schema.finding.c.place_id.is_not(None))
    wanted = select(func.count()).select_from(schema.place).where(schema.place.c.id.not_in(used))
    return connection.execute(wanted).scalar_one()


def _count(connection: Connection, table: object) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()  # type: ignore[arg-type]
