"""What a finished run shows over several products at once, added up by the database."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Integer, Select, Table, and_, case, cast, func, select

from accesscheck.model.change import Change
from accesscheck.model.spread import CriterionSpread, Example, ProductSpread, RuleSpread
from accesscheck.model.tally import Tally
from accesscheck.store import page_rows, schema
from accesscheck.store.results import joined_findings
from accesscheck.store.tallies import Tallies

DOCUMENT = "document"
"""The kind of snapshot that a page can be made from again, and shown."""


class Spreads(Tallies):
    """Some products of a run together, or all of them with None. StoreError of a run that is not finished."""

    def rule_spreads(self, run_id: str, *, products: Collection[str] | None = None) -> tuple[RuleSpread, ...]:
        """The rules, by name."""
        table, rule = schema.rule_tally, schema.rule
        judged = table.c.failed + table.c.cant_tell + table.c.passed + table.c.inapplicable > 0
        wanted = select(table.c.rule_id, *_sums(table, judged)).group_by(table.c.rule_id)
        facts = {row.id: row for row in self.rows(select(rule))}
        found: dict[str, list[Any]] = defaultdict(list)
        for row in self._rows(wanted, table, run_id, products):
            found[facts[row.rule_id].key].append(row)
        made = []
        for key, rows in sorted(found.items()):
            of_rule = facts[rows[-1].rule_id]
            made.append(
                RuleSpread(
                    rule_id=key,
                    impact=of_rule.impact,
                    ground=of_rule.ground,
                    criteria=tuple(of_rule.criteria),
                    **_added(rows),
                )
            )
        return tuple(made)

    def criterion_spreads(self, run_id: str, *, products: Collection[str] | None = None) -> tuple[CriterionSpread, ...]:
        """The criteria that some rule is about, in the order of WCAG."""
        table = schema.criterion_tally
        judged = table.c.failed + table.c.cant_tell + table.c.passed > 0
        wanted = select(table.c.criterion, *_sums(table, judged)).group_by(table.c.criterion)
        found: dict[str, list[Any]] = defaultdict(list)
        for row in self._rows(wanted, table, run_id, products):
            found[row.criterion].append(row)
        made = (CriterionSpread(criterion=name, **_added(rows)) for name, rows in found.items())
        return tuple(sorted(made, key=lambda one: [int(part) for part in one.criterion.split(".")]))

    def product_spreads(self, run_id: str, *, rules: Collection[str]) -> tuple[ProductSpread, ...]:
        """The products on which one of some rules gave a verdict, by key."""
        table, product = schema.rule_tally, schema.product
        found = table.c.failed + table.c.cant_tell
        tested = found + table.c.passed + table.c.inapplicable
        sums = {
            "tested": func.max(tested),
            "failed": func.max(table.c.failed),
            "found": func.max(found),
            "failures": func.sum(table.c.failures),
            "doubts": func.sum(table.c.doubts),
        }
        # Grouped by number before the key is looked up: the rows lie in that order.
        added = (
            select(table.c.product_id, *(cast(value, Integer).label(name) for name, value in sums.items()))
            .where(table.c.run_id == self.finished_run(run_id), table.c.rule_id.in_(_numbers(rules)))
            .group_by(table.c.product_id)
            .having(func.max(tested) > 0)
            .subquery()
        )
        wanted = (
            select(product.c.key, *(added.c[name] for name in sums))
            .join(added, added.c.product_id == product.c.id)
            .order_by(product.c.key)
        )
        return tuple(
            ProductSpread(product=row.key, **{name: row._mapping[name] for name in sums}) for row in self.rows(wanted)
        )

    def most_found(self, run_id: str, *, rules: Collection[str], products: int) -> Mapping[str, tuple[str, ...]]:
        """By rule, the products on which most pages have a finding of it: at most so many, failures before doubts."""
        table, rule, product = schema.rule_tally, schema.rule, schema.product
        most = func.row_number().over(
            partition_by=table.c.rule_id,
            order_by=(table.c.failed.desc(), table.c.cant_tell.desc(), table.c.product_id),
        )
        ranked = (
            select(table.c.rule_id, table.c.product_id, most.label("place"))
            .where(
                table.c.run_id == self.finished_run(run_id),
                table.c.rule_id.in_(_numbers(rules)),
                table.c.failed + table.c.cant_tell > 0,
            )
            .subquery()
        )
        wanted = (
            select(rule.c.key.label("rule_key"), product.c.key)
            .join(ranked, ranked.c.rule_id == rule.c.id)
            .join(product, product.c.id == ranked.c.product_id)
            .where(ranked.c.place <= products)
            .order_by(rule.c.key, ranked.c.place, rule.c.id)
        )
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.rows(wanted):
            found[row.rule_key].append(row.key)
        return {key: tuple(dict.fromkeys(keys))[:products] for key, keys in found.items()}

    def change_counts(
        self, run_id: str, *, products: Collection[str] | None = None
    ) -> Mapping[str, Mapping[Change, int]]:
        """By rule, how many findings were new, mended, open … since an earlier run."""
        table, rule = schema.change_tally, schema.rule
        total = cast(func.sum(table.c.findings), Integer).label("total")
        wanted = select(rule.c.key, table.c.change, total).join(rule)
        found: dict[str, dict[Change, int]] = defaultdict(dict)
        for row in self._rows(wanted.group_by(rule.c.key, table.c.change), table, run_id, products):
            change = Change(row.change)
            found[row.key][change] = found[row.key].get(change, 0) + row.total
        return dict(sorted(found.items()))

    def run_rules(self, run_id: str) -> Mapping[str, str]:
        """The rules that could be selected in a run, by name, each with the version of that run."""
        rule, of_run = schema.rule, schema.run_rule
        wanted = select(rule.c.key, rule.c.version).join(of_run).where(of_run.c.run_id == self.run(run_id))
        return {row.key: row.version for row in self.rows(wanted.order_by(rule.c.key))}

    def examples(self, run_id: str, *, products: Collection[str], pages: int) -> tuple[Example, ...]:
        """Of each rule with findings, the first one on each of its first pages; failures before doubts."""
        page, finding, snapshot = schema.page_result, schema.finding, schema.snapshot
        numbers = [self.product(key) for key in products]
        on_page = func.row_number().over(
            partition_by=(finding.c.rule_id, finding.c.page_result_id), order_by=(finding.c.outcome, finding.c.position)
        )
        first = (
            select(
                finding.c.rule_id, finding.c.page_result_id, finding.c.position, finding.c.outcome, on_page.label("nth")
            )
            .join(page, page.c.id == finding.c.page_result_id)
            .where(page.c.run_id == self.run(run_id), page.c.product_id.in_(numbers))
            .subquery()
        )
        of_rule = func.row_number().over(
            partition_by=first.c.rule_id, order_by=(first.c.outcome, first.c.page_result_id)
        )
        places = (
            select(first.c.page_result_id, first.c.position, of_rule.label("rank")).where(first.c.nth == 1).subquery()
        )
        wanted = (
            joined_findings()
            .add_columns(page.c.address, page.c.title, page.c.language, schema.product.c.key, snapshot.c.reference)
            .join(page, page.c.id == finding.c.page_result_id)
            .join(schema.product, schema.product.c.id == page.c.product_id)
            .join(places, and_(places.c.page_result_id == page.c.id, places.c.position == finding.c.position))
            .outerjoin(snapshot, and_(snapshot.c.page_result_id == page.c.id, snapshot.c.kind == DOCUMENT))
            .where(places.c.rank <= pages)
            .order_by(finding.c.rule_id, places.c.rank)
        )
        with self.reading() as connection:
            rules = self.rule_keys(connection)
            rows = connection.execute(wanted).all()
        return tuple(
            Example(
                product=row.key,
                address=row.address,
                title=row.title,
                language=row.language,
                finding=page_rows.finding_of(row, rules),
                snapshot=row.reference,
            )
            for row in rows
        )

    def _rows(self, wanted: Select[Any], table: Table, run_id: str, products: Collection[str] | None) -> Iterator[Any]:
        """The rows of these products in a finished run; of many products, a key may come in several rows."""
        return self.of_products(wanted.where(table.c.run_id == self.finished_run(run_id)), table, products)


def _numbers(rules: Collection[str]) -> Select[tuple[int]]:
    """The numbers of all versions of some rules."""
    return select(schema.rule.c.id).where(schema.rule.c.key.in_(rules))


def _sums(table: Table, judged: Any) -> tuple[Any, ...]:
    """The columns of a tally added up, and the products with a verdict and with a failure."""
    return (
        *(cast(func.sum(table.c[name]), Integer).label(name) for name in schema.TALLY),
        cast(func.sum(case((judged, 1), else_=0)), Integer).label("judged"),
        cast(func.sum(case((table.c.failed > 0, 1), else_=0)), Integer).label("failing"),
    )


def _added(rows: Sequence[Any]) -> dict[str, Any]:
    """The sums of rows: of several versions of a rule, or of some products at a time."""
    tally = sum((Tally(**{name: row._mapping[name] for name in schema.TALLY}) for row in rows), Tally())
    return {
        "tally": tally,
        "products": sum(row.judged for row in rows),
        "failing": sum(row.failing for row in rows),
    }
