"""The tables. What they are for stands in docs/store.md; a change to them needs a revision in `migrations`."""

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

from accesscheck.model.change import Change
from accesscheck.model.finding import Impact, Outcome
from accesscheck.model.standing import Standing
from accesscheck.model.stored_run import State
from accesscheck.store.column_types import AnyText, Json, Moment, Number, Word

HEAD = "0001"
"""The revision that this code reads and writes. Revisions are numbered, so that an older one sorts first."""

VERSION_TABLE = "accesscheck_schema"

OUTCOMES = tuple(Outcome)
IMPACTS = tuple(Impact)
STANDINGS = tuple(Standing)
STATES = tuple(State)
CHANGES = tuple(Change)
PLACES = ("document", "element", "text")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _counts(*names: str) -> list[Column[int]]:
    return [Column(name, Integer, nullable=False) for name in names]


TALLY = ("failed", "cant_tell", "passed", "inapplicable", "untested", "failures", "doubts")
"""Columns of a tally: its fields."""

entity = Table(
    "entity",
    metadata,
    Column("key", AnyText, primary_key=True),
    Column("valid_from", SmallInteger, primary_key=True, autoincrement=False),
    Column("valid_to", SmallInteger, nullable=False),
    Column("data", Json, nullable=False),
)

product = Table(
    "product",
    metadata,
    Column("id", Number, primary_key=True),
    Column("key", AnyText, nullable=False, unique=True),
)

