"""Runs and the results of their pages: one transaction a page, and what is written twice is there once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, delete, select, update

from accesscheck import rulefiles
from accesscheck.model.finding import Finding
from accesscheck.model.report import PageResult, Run
from accesscheck.model.rule import Rule
from accesscheck.model.stored_run import StoredRun
from accesscheck.store import page_rows, schema
from accesscheck.store.database import Database, parts


class Results(Database):
    """What audits give, page by page."""

    def begin(self, run: Run, *, year: int | None = None, method: str = "", rules: Iterable[Rule] = ()) -> None:
        """A run begins, or goes on after an interruption. `rules` are those that may be selected."""
        row = {
            "key": run.id,
            "year": year,
            "method": method,
            "depth": run.options.get("depth"),
            "rule_set_sha256": run.rule_set_sha256,
            "accesscheck_version": run.accesscheck_version,
            "axe_version": run.axe_version,
            "started_at": run.started_at,
            "plugins": [list(plugin) for plugin in run.plugins],
            "options": dict(run.options),
        }
        with self.writing() as connection:
            connection.execute(self.upsert(schema.run, row, ("key",)), row)
            number = connection.execute(select(schema.run.c.id).where(schema.run.c.key == run.id)).scalar_one()
            self._put_rules(connection, number, rules)
        self.forget_rules(number)

    def add(
        self, run_id: str, page: PageResult, *, product: str = "", snapshots: Mapping[str, str] | None = None
    ) -> None:
        """Keep the result of a page, whole or not at all; a second result of the same page takes its place.

        `product` is the key of what it belongs to; `snapshots` says, by kind, where what it was made from is kept.
        """
        run, product_id = self.run(run_id), self.product(product, make=True)
        rules = self.rule_ids(run, {result.rule_id for result in page.results} | {f.rule_id for f in page.findings})
        row = page_rows.page_row(page, rules) | {
            "run_id": run,
            "product_id": product_id,
            "identity": page_rows.identity(product, page.target),
        }
        places, findings = page_rows.place_rows(page), list(page_rows.finding_rows(page, rules))
        with self.writing() as connection:
            number = self._put_page(connection, row)
            if places:
                connection.execute(self.insert(schema.place).on_conflict_do_nothing(), places)
            if findings:
                connection.execute(schema.finding.insert(), [one | {"page_result_id": number} for one in findings])
            if snapshots:
                kept = [{"page_result_id": number, "kind": k, "reference": r} for k, r in sorted(snapshots.items())]
                connection.execute(schema.snapshot.insert(), kept)
            unfinished = update(schema.run).where(schema.run.c.id == run, schema.run.c.finished_at.is_not(None))
            connection.execute(unfinished.values(finished_at=None))

    def runs(self) -> tuple[StoredRun, ...]:
        """Every run, in the order in which they began to be kept."""
        return tuple(map(_stored_run, self.rows(select(schema.run).order_by(schema.run.c.id))))

    def pages(self, run_id: str, *, product: str | None = None) -> Iterator[PageResult]:
        """The results of a run, in the order in which they were first added, without text, blocks and picture."""
        for rows, found, rules in self._page_rows(self.run(run_id), None if product is None else self.product(product)):
            for row in rows:
                yield page_rows.page_of(row, found.get(row.id, ()), rules)

    def findings(
        self, run_id: str, *, product: str | None = None, rule_id: str | None = None, most: int | None = None
    ) -> Iterator[tuple[str, Finding]]:
        """Findings and the addresses of their pages, in the order of the pages; at most so many."""
        with self.reading() as connection:
            rules = self.rule_keys(connection)
        finding, page = schema.finding, schema.page_result
        wanted = joined_findings().add_columns(page.c.address).join(page, page.c.id == finding.c.page_result_id)
        wanted = _of_pages(wanted, self.run(run_id), None if product is None else self.product(product))
        if rule_id is not None:
            wanted = wanted.where(finding.c.rule_id.in_([number for number, key in rules.items() if key == rule_id]))
        for row in self.rows(wanted.order_by(page.c.id, finding.c.position).limit(most)):
            yield row.address, page_rows.finding_of(row, rules)

    def snapshots(self, run_id: str, *, product: str | None = None) -> tuple[tuple[str, str, str], ...]:
        """Address, kind and reference of each snapshot of a run."""
        page, snapshot = schema.page_result, schema.snapshot
        wanted = select(page.c.address, snapshot.c.kind, snapshot.c.reference).join(page)
        wanted = _of_pages(wanted, self.run(run_id), None if product is None else self.product(product))
        rows = self.rows(wanted.order_by(page.c.id, snapshot.c.kind))
        return tuple((row.address, row.kind, row.reference) for row in rows)

    def forget_snapshots(self, run_id: str) -> None:
        """Keep no reference to the snapshots of a run any more: they were removed."""
        of_run = select(schema.page_result.c.id).where(schema.page_result.c.run_id == self.run(run_id))
        with self.writing() as connection:
            connection.execute(delete(schema.snapshot).where(schema.snapshot.c.page_result_id.in_(of_run)))

    def _put_rules(self, connection: Connection, run: int, rules: Iterable[Rule]) -> None:
        """The rules that may be selected in a run, in place of their other versions.

        Rules of other names stay: another program may have announced them in the meantime.
        """
        rows = list(map(_rule_row, rules))
        if not rows:
            return
        connection.execute(self.insert(schema.rule).on_conflict_do_nothing(), rows)
        versions = {row["key"]: row["version"] for row in rows}
        stored = connection.execute(select(schema.rule.c.id, schema.rule.c.key, schema.rule.c.version)).all()
        of_run = schema.run_rule
        others = [one.id for one in stored if versions.get(one.key, one.version) != one.version]
        for some in parts(others):
            connection.execute(delete(of_run).where(of_run.c.run_id == run, of_run.c.rule_id.in_(some)))
        chosen = [{"run_id": run, "rule_id": one.id} for one in stored if versions.get(one.key) == one.version]
        connection.execute(self.insert(of_run).on_conflict_do_nothing(), chosen)

    def _put_page(self, connection: Connection, row: page_rows.Row) -> int:
        """The number of the page, which has no findings and no snapshots yet, or no more."""
        upsert = self.upsert(schema.page_result, row, ("run_id", "identity")).returning(schema.page_result.c.id)
        number: int = connection.execute(upsert, row).scalar_one()
        for table in (schema.finding, schema.snapshot):
            connection.execute(delete(table).where(table.c.page_result_id == number))
        return number

    def _page_rows(
        self, run: int, product: int | None
    ) -> Iterator[tuple[Sequence[Any], Mapping[int, list[Finding]], Mapping[int, str]]]:
        """Rows of pages, some at once, with their findings by the number of the page, and the names of rules."""
        page, finding = schema.page_result, schema.finding
        numbers = [row.id for row in self.rows(_of_pages(select(page.c.id), run, product).order_by(page.c.id))]
        for some in parts(numbers):
            with self.reading() as connection:
                rules = self.rule_keys(connection)
                rows = connection.execute(select(page).where(page.c.id.in_(some)).order_by(page.c.id)).all()
                wanted = joined_findings().where(finding.c.page_result_id.in_(some))
                found: dict[int, list[Finding]] = {}
                for row in connection.execute(wanted.order_by(finding.c.page_result_id, finding.c.position)):
                    found.setdefault(row.page_result_id, []).append(page_rows.finding_of(row, rules))
            yield rows, found, rules


def joined_findings() -> Select[Any]:
    """Every column of findings, and what they lie on."""
    finding, place = schema.finding, schema.place
    return select(finding, place.c.selector, place.c.words).outerjoin(place, place.c.id == finding.c.place_id)


def _of_pages(wanted: Any, run: int, product: int | None) -> Any:
    page = schema.page_result
    wanted = wanted.where(page.c.run_id == run)
    return wanted if product is None else wanted.where(page.c.product_id == product)


def _rule_row(rule: Rule) -> page_rows.Row:
    return {
        "key": rule.id,
        "version": rulefiles.rule_set_sha256((rule,))[:16],
        "kind": rule.kind,
        "impact": rule.impact,
        "ground": rule.ground,
        "criteria": [one.clause for one in rule.references if one.standard == "wcag22"],
    }


def _stored_run(row: Any) -> StoredRun:
    return StoredRun(
        run=Run(
            id=row.key,
            started_at=row.started_at,
            accesscheck_version=row.accesscheck_version,
            axe_version=row.axe_version,
            rule_set_sha256=row.rule_set_sha256,
            plugins=tuple((name, version) for name, version in row.plugins),
            options=row.options,
        ),
        year=row.year,
        method=row.method,
        finished_at=row.finished_at,
    )
