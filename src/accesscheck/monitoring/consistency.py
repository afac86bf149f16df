"""Whether an inventory holds together: problems that no inventory may have, and what is worth a look in a year."""

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from accesscheck.errors import N_
from accesscheck.model.entity import Entity
from accesscheck.model.product import Product
from accesscheck.monitoring.intake import Placed
from accesscheck.monitoring.inventory import Inventory, Row, in_order
from accesscheck.monitoring.problems import Problem, Remark

_MOST_GUESSES = 50
"""Keys for which one that is spelled almost alike is looked for: with thousands, they are of another list."""


def problems(
    entities: Sequence[Placed[Entity]], products: Sequence[Placed[Product]], *, complete: bool = True
) -> list[Problem]:
    """What is wrong between rows. `complete`: all rows are here, so a body that is not, does not exist."""
    found = [*_overlaps(entities), *_overlaps(products), *_parent_cycles(entities), *_successor_cycles(entities)]
    return [*found, *_unknown(entities, products)] if complete else found


def _by_key(rows: Sequence[Placed[Row]]) -> Mapping[str, list[Placed[Row]]]:
    grouped: dict[str, list[Placed[Row]]] = defaultdict(list)
    for one in rows:
        grouped[one.row.key].append(one)
    return grouped


def _wrong(one: "Placed[Entity] | Placed[Product]", column: str, message: str, **params: str) -> Problem:
    return Problem(place=one.place, column=one.headers.get(column, column), message=message, params=params)


def _overlaps(rows: Sequence[Placed[Row]]) -> Iterator[Problem]:
    for key, same in _by_key(rows).items():
        same.sort(key=lambda one: (one.row.valid_from or 0, one.place))
        widest = same[0]
        for one in same[1:]:
            if (one.row.valid_from or 0) <= (widest.row.valid_to or 9999):
                # Rather a row of the file than one of the inventory is to be mended, and rather a later one.
                other, wrong = sorted((one, widest), key=lambda row: (row.place.line > 0, row.place))
                message = N_("The years of “{key}” overlap with those at {other}. Mend the first and last years.")
                if _span(one) == _span(widest):
                    message = N_(
                        "The key “{key}” is also at {other}. Take one out, or give each the years that it holds for."
                    )
                yield _wrong(wrong, "key", message, key=key, other=str(other.place))
            if (one.row.valid_to or 9999) > (widest.row.valid_to or 9999):
                widest = one


def _span(one: "Placed[Entity] | Placed[Product]") -> tuple[int | None, int | None]:
    return one.row.valid_from, one.row.valid_to


def _unknown(entities: Sequence[Placed[Entity]], products: Sequence[Placed[Product]]) -> Iterator[Problem]:
    keys = {one.row.key for one in entities}
    guesses: dict[str, str] = {}

    def wrong(one: "Placed[Entity] | Placed[Product]", column: str, key: str) -> Problem:
        if key not in guesses and len(guesses) < _MOST_GUESSES:
            guesses[key] = next(iter(difflib.get_close_matches(key, keys, n=1, cutoff=0.8)), "")
        if close := guesses.get(key):
            return _wrong(one, column, N_("There is no body “{key}”. Did you mean “{close}”?"), key=key, close=close)
        return _wrong(
            one, column, N_("There is no body “{key}”. Add it to the bodies first, or in the same import."), key=key
        )

    for body in entities:
        if body.row.parent and body.row.parent not in keys:
            yield wrong(body, "parent", body.row.parent)
        yield from (wrong(body, "successors", key) for key in body.row.successors if key not in keys)
    for product in products:
        if product.row.entity and product.row.entity not in keys:
            yield wrong(product, "entity", product.row.entity)


def _parent_cycles(entities: Sequence[Placed[Entity]]) -> Iterator[Problem]:
    """Bodies that belong to themselves, in a year in which a row begins or ends."""
    years = {year for one in entities for year in _span(one) if year} or {0}
    told: set[frozenset[str]] = set()
    for year in sorted(years):
        parents = {one.row.key: one for one in entities if one.row.parent and one.row.valid_in(year)}
        done: set[str] = set()
        for start in parents:
            path: dict[str, None] = {}
            key = start
            while key in parents and key not in done and key not in path:
                path[key] = None
                key = parents[key].row.parent or ""
            if key in path:
                cycle = list(path)[list(path).index(key) :]
                if frozenset(cycle) not in told:
                    told.add(frozenset(cycle))
                    yield _wrong(
                        parents[key],
                        "parent",
                        N_("These bodies belong to each other in a circle: {circle}. Take one out of the other."),
                        circle=" → ".join([*cycle, key]),
                    )
            done.update(path)


