"""How fast the store takes findings, how large it gets, and how long the queries of reports take.

    python benchmarks/store.py [FINDINGS] [--postgres ADDRESS]

SQLite and PostgreSQL by the store, and in the same run bare sqlite3 with the same pages: one transaction a page, one
table of findings and no summaries. PostgreSQL is a server of our own that is gone afterwards, unless an address of an
empty database is given.
"""

import argparse
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from accesscheck.model.finding import Finding, Impact, Outcome, RuleResult, UntestedReason, untested
from accesscheck.model.location import ElementLocation
from accesscheck.model.report import PageResult, Run
from accesscheck.model.rule import Reference, Rule, Status
from accesscheck.model.target import Target
from accesscheck.store import open_store

RULES, ON_A_PAGE, PAGES_OF_A_PRODUCT, YEARS = 250, 10, 10, (2025, 2026)
"""As many rules as a check of a web page selects; a page has as many findings as pages of public bodies have."""

CRITERIA = ("1.1.1", "1.3.1", "1.4.3", "2.1.1", "2.4.2", "2.4.4", "2.4.7", "3.1.1", "3.3.2", "4.1.2")


def rules() -> list[Rule]:
    """Rules, each of a criterion."""
    return [
        Rule(
            id=f"rule-{number}",
            kind="html",
            impact=Impact.SERIOUS,
            verdict_on_match=Outcome.FAILED,
            texts={},
            status=Status.STABLE,
            since="1",
            references=(Reference(standard="wcag22", clause=CRITERIA[number % len(CRITERIA)]),),
        )
        for number in range(RULES)
    ]


def pages(year: int, count: int) -> Iterator[tuple[str, PageResult]]:
    """Products and pages. Of the findings of the year before, a fifth is mended, and as many are new."""
    for number in range(count):
        random = Random(number)
        product = f"product-{number // PAGES_OF_A_PRODUCT}"
        found: dict[str, list[Finding]] = {}
        for place in range(ON_A_PAGE):
            version = year if random.random() < 0.2 else 0
            finding = _finding(random, number, place, version)
            found.setdefault(finding.rule_id, []).append(finding)
        address = f"https://{product}.example/page/{number}"
        yield (
            product,
            PageResult(
                target=Target(address=address),
                address=address,
                fetched_at=datetime(year, 5, 1, tzinfo=UTC),
                sha256="a" * 64,
                title=f"Page {number} of a municipality",
                language="nl",
                profiles=("web-page",),
                results=tuple(_result(f"rule-{one}", one, found.get(f"rule-{one}", [])) for one in range(RULES)),
                seconds=2.5,
            ),
        )


def _result(rule_id: str, number: int, found: list[Finding]) -> RuleResult:
    if found:
        return RuleResult(rule_id=rule_id, outcome=Outcome.FAILED, findings=tuple(found), checked=12)
    if number % 10 == 0:
        return untested(rule_id, UntestedReason.NEEDS_SITE)
    outcome = Outcome.PASSED if number % 3 else Outcome.INAPPLICABLE
    return RuleResult(rule_id=rule_id, outcome=outcome, checked=number if number % 3 else 0)


def _finding(random: Random, page: int, place: int, version: int) -> Finding:
    shared = place < 4  # In the header and the footer, which all pages of a site have.
    of = page // PAGES_OF_A_PRODUCT if shared else page
    selector = f"html > body > {'header' if shared else 'main'} > div:nth-of-type({place}) > a:nth-of-type({of % 17})"
    return Finding(
        rule_id=f"rule-{random.randrange(RULES)}",
        outcome=Outcome.FAILED,
        impact=Impact.SERIOUS,
        location=ElementLocation(
            selector=selector, snippet=f'<a class="link" href="/page/{of}/{place}">Read more</a>', line=place, column=9
        ),
        params={"element": '<a class="link">', "ratio": 2.81, "required": "4.5:1"},
        fingerprint=f"{random.getrandbits(64) + version:016x}-{page:08x}",
    )


def run(year: int) -> Run:
    """A run of a year."""
    return Run(
        id=f"year-{year}",
        started_at=datetime(year, 5, 1, tzinfo=UTC),
        accesscheck_version="1",
        axe_version="4",
        rule_set_sha256="0" * 64,
    )