product_facts = Table(
    "product_facts",
    metadata,
    Column("product_id", Number, ForeignKey("product.id"), primary_key=True, autoincrement=False),
    Column("valid_from", SmallInteger, primary_key=True, autoincrement=False),
    Column("valid_to", SmallInteger, nullable=False),
    Column("data", Json, nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("id", Number, primary_key=True),
    Column("key", AnyText, nullable=False, unique=True),
    Column("year", SmallInteger),
    Column("method", AnyText, nullable=False),
    Column("depth", AnyText),
    Column("rule_set_sha256", AnyText, nullable=False),
    Column("accesscheck_version", AnyText, nullable=False),
    Column("axe_version", AnyText, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("plugins", Json, nullable=False),
    Column("options", Json, nullable=False),
)

rule = Table(
    "rule",
    metadata,
    Column("id", Number, primary_key=True),
    Column("key", AnyText, nullable=False),
    Column("version", Text, nullable=False),
    Column("kind", AnyText),
    Column("impact", Word(IMPACTS)),
    Column("ground", AnyText),
    Column("criteria", Json, nullable=False),
    UniqueConstraint("key", "version"),
)

run_rule = Table(
    "run_rule",
    metadata,
    Column("run_id", Number, ForeignKey("run.id"), primary_key=True, autoincrement=False),
    Column("rule_id", Number, ForeignKey("rule.id"), primary_key=True, autoincrement=False),
)

product_run = Table(
    "product_run",
    metadata,
    Column("run_id", Number, ForeignKey("run.id"), primary_key=True, autoincrement=False),
    Column("product_id", Number, ForeignKey("product.id"), primary_key=True, autoincrement=False),
    Column("state", Word(STATES), nullable=False),
    Column("reason", AnyText),
)

listed_page = Table(
    "listed_page",
    metadata,
    Column("run_id", Number, ForeignKey("run.id"), primary_key=True, autoincrement=False),
    Column("product_id", Number, ForeignKey("product.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("address", AnyText, nullable=False),
    Column("facts", Json, nullable=False),
    sqlite_with_rowid=False,
)

chosen_page = Table(
    "chosen_page",
    metadata,
    Column("run_id", Number, ForeignKey("run.id"), primary_key=True, autoincrement=False),
    Column("product_id", Number, ForeignKey("product.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("address", AnyText, nullable=False),
    Column("part", AnyText, nullable=False),
    Column("reason", AnyText, nullable=False),
    Column("params", Json, nullable=False),
    sqlite_with_rowid=False,
)

page_result = Table(
    "page_result",
    metadata,
    Column("id", Number, primary_key=True),
    Column("run_id", Number, ForeignKey("run.id"), nullable=False),
    Column("product_id", Number, ForeignKey("product.id"), nullable=False),
    Column("identity", LargeBinary, nullable=False),
    Column("page_key", LargeBinary, nullable=False),
    Column("address", AnyText, nullable=False),
    Column("target", Json, nullable=False),
    Column("fetched_at", Moment, nullable=False),
    Column("sha256", AnyText),
    Column("title", AnyText),
    Column("language", AnyText),
    Column("profiles", Json, nullable=False),
    Column("notes", Json, nullable=False),
    Column("browser", AnyText),
    Column("seconds", Float(53), nullable=False),
    Column("outline", LargeBinary),
    Column("results", LargeBinary, nullable=False),
    UniqueConstraint("run_id", "identity"),
    Index("ix_page_result_product", "run_id", "product_id"),
)

snapshot = Table(
    "snapshot",
    metadata,
    Column("page_result_id", Number, ForeignKey("page_result.id"), primary_key=True, autoincrement=False),
    Column("kind", AnyText, primary_key=True),
    Column("reference", AnyText, nullable=False),
)

place = Table(
    "place",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=False),
    Column("selector", AnyText),
    Column("words", AnyText, nullable=False),
)

finding = Table(
    "finding",
    metadata,
    Column("page_result_id", Number, ForeignKey("page_result.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("rule_id", Number, ForeignKey("rule.id"), nullable=False),
    Column("outcome", Word(OUTCOMES), nullable=False),
    Column("impact", Word(IMPACTS), nullable=False),
    Column("fingerprint", AnyText, nullable=False),
    Column("place_kind", Word(PLACES), nullable=False),
    Column("place_id", Number, ForeignKey("place.id")),
    Column("line", Integer),
    Column("column", Integer),
    Column("start", Integer),
    Column("end", Integer),
    Column("pdf_page", Integer),
    Column("params", Json),
    Column("standing", Word(STANDINGS)),
    Column("waiver", Json),
    sqlite_with_rowid=False,
)

rule_tally = Table(
    "rule_tally",
    metadata,
    Column("run_id", Number, ForeignKey("run.id"), primary_key=True, autoincrement=False),
    Column("product_id", Number, ForeignKey("product.id"), primary_key=True, autoincrement=False),
    Column("rule_id", Number, ForeignKey("rule.id"), primary_key=True, autoincrement=False),
    *_counts(*TALLY),
    sqlite_with_rowid=False,
)

criterion_tally = Table(
    "criterion_tally",
    metadata,
    Column("run_id", Number, ForeignKey("run.id"), primary_key=True, autoincrement=False),
    Column("product_id", Number, ForeignKey("product.id"), primary_key=True, autoincrement=False),
    Column("criterion", AnyText, primary_key=True),
    *_counts(*TALLY),
    sqlite_with_rowid=False,
)

PRODUCT_TALLY = (
    "pages",
    "opened",
    "without_failures",
    "without_wcag_failures",
    "failures",
    "doubts",
    "criteria_tested",
    "criteria_without_failures",
    "vacancies",
    "vacancies_serious",
    "vacancies_incomplete",
    "missing_items",
)

product_tally = Table(
    "product_tally",
    metadata,
    Column("run_id", Number, ForeignKey("run.id"), primary_key=True, autoincrement=False),
    Column("product_id", Number, ForeignKey("product.id"), primary_key=True, autoincrement=False),
    *_counts(*PRODUCT_TALLY),
    Column("compared_with", Number, ForeignKey("run.id")),
)

level_tally = Table(
    "level_tally",
    metadata,
    Column("run_id", Number, ForeignKey("run.id"), primary_key=True, autoincrement=False),
    Column("product_id", Number, ForeignKey("product.id"), primary_key=True, autoincrement=False),
    Column("profile", AnyText, primary_key=True),
    Column("language", AnyText, primary_key=True),
    Column("level", AnyText, primary_key=True),
    *_counts("pages", "above"),
)

change_tally = Table(
    "change_tally",
    metadata,
    Column("run_id", Number, ForeignKey("run.id"), primary_key=True, autoincrement=False),
    Column("product_id", Number, ForeignKey("product.id"), primary_key=True, autoincrement=False),
    Column("rule_id", Number, ForeignKey("rule.id"), primary_key=True, autoincrement=False),
    Column("change", Word(CHANGES), primary_key=True, autoincrement=False),
    *_counts("findings"),
    sqlite_with_rowid=False,
)

SUMMARIES = (rule_tally, criterion_tally, product_tally, level_tally, change_tally)
"""Written by `finish`, so that a report reads no findings."""
