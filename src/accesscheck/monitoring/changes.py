"""What an import would change in an inventory, and the inventory after it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from accesscheck.model.entity import Entity
from accesscheck.model.product import Product
from accesscheck.monitoring.columns import Table
from accesscheck.monitoring.inventory import Inventory, Records, Row, in_order
from accesscheck.monitoring.rows import entity_cells, product_cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row that is new, changed or gone. `fields` gives the name, what was there and what comes, of what differs."""

    kind: Literal["new", "changed", "gone"]
    table: Table
    before: Entity | Product | None
    after: Entity | Product | None
    fields: tuple[tuple[str, str, str], ...] = ()

    @property
    def about(self) -> Entity | Product:
        """The row that it is about."""
        row = self.after or self.before
        assert row is not None
        return row


def changes(present: Inventory, read: Inventory) -> list[Change]:
    """What is new, changed and gone, by key. Of a table that was not read, nothing is gone."""
    return [
        *(_changes("entities", present.entities, read.entities) if read.entities else ()),
        *(_changes("products", present.products, read.products) if read.products else ()),
    ]


def applied(present: Inventory, found: Sequence[Change], *, remove: bool) -> Records:
    """The inventory after the changes; rows that are gone stay in it unless `remove`."""
    dropped = {id(one.before) for one in found if one.before is not None and (one.kind == "changed" or remove)}
    added = [one.after for one in found if one.after is not None]
    kept = [one for one in present.entities if id(one) not in dropped]
    products = [one for one in present.products if id(one) not in dropped]
    return Records(
        entities=tuple(in_order([*kept, *(one for one in added if isinstance(one, Entity))])),
        products=tuple(in_order([*products, *(one for one in added if isinstance(one, Product))])),
    )


def _changes(table: Table, before: Sequence[Row], after: Sequence[Row]) -> Iterator[Change]:
    old, new = _by_key(before), _by_key(after)
    for key in sorted(old.keys() | new.keys()):
        for was, comes in _pairs(old.get(key, []), new.get(key, [])):
            if was is None:
                yield Change(kind="new", table=table, before=None, after=comes)
            elif comes is None:
                yield Change(kind="gone", table=table, before=was, after=None)
            elif fields := tuple(_differing(was, comes)):
                yield Change(kind="changed", table=table, before=was, after=comes, fields=fields)


def _pairs(old: list[Row], new: list[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Rows of one key by their first year; one that is left on both sides had its first year changed."""
    by_year = {one.valid_from: one for one in old}
    left: list[Row] = []
    for one in new:
        was = by_year.pop(one.valid_from, None)
        if was is None:
            left.append(one)
        else:
            yield was, one
    rest = list(by_year.values())
    if len(rest) == len(left) == 1:
        yield rest[0], left[0]
        return
    yield from ((one, None) for one in rest)
    yield from ((None, one) for one in left)


def _differing(was: Row, comes: Row) -> Iterator[tuple[str, str, str]]:
    before: Mapping[str, str] = _cells(was)
    after: Mapping[str, str] = _cells(comes)
    for name in dict.fromkeys([*before, *after]):
        if before.get(name, "") != after.get(name, ""):
            yield name, before.get(name, ""), after.get(name, "")


def _cells(row: Entity | Product) -> Mapping[str, str]:
    return entity_cells(row) if isinstance(row, Entity) else product_cells(row)


def _by_key(rows: Sequence[Row]) -> Mapping[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for one in rows:
        grouped[one.key].append(one)
    return grouped