def _successor_cycles(entities: Sequence[Placed[Entity]]) -> Iterator[Problem]:
    """Bodies that follow each other in a circle. One that comes back in later years is no circle."""
    by_key = _by_key(entities)
    next_of = {
        id(one): [row for key in one.row.successors if (row := _alive_after(by_key.get(key, []), one)) is not None]
        for one in entities
    }
    state: dict[int, bool] = {}  # True: on the way, False: done.
    for start in entities:
        if not start.row.successors or id(start) in state:
            continue
        path = [start]
        ways = [iter(next_of[id(start)])]
        state[id(start)] = True
        while ways:
            step = next(ways[-1], None)
            if step is None:
                ways.pop()
                state[id(path.pop())] = False
            elif id(step) not in state:
                state[id(step)] = True
                path.append(step)
                ways.append(iter(next_of[id(step)]))
            elif state[id(step)]:
                circle = [*path[path.index(step) :], step]
                yield _wrong(
                    step,
                    "successors",
                    N_("These bodies follow each other in a circle: {circle}. Take one successor out."),
                    circle=" → ".join(one.row.key for one in circle),
                )


def _alive_after(rows: Sequence[Placed[Entity]], ended: Placed[Entity]) -> Placed[Entity] | None:
    """The row of a successor that holds after a body ended; else any, which then cannot be right."""
    after = (ended.row.valid_to or 0) + 1
    later = [one for one in rows if (one.row.valid_to or 9999) >= after]
    return next(iter(later or rows), None)


def remarks(inventory: Inventory, year: int, today: date) -> Iterator[Remark]:
    """What does not fit together in a year, and what is past its day."""
    bodies = {one.key: one for one in in_order(inventory.entities) if one.valid_in(year)}
    products = [one for one in in_order(inventory.products) if one.valid_in(year) and one.status != "ended"]
    yield from _without_products(bodies, products)
    yield from _without_body(inventory.entities, bodies, products, year)
    yield from _past(products, today)
    yield from _same_address(products)


def _without_products(bodies: Mapping[str, Entity], products: Sequence[Product]) -> Iterator[Remark]:
    owners = {one.entity for one in products}
    for key, body in bodies.items():
        if key not in owners:
            yield _remark(N_("{entity} has no product. Add its products, or its last year."), entity=body.key)


def _without_body(
    entities: Sequence[Entity], bodies: Mapping[str, Entity], products: Sequence[Product], year: int
) -> Iterator[Remark]:
    last: dict[str, Entity] = {one.key: one for one in in_order(entities)}
    for product in products:
        if product.entity in bodies:
            continue
        ended = last.get(product.entity)
        if ended is not None and ended.successors:
            yield _remark(
                N_("{product} is in use, and its body {entity} went over into {successors}. Give it its new body."),
                product=product.key,
                entity=ended.key,
                successors=", ".join(ended.successors),
            )
        else:
            yield _remark(
                N_("{product} belongs to {entity}, which does not exist in {year}. Give it a body, or its last year."),
                product=product.key,
                entity=product.entity,
                year=str(year),
            )


def _past(products: Sequence[Product], today: date) -> Iterator[Remark]:
    for product in products:
        for exemption in product.exemptions:
            if exemption.until and exemption.until < today:
                yield Remark(
                    message=N_("{product}: the exemption “{kind}” ended on {day}. Renew it, or take it out."),
                    params={"product": product.key, "day": exemption.until.isoformat()},
                    words={"kind": ("exemptions", exemption.kind)},
                )
        if product.planned and product.planned < today:
            yield _remark(
                N_("{product} would be mended by {day}. Check it, and take the day out or set another one."),
                product=product.key,
                day=product.planned.isoformat(),
            )


def _same_address(products: Sequence[Product]) -> Iterator[Remark]:
    counts = Counter(address for one in products for address in one.addresses)
    for address, count in sorted(counts.items()):
        if count > 1:
            keys = ", ".join(one.key for one in products if address in one.addresses)
            yield _remark(
                N_("{address} is there for several products: {products}. Keep it for one of them."),
                address=address,
                products=keys,
            )


def _remark(message: str, **params: str) -> Remark:
    return Remark(message=message, params=params)
