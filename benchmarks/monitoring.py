"""How long the reports of a large government take, from a store with millions of findings.

    python benchmarks/monitoring.py [FINDINGS] [--entities N] [--years N] [--letters N] [--only sqlite|postgres]
                                    [--postgres ADDRESS] [--keep FOLDER]

A store in SQLite and one in PostgreSQL are filled in bulk, as benchmarks/store.py measures how fast pages are added one
by one; each year is then finished as it always is. Reports are made in processes that begin cold. PostgreSQL is a
server of our own that is gone afterwards, unless the address of an empty database is given. With --keep, a store of
SQLite that is in FOLDER is measured again, and one that is not is left there.

Seconds are those of the clock; on a busy machine look at the CPU seconds beside them. Memory is that of the largest
process. Under each figure stands the least that any program would need for it.
"""

import argparse
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from large_government import Size

    from accesscheck.model.rule import Rule
    from accesscheck.monitoring.reports.gather import Year
    from accesscheck.monitoring.reports.publishing import Source

MUST_ENTITY, MUST_GOVERNMENT, MUST_LETTERS = 2.0, 20.0, 900.0
"""Seconds: a report of one body, that of the government, and all 2,000 letters."""

ALL_LETTERS, WORKERS, BODY = 2_000, 2, 7

SENDER = {"name": "Dienst Toegankelijkheid", "email": "dienst@voorbeeld.example", "online": "https://r.example"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """`seconds` of the clock and of the CPU, of a process and those that it began; `memory` in MB; each step apart."""

    seconds: float
    cpu: float
    memory: float
    steps: Mapping[str, float]


def measured(what: str, address: str, size: "Size", **more: Any) -> Spent:
    """A measurement in a process of its own, that knows nothing yet."""
    asked = {"what": what, "address": address, "size": asdict(size), **more}
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, __file__, "--child", json.dumps(asked)], stdout=subprocess.PIPE, check=True, text=True
    )
    return Spent(seconds=time.perf_counter() - began, **json.loads(done.stdout.splitlines()[-1]))


def child(asked: dict[str, Any]) -> None:
    """Do what is asked, and print what it took."""
    from large_government import Size

    task = {
        "entity": entity_report,
        "government": government_report,
        "letters alone": letters_alone,
        "letters": letters,
        "empty": empty_pages,
    }
    size, what = Size(**asked.pop("size")), asked.pop("what")
    steps: dict[str, float] = {}
    last = 0.0
    for name in task[what](size, **asked):
        steps[name], last = time.process_time() - last, time.process_time()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(one.ru_utime + one.ru_stime for one in used)
    print(json.dumps({"cpu": cpu, "memory": max(_peak(), used[1].ru_maxrss / 1024), "steps": steps}))