def timed(call: Callable[[], Any]) -> float:
    """Seconds of wall time."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def measure(name: str, address: str, count: int, size: Callable[[Any], int]) -> None:
    """Fill a store, and ask what reports ask."""
    store = open_store(address)
    known = rules()
    spent = 0.0
    for year in YEARS:
        store.begin(run(year), year=year, rules=known)
        for product, page in pages(year, count):
            spent += timed(lambda p=product, page=page, run_id=f"year-{year}": store.add(run_id, page, product=p))
    finishing = sum(timed(lambda year=year: store.finish(f"year-{year}")) for year in YEARS)
    findings = len(YEARS) * count * ON_A_PAGE
    now = f"year-{YEARS[-1]}"
    print(f"{name:26} {findings / spent:9,.0f} {size(store) / findings:9.0f} {finishing:9.1f}", end="")
    for asked in (
        lambda: (store.rule_tallies(now, product="product-1"), store.criterion_tallies(now, product="product-1")),
        lambda: list(store.findings(now, product="product-1")),
        lambda: list(store.changes(now, "product-1")),
        lambda: (store.product_tallies(now), store.criterion_tallies(now), store.rule_counts(now)),
        lambda: store.rule_tallies(now),
    ):
        print(f" {timed(asked):9.3f}", end="", flush=True)
    print()
    store.close()


def measure_bare(path: Path, count: int) -> None:
    """What sqlite3 alone takes for the same findings."""
    database = sqlite3.connect(path, isolation_level=None)
    for statement in (
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = NORMAL",
        "CREATE TABLE page (id INTEGER PRIMARY KEY, run INTEGER, product TEXT, address TEXT)",
        "CREATE TABLE finding (page INTEGER, rule TEXT, outcome TEXT, impact TEXT, fingerprint TEXT, selector TEXT, "
        "snippet TEXT, line INTEGER, params TEXT)",
        "CREATE INDEX of_page ON finding (page)",
        "CREATE INDEX of_run ON page (run, product)",
    ):
        database.execute(statement)
    spent = 0.0
    for year in YEARS:
        for product, page in pages(year, count):
            spent += timed(lambda page=page, product=product, year=year: _add_bare(database, year, product, page))
    findings = len(YEARS) * count * ON_A_PAGE
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    of_page = "FROM finding JOIN page ON page.id = finding.page WHERE run = ?"
    print(f"{'bare sqlite3':26} {findings / spent:9,.0f} {path.stat().st_size / findings:9.0f} {'':9}", end="")
    for query, values in (
        (f"SELECT rule, count(*), count(DISTINCT page) {of_page} AND product = ? GROUP BY rule", (2026, "product-1")),
        (f"SELECT * {of_page} AND product = ?", (2026, "product-1")),
        (None, ()),
        (f"SELECT product, count(*), count(DISTINCT page) {of_page} GROUP BY product", (2026,)),
        (f"SELECT product, rule, count(*), count(DISTINCT page) {of_page} GROUP BY product, rule", (2026,)),
    ):
        if query is None:
            print(f" {'':9}", end="")
        else:
            print(f" {timed(lambda q=query, v=values: database.execute(q, v).fetchall()):9.3f}", end="", flush=True)
    print()
    database.close()


def _add_bare(database: sqlite3.Connection, year: int, product: str, page: PageResult) -> None:
    database.execute("BEGIN IMMEDIATE")
    number = database.execute("INSERT INTO page VALUES (NULL, ?, ?, ?)", (year, product, page.address)).lastrowid
    rows = [
        (
            number,
            one.rule_id,
            one.outcome,
            one.impact,
            one.fingerprint,
            one.location.selector,
            one.location.snippet,
            one.location.line,
            json.dumps(dict(one.params)),
        )
        for one in page.findings
        if isinstance(one.location, ElementLocation)
    ]
    database.executemany("INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    database.execute("COMMIT")


def _size_of_file(store: Any) -> int:
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(store.engine.url.database).stat().st_size


def _size_of_database(store: Any) -> int:
    with store.engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar())


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("findings", nargs="?", type=int, default=200_000)
    parser.add_argument("--postgres", metavar="ADDRESS", help="an empty database; else a server of our own")
    options = parser.parse_args()
    count = max(options.findings // (ON_A_PAGE * len(YEARS)), PAGES_OF_A_PRODUCT * 2)
    print(
        f"{len(YEARS) * count * ON_A_PAGE:,} findings on {len(YEARS) * count:,} pages, {RULES} rules a page, "
        f"{count // PAGES_OF_A_PRODUCT:,} products, {len(YEARS)} years. Seconds of wall time.\n"
    )
    print(
        f"{'':26} {'findings':>9} {'bytes a':>9} {'finish':>9} {'figures':>9} {'findings':>9} {'changes':>9} "
        f"{'figures':>9} {'all rules':>9}"
    )
    print(
        f"{'':26} {'a second':>9} {'finding':>9} {'all runs':>9} {'1 product':>9} {'1 product':>9} {'1 product':>9} "
        f"{'of all':>9} {'of all':>9}"
    )
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        measure_bare(folder / "bare.db", count)
        measure("store in SQLite", str(folder / "store.db"), count, _size_of_file)
        address = options.postgres
        if address is None:
            sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
            import postgres

            address = stack.enter_context(postgres.server()).new_address()
        measure("store in PostgreSQL", address, count, _size_of_database)


if __name__ == "__main__":
    main()
