"""The bodies and their products, with the years in which each row holds."""

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Select, Table, delete, select

from accesscheck.model.entity import Entity
from accesscheck.model.product import Product
from accesscheck.store import schema
from accesscheck.store.database import Database

_FIRST, _LAST = 0, 9999
"""Years that stand for no beginning and no end."""


class Inventory(Database):
    """What is monitored."""

    def put_inventory(self, entities: Iterable[Entity], products: Iterable[Product]) -> None:
        """Bodies and their products, all or none. Of each key, the rows given take the place of those before."""
        entity_rows = [{"key": one.key} | _span_row(one) for one in entities]
        product_rows = [{"product_id": self.product(one.key, make=True)} | _span_row(one) for one in products]
        with self.writing() as connection:
            for key in {row["key"] for row in entity_rows}:
                connection.execute(delete(schema.entity).where(schema.entity.c.key == key))
            for number in {row["product_id"] for row in product_rows}:
                connection.execute(delete(schema.product_facts).where(schema.product_facts.c.product_id == number))
            for table, rows in ((schema.entity, entity_rows), (schema.product_facts, product_rows)):
                if rows:
                    connection.execute(table.insert(), rows)

    def entities(self, year: int | None = None) -> tuple[Entity, ...]:
        """The bodies of a year, else every row of all years, by key and then year."""
        wanted = select(schema.entity).order_by(schema.entity.c.key, schema.entity.c.valid_from)
        return tuple(msgspec.convert(row.data, Entity) for row in self.rows(_valid(wanted, schema.entity, year)))

    def products(self, year: int | None = None) -> tuple[Product, ...]:
        """The products of a year, else every row of all years, by key and then year."""
        facts = schema.product_facts
        wanted = select(facts.c.data).join(schema.product).order_by(schema.product.c.key, facts.c.valid_from)
        return tuple(msgspec.convert(row.data, Product) for row in self.rows(_valid(wanted, facts, year)))


def _span_row(record: Entity | Product) -> dict[str, Any]:
    return {
        "valid_from": _FIRST if record.valid_from is None else record.valid_from,
        "valid_to": _LAST if record.valid_to is None else record.valid_to,
        "data": msgspec.to_builtins(record),
    }


def _valid(wanted: Select[Any], table: Table, year: int | None) -> Select[Any]:
    return wanted if year is None else wanted.where(table.c.valid_from <= year, table.c.valid_to >= year)