def _peak() -> float:
    """The most memory that this process had, in MB. `ru_maxrss` would count the process that began it."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def source_of(address: str, size: "Size") -> "Source":
    """Where the year is read from."""
    import large_government

    from accesscheck.monitoring.reports.publishing import Source

    return Source(
        store=address,
        inventory=large_government.inventory(size),
        year=large_government.LAST,
        plans=large_government.plans(size),
        targets=large_government.targets(size),
    )


def entity_report(size: "Size", address: str) -> Iterator[str]:
    """The report of a body as a page; the name of each step as it is done."""
    from large_government import body_key

    from accesscheck import audit
    from accesscheck.monitoring.reports import entity, html, publishing  # noqa: F401

    rules = {one.id: one for one in audit.load_rules()}
    source = source_of(address, size)
    yield "begin"
    year = source.open()
    yield "open"
    facts = year.entity(body_key(BODY))
    yield "facts"
    text = entity.report(facts, rules, "nl")
    yield "words"
    place = html.Place(path="nl/bodies/one/index.html")
    made = [html.page(text, place), *(markup for _, markup in html.sorted_pages(text, place))]
    assert len(made[0]) > 10_000
    yield "HTML"


def government_report(size: "Size", address: str) -> Iterator[str]:
    """The report of the whole government as a page with its sorted pages, and as PDF."""
    from accesscheck import audit
    from accesscheck.monitoring.reports import group, html, pdf

    rules = {one.id: one for one in audit.load_rules()}
    source = source_of(address, size)
    yield "begin"
    year = source.open()
    yield "open"
    facts = year.government()
    yield "facts"
    text = group.report(facts, rules, "nl")
    yield "words"
    place = html.Place(
        path="nl/index.html", reports={f"report:entity/{one.key}": f"nl/bodies/{one.key}/" for one in year.entities}
    )
    html.page(text, place)
    for _ in html.sorted_pages(text, place):
        pass
    yield "HTML"
    pdf.report_pdf(text)
    yield "PDF"


def letters_alone(size: "Size", address: str, count: int) -> Iterator[str]:
    """Letters alone, in HTML and PDF, by as many processes as they are published with."""
    begun = {"mp_context": get_context("spawn"), "initializer": _begin_letters, "initargs": (size, address)}
    with ProcessPoolExecutor(WORKERS, **begun) as pool:
        made = sum(pool.map(_write_letter, range(count), chunksize=8))
    assert made == count, made
    yield "write"


_letters: "tuple[Year, Mapping[str, Rule]] | None" = None


def _begin_letters(size: "Size", address: str) -> None:
    from accesscheck import audit

    global _letters
    _letters = source_of(address, size).open(), {one.id: one for one in audit.load_rules()}


def _write_letter(number: int) -> bool:
    from large_government import body_key

    from accesscheck.monitoring.reports import html, letter, pdf

    assert _letters is not None
    year, rules = _letters
    facts = year.entity(body_key(number))
    day = date(2026, 12, 1)
    sent = letter.letter(facts, rules, "nl", sender=letter.Sender(**SENDER), on=day, online=f"{SENDER['online']}/nl/")
    place = html.Place(path="nl/bodies/one/letter.html", reports={f"report:entity/{facts.entity.key}": "nl/bodies/"})
    return len(html.letter_page(sent, place)) > 1_000 and pdf.letter_pdf(sent).startswith(b"%PDF")


def letters(size: "Size", address: str, count: int, folder: str) -> Iterator[str]:
    """Letters and reports of bodies in HTML and PDF, as they are published."""
    from large_government import body_key

    from accesscheck import audit
    from accesscheck.monitoring.reports import publishing
    from accesscheck.monitoring.reports.letter import Sender

    publication = publishing.Publication(
        folder=Path(folder),
        on=date(2026, 12, 1),
        deadline=date(2027, 2, 1),
        formats=("html", "pdf"),
        bodies=tuple(map(body_key, range(count))),
        sender=Sender(**SENDER),
        workers=WORKERS,
    )
    publishing.publish(source_of(address, size), {one.id: one for one in audit.load_rules()}, publication)
    written = [len(list(Path(folder).rglob(name))) for name in ("letter.pdf", "letter.html", "report.pdf")]
    assert written == [count] * 3, written
    yield "write"


def empty_pages(size: "Size", address: str, count: int) -> Iterator[str]:
    """The least that PDF takes: Typst sets an empty page for each letter, in one process."""
    import typst

    compiler = typst.Compiler(ignore_system_fonts=True)
    for _ in range(count):
        compiler.compile({"main.typ": b'#set document(title: "x")\nx'}, format="pdf", pdf_standards=["ua-1"])
    yield "empty pages"


def fill(address: str, size: "Size") -> None:
    """Fill a store, year by year, and print how long that took."""
    import large_government

    from accesscheck.store import open_store

    store = open_store(address)
    records = large_government.inventory(size)
    store.put_inventory(records.entities, records.products)
    for year in size.all_years:
        large_government.begin(store, size, year)
        writing = clocked(lambda year=year: large_government.write(address, size, year))
        finishing = clocked(lambda year=year: store.finish(large_government.run_of(size, year)[0].id))
        print(
            f"{year}: pages written in bulk in {writing[0]:.0f} s; finish {finishing[0]:.1f} s "
            f"({finishing[1]:.1f} s CPU in this process)",
            flush=True,
        )
    findings, pages = large_government.findings_in(store)
    print(f"{findings:,} findings on {pages:,} pages, {size_of(store) / 1e6:,.0f} MB")
    store.close()


def size_of(store: Any) -> int:
    """Bytes of a store."""
    with store.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar())
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(store.engine.url.database).stat().st_size


def clocked(call: Callable[[], Any]) -> tuple[float, float]:
    """Seconds of the clock, and of the CPU of this process."""
    began, cpu = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - began, time.process_time() - cpu


OF_A_BODY = """
    SELECT f.*, p.selector, p.words FROM finding f LEFT JOIN place p ON p.id = f.place_id
    JOIN page_result r ON r.id = f.page_result_id JOIN product t ON t.id = r.product_id
    WHERE r.run_id = (SELECT id FROM run WHERE key = 'year-2026') AND t.key IN ('W000007', 'V000007')
"""
OF_THE_YEARS = "SELECT * FROM product_tally"
OF_THE_RULES = """
    SELECT rule_id, sum(failed), sum(cant_tell), sum(passed), sum(inapplicable), sum(untested), sum(failures),
    sum(doubts) FROM rule_tally WHERE run_id = (SELECT id FROM run WHERE key = 'year-2026') GROUP BY rule_id
