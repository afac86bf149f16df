"""Everything in a store as tables for analysts: CSV or Parquet, with a dictionary that says what each column means."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Select, literal, select, union_all

from accesscheck.errors import N_, InstallationError, OptionError
from accesscheck.messages import say
from accesscheck.model.entity import NAME_LANGUAGES
from accesscheck.store import schema
from accesscheck.store.store import SqlStore

FORMATS = ("csv", "parquet")
DICTIONARY = "dictionary"

Row = Mapping[str, Any]

MEANINGS: Mapping[str, str] = {
    "run": N_("Id of the run."),
    "product": N_("Key of the product; empty for pages outside the inventory."),
    "entity": N_("Key of the body."),
    "page": N_("Number of the page in this store."),
    "rule": N_("Id of the rule."),
    "criterion": N_("Criterion of WCAG 2.2."),
    "key": N_("Key, which stays the same over the years."),
    "valid_from": N_("First year in which the row holds; empty: from the beginning."),
    "valid_to": N_("Last year in which the row holds; empty: until now."),
    "name_nl": N_("Name in Dutch."),
    "name_fr": N_("Name in French."),
    "name_en": N_("Name in English."),
    "name_de": N_("Name in German."),
    "domain": N_("Policy domain."),
    "level": N_("Level of government of a body; reading level (A1 to C2) of pages."),
    "clusters": N_("Groups of public services, with spaces between."),
    "parent": N_("Key of the body that it belongs to."),
    "successors": N_("Keys of the bodies that follow, with spaces between."),
    "kind": N_("Kind of product, of rule, or of snapshot."),
    "addresses": N_("Addresses, with spaces between."),
    "audience": N_("Visits a year, or a class."),
    "status": N_("Status of the product."),
    "planned": N_("Day by which it will be mended."),
    "year": N_("Year of the run."),
    "method": N_("Name of the method."),
    "depth": N_("How deep pages were checked: quick, standard or thorough."),
    "rule_set_sha256": N_("Number of the set of rules: equal numbers, equal rules."),
    "accesscheck_version": N_("Version of accesscheck."),
    "axe_version": N_("Version of axe-core."),
    "started_at": N_("When the run began."),
    "finished_at": N_("When the run was finished; empty: it is not."),
    "state": N_("How far the product is in the run."),
    "reason": N_("Why the product failed, or why the page was chosen."),
    "version": N_("Number of the rule’s content; empty if the run did not announce it."),
    "impact": N_("How much it hinders: minor, moderate, serious or critical."),
    "ground": N_("What a rule about words is about."),
    "criteria": N_("Criteria of WCAG 2.2, with spaces between."),
    "position": N_("Place in the list, from 0."),
    "address": N_("Address of the page."),
    "facts": N_("What the crawl knows of the page, as JSON."),
    "part": N_("Part of the sample."),
    "fetched_at": N_("When the page was read."),
    "sha256": N_("Number of the content; empty if the page could not be read."),
    "title": N_("Title of the page."),
    "language": N_("Language of the text."),
    "profiles": N_("Kinds of target, with spaces between."),
    "seconds": N_("Seconds that the page took."),
    "reference": N_("Where the snapshot is kept."),
    "outcome": N_("failed, cantTell, passed, inapplicable or untested."),
    "fingerprint": N_("The same for the same defect in another run."),
    "place": N_("What the finding lies on: element, text or document."),
    "selector": N_("The element, as a CSS selector."),
    "words": N_("The markup, or the words that are quoted."),
    "line": N_("Line in the source, from 1."),
    "column": N_("Column in the source, from 1."),
    "start": N_("First character in the text, from 0."),
    "end": N_("End in the text, excluded."),
    "pdf_page": N_("Page of the PDF, from 1."),
    "params": N_("What the message is filled with, as JSON."),
    "standing": N_("What the gate of a release made of it; empty without one."),
    "pages": N_("Number of pages."),
    "findings": N_("Number of findings."),
    "tested": N_("Pages on which there was a verdict."),
    "opened": N_("Pages that could be read."),
    "without_failures": N_("Pages that were read and have no finding that failed."),
    "without_wcag_failures": N_("Pages that were read and have none of a criterion of level A or AA."),
    "failures": N_("Findings that failed."),
    "doubts": N_("Findings that a person must judge."),
    "criteria_tested": N_("Criteria of level A or AA with something to judge."),
    "criteria_without_failures": N_("Of those, the criteria without a failure."),
    "vacancies": N_("Pages that were read and hold a vacancy."),
    "vacancies_serious": N_("Vacancies with a serious or critical finding on their wording."),
    "vacancies_incomplete": N_("Vacancies that lack something."),
    "missing_items": N_("What vacancies lack, in all."),
    "compared_with": N_("Id of the earlier run that changes were counted from."),
    "profile": N_("Kind of target."),
    "above": N_("Pages that are harder than their target."),
    "change": N_("open, new, mended, page-gone, not-tested or first-tested."),
}
"""What a column means. A name means the same in each table."""


def export(store: SqlStore, folder: Path, *, format_: str = "csv", language: str = "en") -> tuple[Path, ...]:
    """Write each table and the dictionary into a folder; the paths. Files with these names are written over.

    OptionError for a format, InstallationError for Parquet without pyarrow.
    """
    if format_ not in FORMATS:
        raise OptionError(N_("--format: “{name}” is not allowed. Use one of: csv, parquet."), name=format_)
    write = _writer(format_)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for name, (columns, rows) in tables(store).items():
            path = folder / f"{name}.{format_}"
            write(path, columns, rows())
            written.append(path)
        dictionary = folder / f"{DICTIONARY}.csv"
        _write_csv(dictionary, ("table", "column", "meaning"), _dictionary(store, language))
    except OSError as error:
        raise OptionError(
            N_("{path}: cannot be written: {problem}."), path=str(folder), problem=str(error.strerror)
        ) from None
    return (*written, dictionary)


def tables(store: SqlStore) -> dict[str, tuple[tuple[str, ...], Callable[[], Iterator[Row]]]]:
    """Each table: its columns, and its rows when they are asked for."""
    made: dict[str, tuple[tuple[str, ...], Callable[[], Iterator[Row]]]] = {
        "entities": (ENTITY, partial(_entities, store)),
        "products": (PRODUCT, partial(_products, store)),
    }
    for name, wanted in _selects().items():
        made[name] = (tuple(wanted.selected_columns.keys()), partial(_streamed, store, wanted))
    return made


ENTITY = (
    *("key", "valid_from", "valid_to", "name_nl", "name_fr", "name_en", "name_de", "domain", "level", "clusters"),
    *("parent", "successors"),
)
PRODUCT = (
    *("key", "entity", "valid_from", "valid_to", "kind", "addresses", "name_nl", "name_fr", "name_en", "name_de"),
    *("audience", "status", "planned"),
)
"""Contacts and owners are people: they stay in the store."""


def _entities(store: SqlStore) -> Iterator[Row]:
    for one in store.entities():
        names = {f"name_{language}": one.names.get(language) for language in NAME_LANGUAGES}
        yield names | {name: _plain(getattr(one, name)) for name in ENTITY if name not in names}


def _products(store: SqlStore) -> Iterator[Row]:
    for one in store.products():
        names = {f"name_{language}": one.names.get(language) for language in NAME_LANGUAGES}
        yield names | {name: _plain(getattr(one, name)) for name in PRODUCT if name not in names}


def _selects() -> dict[str, Select[Any]]:
    run, product, rule = schema.run, schema.product, schema.rule
    page, finding, place = schema.page_result, schema.finding, schema.place
    of = (run.c.key.label("run"), product.c.key.label("product"))
    earlier = run.alias()

    def joined(table: Any, *columns: Any) -> Any:
        return (
            select(*of, *columns)
            .select_from(table)
            .join(run, run.c.id == table.c.run_id)
            .join(product, product.c.id == table.c.product_id)
        )

    def tallies(table: Any, *columns: Any, named: Callable[[Any], Any] = lambda wanted: wanted) -> Any:
        """A row for each outcome, so that no column is about two of them."""
        tested = table.c.failed + table.c.cant_tell + table.c.passed + table.c.inapplicable
        none = literal(0)
        counts = (
            ("failed", table.c.failed, table.c.failures),
            ("cantTell", table.c.cant_tell, table.c.doubts),
            ("passed", table.c.passed, none),
            ("inapplicable", table.c.inapplicable, none),
            ("untested", table.c.untested, none),
        )
        return union_all(
            *(
                named(
                    joined(
                        table,
                        *columns,
                        literal(outcome).label("outcome"),
                        pages.label("pages"),
                        findings.label("findings"),
                        tested.label("tested"),
                    ).where((pages > 0) | (findings > 0))
                )
                for outcome, pages, findings in counts
            )
        )

    in_page = select(*of, page.c.id.label("page"), page.c.address, rule.c.key.label("rule"))
    in_page = in_page.select_from(finding).join(page, page.c.id == finding.c.page_result_id)
    in_page = in_page.join(run, run.c.id == page.c.run_id).join(product, product.c.id == page.c.product_id)
    in_page = in_page.join(rule, rule.c.id == finding.c.rule_id).outerjoin(place, place.c.id == finding.c.place_id)
    named = rule.c.key.label("rule")
    columns = ("key", "year", "method", "depth", "rule_set_sha256", "accesscheck_version", "axe_version")
    return {
        "runs": select(*(run.c[name] for name in (*columns, "started_at", "finished_at"))).order_by(run.c.id),
        "product_runs": joined(schema.product_run, schema.product_run.c.state, schema.product_run.c.reason),
        "page_lists": joined(
            schema.listed_page, *(schema.listed_page.c[name] for name in ("position", "address", "facts"))
        ),
        "samples": joined(
            schema.chosen_page,
            *(schema.chosen_page.c[name] for name in ("position", "address", "part", "reason", "params")),
        ),
        "rules": select(
            named, *(rule.c[name] for name in ("version", "kind", "impact", "ground", "criteria"))
        ).order_by(rule.c.id),
        "pages": joined(
            page,
            page.c.id.label("page"),
            *(page.c[name] for name in ("address", "fetched_at", "sha256", "title", "language", "profiles", "seconds")),
        ).order_by(page.c.id),
        "snapshots": joined(page, page.c.address, schema.snapshot.c.kind, schema.snapshot.c.reference)
        .join(schema.snapshot)
        .order_by(page.c.id),
        "findings": in_page.add_columns(
            *(finding.c[name] for name in ("outcome", "impact", "fingerprint")),
            finding.c.place_kind.label("place"),
            place.c.selector,
            place.c.words,
            *(finding.c[name] for name in ("line", "column", "start", "end", "pdf_page", "params", "standing")),
        ).order_by(finding.c.page_result_id, finding.c.position),
        "rule_tallies": tallies(
            schema.rule_tally,
            named,
            named=lambda wanted: wanted.join(rule, rule.c.id == schema.rule_tally.c.rule_id),
        ),
        "criterion_tallies": tallies(schema.criterion_tally, schema.criterion_tally.c.criterion),
        "product_tallies": joined(
            schema.product_tally,
            *(schema.product_tally.c[name] for name in schema.PRODUCT_TALLY),
            earlier.c.key.label("compared_with"),
        ).outerjoin(earlier, earlier.c.id == schema.product_tally.c.compared_with),
        "level_tallies": joined(
            schema.level_tally,
            *(schema.level_tally.c[name] for name in ("profile", "language", "level", "pages", "above")),
        ),
        "change_tallies": joined(
            schema.change_tally, named, schema.change_tally.c.change, schema.change_tally.c.findings
        ).join(rule, rule.c.id == schema.change_tally.c.rule_id),
    }


def _streamed(store: SqlStore, wanted: Select[Any]) -> Iterator[Row]:
    with store.reading() as connection:
        for row in connection.execution_options(yield_per=2_000).execute(wanted):
            yield {name: _plain(value) for name, value in row._mapping.items()}


def _plain(value: Any) -> Any:
    """What a cell can hold: lists of words have spaces between, the rest of JSON stays JSON."""
    match value:
        case list() | tuple():
            return " ".join(map(str, value))
        case dict():
            return json.dumps(value, ensure_ascii=False)
        case None | int() | float() | str():
            return value
        case _:
            return value.isoformat()


def _dictionary(store: SqlStore, language: str) -> Iterator[Row]:
    for name, (columns, _) in tables(store).items():
        for column in columns:
            yield {"table": name, "column": column, "meaning": say(language, MEANINGS[column])}


def _writer(format_: str) -> Callable[[Path, tuple[str, ...], Iterable[Row]], None]:
    if format_ == "csv":
        return _write_csv
    from importlib.util import find_spec

    if find_spec("pyarrow") is None:
        raise InstallationError(N_("Parquet needs pyarrow. Install it with: pip install accesscheck[parquet]"))
    return _write_parquet


def _write_csv(path: Path, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    # The byte order mark tells Excel that this is UTF-8.
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([_harmless(row[name]) for name in columns])


def _harmless(value: Any) -> Any:
    """A cell is data: a spreadsheet would reckon with a text that begins so."""
    return f"'{value}" if isinstance(value, str) and value.lstrip()[:1] in tuple("=+-@＝＋－＠") else value


def _write_parquet(path: Path, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    fields = pa.schema([(name, _arrow_type(name)) for name in columns])
    source = iter(rows)
    with parquet.ParquetWriter(path, fields, compression="zstd") as writer:
        while batch := list(islice(source, 20_000)):
            writer.write_table(pa.Table.from_pylist([_fitting(row) for row in batch], schema=fields))


_NUMBERS = frozenset(
    "page valid_from valid_to year position line column start end pdf_page pages findings tested above".split()
) | frozenset(schema.PRODUCT_TALLY)


def _arrow_type(name: str) -> Any:
    import pyarrow as pa

    return pa.int64() if name in _NUMBERS else pa.float64() if name == "seconds" else pa.string()


def _fitting(row: Row) -> Row:
    """The row with texts that can be written as UTF-8, and numbers as texts where a column holds both."""
    return {
        name: value if value is None or name in _NUMBERS or name == "seconds" else _utf8(str(value))
        for name, value in row.items()
    }


def _utf8(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
