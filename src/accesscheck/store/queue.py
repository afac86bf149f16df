"""The queue of a yearly run: how far each product is, the pages that its crawl found, and those that were chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Table, delete, select

from accesscheck.model.page_list import ChosenPage, ListedPage
from accesscheck.model.stored_run import ProductRun, State
from accesscheck.store import schema
from accesscheck.store.database import Database


class Queue(Database):
    """What a yearly run goes by, and goes on from after a kill."""

    def plan(self, run_id: str, products: Iterable[str]) -> None:
        """Put products in the queue of a run; those that are in it stay as they are."""
        run = self.run(run_id)
        numbers = [self.product(key, make=True) for key in dict.fromkeys(products)]
        rows = [{"run_id": run, "product_id": number, "state": State.PLANNED} for number in numbers]
        with self.writing() as connection:
            if rows:
                connection.execute(self.insert(schema.product_run).on_conflict_do_nothing(), rows)

    def put_state(self, run_id: str, product: str, state: State, *, reason: str | None = None) -> None:
        """How far a product is."""
        number = self.product(product, make=True)
        row = {"run_id": self.run(run_id), "product_id": number, "state": state, "reason": reason}
        with self.writing() as connection:
            connection.execute(self.upsert(schema.product_run, row, ("run_id", "product_id")), row)

    def states(self, run_id: str) -> tuple[ProductRun, ...]:
        """How far each product of a run is, in the order in which they were first seen."""
        queue, product = schema.product_run, schema.product
        wanted = select(product.c.key, queue.c.state, queue.c.reason).join(product)
        rows = self.rows(wanted.where(queue.c.run_id == self.run(run_id)).order_by(product.c.id))
        return tuple(ProductRun(product=row.key, state=State(row.state), reason=row.reason) for row in rows)

    def put_page_list(self, run_id: str, product: str, pages: Iterable[ListedPage]) -> None:
        """The pages that the crawl of a product found, in place of those before."""
        self._put_list(schema.listed_page, run_id, product, [_listed_row(page) for page in pages])

    def page_list(self, run_id: str, product: str) -> tuple[ListedPage, ...]:
        """The pages that the crawl of a product found, in their order."""
        return tuple(map(_listed_page, self._list(schema.listed_page, run_id, product)))

    def put_sample(self, run_id: str, product: str, pages: Iterable[ChosenPage]) -> None:
        """The pages of a product that are audited, in place of those before."""
        self._put_list(schema.chosen_page, run_id, product, [_chosen_row(page) for page in pages])

    def sample(self, run_id: str, product: str) -> tuple[ChosenPage, ...]:
        """The pages of a product that are audited, in their order."""
        return tuple(map(_chosen_page, self._list(schema.chosen_page, run_id, product)))

    def _put_list(self, table: Table, run_id: str, product: str, rows: Iterable[dict[str, Any]]) -> None:
        run, number = self.run(run_id), self.product(product, make=True)
        made = [{"run_id": run, "product_id": number, "position": at} | row for at, row in enumerate(rows)]
        with self.writing() as connection:
            connection.execute(delete(table).where(table.c.run_id == run, table.c.product_id == number))
            if made:
                connection.execute(table.insert(), made)

    def _list(self, table: Table, run_id: str, product: str) -> Sequence[Any]:
        of_product = (table.c.run_id == self.run(run_id), table.c.product_id == self.product(product))
        return self.rows(select(table).where(*of_product).order_by(table.c.position))


def _listed_row(page: ListedPage) -> dict[str, Any]:
    named = ((one.name, getattr(page, one.name)) for one in fields(page) if one.name != "address")
    return {"address": page.address, "facts": {name: value for name, value in named if value not in (None, ())}}


def _listed_page(row: Any) -> ListedPage:
    several = {name: tuple(row.facts.get(name, ())) for name in ("kinds", "features")}
    return ListedPage(address=row.address, **row.facts | several)


def _chosen_row(page: ChosenPage) -> dict[str, Any]:
    return {"address": page.address, "part": page.part, "reason": page.reason, "params": dict(page.params)}


def _chosen_page(row: Any) -> ChosenPage:
    return ChosenPage(address=row.address, part=row.part, reason=row.reason, params=row.params)