"""
BARE: Mapping[str, tuple[str, ...]] = {
    "entity": (OF_A_BODY, OF_THE_YEARS),
    "government": (OF_THE_RULES, OF_THE_YEARS),
}
"""What the driver alone must read: the findings of the body or the sums of the rules, and the figures of all years."""


def bare(address: str, what: str) -> tuple[float, float]:
    """Seconds to read the rows of a report by the driver of the database alone, with a new connection."""

    def read() -> None:
        if address.startswith("postgresql"):
            import psycopg

            with psycopg.connect(address) as postgres:
                for query in BARE[what]:
                    postgres.execute(query).fetchall()
            return
        database = sqlite3.connect(address)
        for query in BARE[what]:
            database.execute(query).fetchall()
        database.close()

    return clocked(read)


def tell(name: str, spent: Spent, must: float, of: str = "") -> None:
    """A line of the table."""
    steps = ", ".join(f"{step} {seconds:.2f}" for step, seconds in spent.steps.items())
    print(
        f"{name:38} {spent.seconds:8.2f} {spent.cpu:8.2f} {must:8.0f} {spent.seconds / must:7.2f} {spent.memory:8.0f}"
        f"   {of or steps}",
        flush=True,
    )


def tell_bare(name: str, seconds: float, cpu: float, of: float) -> None:
    """A line with the least that is needed, and how many times that we take."""
    print(f"  {name:36} {seconds:8.2f} {cpu:8.2f} {'':8} {'':7} {'':8}   we take {of / max(cpu, 1e-3):.0f} x the CPU")


def report(name: str, address: str, size: "Size", count: int, folder: Path) -> None:
    """Measure the reports of a store, and print a table."""
    print(
        f"\n{name}\n{'':38} {'seconds':>8} {'CPU':>8} {'must':>8} {'of must':>7} {'MB':>8}   CPU seconds of the steps"
    )
    for what, must in (("entity", MUST_ENTITY), ("government", MUST_GOVERNMENT)):
        spent = measured(what, address, size)
        tell(f"report of {'a body' if what == 'entity' else 'the government'}", spent, must)
        tell_bare("its rows, by the driver alone", *bare(address, what), spent.cpu)
    count = min(count, size.bodies)
    least = measured("empty", address, size, count=count)
    alone = measured("letters alone", address, size, count=count)
    published = measured("letters", address, size, count=count, folder=str(folder))
    for name, spent in (("letters", alone), ("letters, each with its report", published)):
        tell(f"{count:,} {name}", spent, MUST_LETTERS * count / ALL_LETTERS, f"{WORKERS} processes")
        tell_bare(f"{count:,} empty pages by Typst", least.seconds, least.cpu, spent.cpu)
    if count != ALL_LETTERS:
        print(f"Not all {ALL_LETTERS:,} letters were written, so their time must be {count / ALL_LETTERS:.0%} of all.")


def main() -> None:
    """Measure, and print a table for each store."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("findings", nargs="?", type=int, default=2_000_000)
    parser.add_argument("--entities", type=int, default=2_000, metavar="N")
    parser.add_argument("--years", type=int, default=5, metavar="N")
    parser.add_argument("--letters", type=int, default=ALL_LETTERS, metavar="N", help="so many letters are written")
    parser.add_argument("--only", choices=("sqlite", "postgres"))
    parser.add_argument("--postgres", metavar="ADDRESS", help="an empty database; else a server of our own")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the store of SQLite is, or is left")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(json.loads(options.child))
        return

    from large_government import ON_A_PAGE, Size

    pages = max(5, round(options.findings / (options.entities * options.years * ON_A_PAGE)))
    size = Size(bodies=options.entities, years=options.years, pages=pages)
    print(
        f"{size.bodies:,} bodies, {size.years} years, {size.pages} pages of a body in a year, {os.cpu_count()} cores",
        flush=True,
    )
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if options.only != "postgres":
            kept = options.keep or folder
            kept.mkdir(parents=True, exist_ok=True)
            store = kept / "store.db"
            if not (kept / "whole").exists():
                store.unlink(missing_ok=True)
                fill(str(store), size)
                (kept / "whole").touch()
            report("SQLite", str(store), size, options.letters, folder / "sqlite")
        if options.only != "sqlite":
            address = options.postgres
            if address is None:
                sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
                import postgres

                address = stack.enter_context(postgres.server()).new_address()
            fill(address, size)
            report("PostgreSQL", address, size, options.letters, folder / "postgres")


if __name__ == "__main__":
    main()
