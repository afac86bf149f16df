"""The figures of a run: written when it is finished, so that a report reads no findings."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    Table,
    Text,
    case,
    cast,
    delete,
    func,
    select,
    type_coerce,
    union,
    update,
)

from accesscheck.errors import N_, StoreError
from accesscheck.model.change import ChangedFinding, ChangeTally
from accesscheck.model.finding import Impact, Outcome
from accesscheck.model.tally import CriterionTally, LevelTally, ProductTally, RuleTally, Tally
from accesscheck.store import page_rows, schema, summaries
from accesscheck.store.database import Database, parts
from accesscheck.store.results import joined_findings


class Tallies(Database):
    """What the pages of a run add up to."""

    def finish(self, run_id: str, *, at: datetime | None = None) -> None:
        """Write the summaries of a run, product by product, and then that it is finished (now, or `at`).

        It may be called again. Until it has ended, the run counts as unfinished.
        """
        run = self.run(run_id)
        with self.reading() as connection:
            product_ids = connection.execute(_products_of(run)).scalars().all()
            rules = self._facts(connection)
        for product_id in product_ids:
            with self.writing() as connection:
                self._summarise(connection, run, product_id, rules)
        with self.writing() as connection:
            moment = datetime.now(UTC) if at is None else at
            connection.execute(update(schema.run).where(schema.run.c.id == run).values(finished_at=moment))

    def rule_counts(self, run_id: str, *, products: Collection[str] | None = None) -> Mapping[str, Tally]:
        """By rule, the pages and findings of some products of a run, or of all; of an unfinished run, so far."""
        run = self.run(run_id)
        numbers = None if products is None else [self.product(key) for key in products]
        counts = self._stored_counts(run, numbers) if self._finished(run) else self._counts_so_far(run, numbers)
        return dict(sorted(counts.items()))

    def _stored_counts(self, run: int, products: Collection[int] | None) -> dict[str, Tally]:
        tally, rule = schema.rule_tally, schema.rule
        sums = (cast(func.sum(tally.c[name]), Integer).label(name) for name in schema.TALLY)
        wanted = select(rule.c.key, *sums).join(rule).where(tally.c.run_id == run).group_by(rule.c.key)
        if products is not None:
            wanted = wanted.where(tally.c.product_id.in_(products))
        return {row.key: _tally(row[1:]) for row in self.rows(wanted)}

    def _counts_so_far(self, run: int, products: Collection[int] | None) -> dict[str, Tally]:
        with self.reading() as connection:
            rules = self._facts(connection)
            counts = summaries.counted("", self._seen(connection, run, products), rules)
        return {rules[number].key: tally for number, tally in counts.rules.items()}

    def rule_tallies(self, run_id: str, *, product: str | None = None) -> tuple[RuleTally, ...]:
        """The rules of a finished run, by product: a row for each, so some hundreds for each product."""
        columns = (schema.rule_tally.c.rule_id, *(schema.rule_tally.c[name] for name in schema.TALLY))
        rows = self.rows(self._summary(schema.rule_tally, columns, run_id, product))
        rules = {row.id: row for row in self.rows(select(schema.rule))}
        criteria = {number: tuple(rule.criteria) for number, rule in rules.items()}
        made = [
            RuleTally(
                product=row[0],
                rule_id=(rule := rules[row[1]]).key,
                impact=rule.impact,
                ground=rule.ground,
                criteria=criteria[row[1]],
                tally=_tally(row[2:]),
            )
            for row in rows
        ]
        return tuple(sorted(made, key=lambda one: (one.product, one.rule_id)))

    def criterion_tallies(self, run_id: str, *, product: str | None = None) -> tuple[CriterionTally, ...]:
        """The criteria of a finished run, by product."""
        table = schema.criterion_tally
        columns = (table.c.criterion, *(table.c[name] for name in schema.TALLY))
        rows = self.rows(self._summary(table, columns, run_id, product))
        made = (CriterionTally(product=row[0], criterion=row[1], tally=_tally(row[2:])) for row in rows)
        return tuple(sorted(made, key=lambda one: (one.product, one.criterion)))

    def product_tallies(self, run_id: str, *, products: Collection[str] | None = None) -> tuple[ProductTally, ...]:
        """The products of a finished run, or some of them, by key."""
        earlier = schema.run.alias()
        columns = (*(schema.product_tally.c[name] for name in schema.PRODUCT_TALLY), earlier.c.key.label("earlier"))
        wanted = self._summary(schema.product_tally, columns, run_id, None)
        wanted = wanted.outerjoin(earlier, earlier.c.id == schema.product_tally.c.compared_with)
        rows = self.of_products(wanted.order_by(schema.product.c.key), schema.product_tally, products)
        return tuple(
            ProductTally(
                product=key, compared_with=compared_with, **dict(zip(schema.PRODUCT_TALLY, counts, strict=True))
            )
            for key, *counts, compared_with in rows
        )

    def level_tallies(self, run_id: str, *, products: Collection[str] | None = None) -> tuple[LevelTally, ...]:
        """The reading levels of a finished run, by product; of some products or of all."""
        level = schema.level_tally
        # None of these needs what AnyText does, and there are tens of thousands.
        facts = [type_coerce(one, Text) for one in (level.c.profile, level.c.language, level.c.level)]
        wanted = self._summary(level, (*facts, level.c.pages, level.c.above), run_id, None)
        rows = self.of_products(wanted.order_by(schema.product.c.key, *facts), level, products)
        return tuple(
            LevelTally(product=key, profile=profile, language=language, level=name, pages=pages, above=above)
            for key, profile, language, name, pages, above in rows
        )

    def change_tallies(self, run_id: str, *, product: str | None = None) -> tuple[ChangeTally, ...]:
        """What became of the findings since an earlier run, by product and rule."""
        tally, rule = schema.change_tally, schema.rule
        columns = (rule.c.key.label("rule_key"), tally.c.change, tally.c.findings)
        wanted = self._summary(tally, columns, run_id, product).join(rule)
        return tuple(
            ChangeTally(product=row.product_key, rule_id=row.rule_key, change=row.change, findings=row.findings)
            for row in self.rows(wanted.order_by(schema.product.c.key, rule.c.key, tally.c.change))
        )

    def changes(self, run_id: str, product: str) -> Iterator[ChangedFinding]:
        """What became of each finding of a product since an earlier run; nothing without one."""
        run, product_id = self.run(run_id), self.product(product)
        with self.reading() as connection:
            pages = tuple(self._seen(connection, run, (product_id,)))
            found = self._changes(connection, run, product_id, pages, self._facts(connection))[1]
            rules = self.rule_keys(connection)
            addresses: dict[int, str] = {}
            by_page: dict[int, dict[int, Any]] = {}
            for some in parts(sorted({one.page for one in found})):
                page = schema.page_result
                for row in connection.execute(select(page.c.id, page.c.address).where(page.c.id.in_(some))):
                    addresses[row.id] = row.address
                for row in connection.execute(joined_findings().where(schema.finding.c.page_result_id.in_(some))):
                    by_page.setdefault(row.page_result_id, {})[row.position] = row
        for one in found:
            row = by_page[one.page][one.finding.position]
            yield ChangedFinding(
                address=addresses[one.page], change=one.change, finding=page_rows.finding_of(row, rules)
            )

    def _summarise(
        self, connection: Connection, run: int, product: int, rules: Mapping[int, summaries.RuleFacts]
    ) -> None:
        """The figures of a product, in place of those before."""
        for table in schema.SUMMARIES:
            connection.execute(delete(table).where(table.c.run_id == run, table.c.product_id == product))
        pages = tuple(self._seen(connection, run, (product,)))
        counts = summaries.counted("", pages, rules)
        earlier, changed = self._changes(connection, run, product, pages, rules)
        changes = Counter((one.finding.rule_id, one.change) for one in changed)
        by_rule = [{"rule_id": number} | _columns(tally) for number, tally in counts.rules.items()]
        by_criterion = [{"criterion": name} | _columns(tally) for name, tally in counts.criteria.items()]
        rows: tuple[tuple[Table, list[dict[str, Any]]], ...] = (
            (schema.rule_tally, by_rule),
            (schema.criterion_tally, by_criterion),
            (schema.product_tally, [_columns(counts.product) | {"compared_with": earlier}]),
            (schema.level_tally, [_columns(level) for level in counts.levels]),
            (schema.change_tally, [{"rule_id": r, "change": c, "findings": n} for (r, c), n in changes.items()]),
        )
        for table, made in rows:
            if made:
                known = {"run_id": run, "product_id": product}
                connection.execute(table.insert(), [row | known for row in made])

    def _changes(
        self,
        connection: Connection,
        run: int,
        product: int,
        pages: Sequence[summaries.SeenPage],
        rules: Mapping[int, summaries.RuleFacts],
    ) -> tuple[int | None, list[summaries.Changed]]:
        """The earlier run that a product is compared with, and what became of each finding since."""
        earlier = self._earlier(connection, run, product)
        if earlier is None:
            return None, []
        listed = schema.listed_page
        crawled = select(listed.c.address).where(listed.c.run_id == run, listed.c.product_id == product)
        first: dict[str, int] = {}
        same_rule = {number: first.setdefault(one.key, number) for number, one in rules.items()}
        found = summaries.changes(
            tuple(self._seen(connection, earlier, (product,))),
            pages,
            listed=frozenset(map(page_rows.key_of_address, connection.execute(crawled).scalars())),
            same_rule=same_rule,
        )
        return earlier, list(found)

    def _earlier(self, connection: Connection, run: int, product: int) -> int | None:
        """The finished run of the last year before that has the product; of several, one with the same rules."""
        table, page = schema.run, schema.page_result
        mine = connection.execute(select(table.c.year, table.c.rule_set_sha256).where(table.c.id == run)).one()
        if mine.year is None:
            return None
        seen = select(page.c.id).where(page.c.run_id == table.c.id, page.c.product_id == product).exists()
        wanted = select(table.c.id).where(table.c.year < mine.year, table.c.finished_at.is_not(None), seen)
        same = case((table.c.rule_set_sha256 == mine.rule_set_sha256, 1), else_=0)
        number: int | None = connection.execute(
            wanted.order_by(table.c.year.desc(), same.desc(), table.c.id.desc()).limit(1)
        ).scalar()
        return number

    def _seen(self, connection: Connection, run: int, products: Collection[int] | None) -> Iterator[summaries.SeenPage]:
        """The pages of a run, as summaries see them."""
        page, finding = schema.page_result, schema.finding
        numbers = select(page.c.id).where(page.c.run_id == run)
        if products is not None:
            numbers = numbers.where(page.c.product_id.in_(products))
        columns = (page.c.id, page.c.page_key, page.c.sha256, page.c.notes, page.c.language, page.c.profiles)
        for some in parts(connection.execute(numbers.order_by(page.c.id)).scalars().all()):
            found: dict[int, list[summaries.SeenFinding]] = {}
            seen = (finding.c.position, finding.c.rule_id, finding.c.outcome, finding.c.impact, finding.c.fingerprint)
            of_pages = select(finding.c.page_result_id, *seen).where(finding.c.page_result_id.in_(some))
            for one in connection.execute(of_pages):
                found.setdefault(one.page_result_id, []).append(_seen_finding(one))
            rows = connection.execute(select(*columns, page.c.results).where(page.c.id.in_(some)).order_by(page.c.id))
            for row in rows:
                yield _seen_page(row, found.get(row.id, []))

    def _facts(self, connection: Connection) -> dict[int, summaries.RuleFacts]:
        rule = schema.rule
        rows = connection.execute(select(rule.c.id, rule.c.key, rule.c.ground, rule.c.criteria).order_by(rule.c.id))
        return {
            row.id: summaries.RuleFacts(key=row.key, ground=row.ground, criteria=tuple(row.criteria)) for row in rows
        }

    def _summary(self, table: Table, columns: Iterable[Any], run_id: str, product: str | None) -> Select[Any]:
        """Columns of a table of figures, after `product_key`. StoreError if the run is not finished."""
        run = self.finished_run(run_id)
        wanted = select(schema.product.c.key.label("product_key"), *columns).select_from(table)
        wanted = wanted.join(schema.product, schema.product.c.id == table.c.product_id).where(table.c.run_id == run)
        return wanted if product is None else wanted.where(table.c.product_id == self.product(product))

    def of_products(self, wanted: Select[Any], table: Table, products: Collection[str] | None) -> Iterator[Any]:
        """The rows of some products, some at a time in the order of their keys, or of all."""
        if products is None:
            yield from self.rows(wanted)
            return
        for some in parts([self.product(key) for key in sorted(products)]):
            yield from self.rows(wanted.where(table.c.product_id.in_(some)))

    def finished_run(self, run_id: str) -> int:
        """The number of a run that has figures. StoreError if it is not finished."""
        run = self.run(run_id)
        if not self._finished(run):
            raise StoreError(
                N_("The run “{run}” is not finished, so it has no figures yet. Finish it first."), run=run_id
            )
        return run

    def _finished(self, run: int) -> bool:
        wanted = select(schema.run.c.finished_at).where(schema.run.c.id == run)
        return self.rows(wanted)[0].finished_at is not None


def _products_of(run: int) -> Select[Any]:
    """The products that a run planned or has pages of."""
    page, queue = schema.page_result, schema.product_run
    both = union(
        select(page.c.product_id).where(page.c.run_id == run), select(queue.c.product_id).where(queue.c.run_id == run)
    ).subquery()
    return select(both.c.product_id).order_by(both.c.product_id)


def _columns(counts: Tally | ProductTally | LevelTally) -> dict[str, Any]:
    """The fields of a tally; whose it is stands in other columns."""
    return {one.name: getattr(counts, one.name) for one in fields(counts) if one.name != "product"}


def _tally(counts: Iterable[int]) -> Tally:
    """The tally of the columns `schema.TALLY`, in their order."""
    return Tally(**dict(zip(schema.TALLY, counts, strict=True)))


def _seen_finding(row: Any) -> summaries.SeenFinding:
    return summaries.SeenFinding(
        position=row.position,
        rule_id=row.rule_id,
        outcome=Outcome(row.outcome),
        impact=Impact(row.impact),
        fingerprint=row.fingerprint,
    )


def _seen_page(row: Any, found: Sequence[summaries.SeenFinding]) -> summaries.SeenPage:
    return summaries.SeenPage(
        id=row.id,
        key=row.page_key,
        opened=row.sha256 is not None,
        gone=any(key == "status" and params.get("status") in ("404", "410") for key, params in row.notes),
        language=row.language or "",
        profiles=tuple(row.profiles),
        results=tuple(page_rows.unpacked_results(row.results)),
        findings=tuple(found),
    )
