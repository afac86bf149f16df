"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """The first tables."""
    op.create_table(
        "entity",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("valid_to", sa.SmallInteger(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", "valid_from", name="pk_entity"),
    )
    op.create_table(
        "place",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("selector", sa.Text()),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_place"),
    )
    op.create_table(
        "product",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_product"),
        sa.UniqueConstraint("key", name="uq_product_key"),
    )
    op.create_table(
        "rule",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text()),
        sa.Column("impact", sa.SmallInteger()),
        sa.Column("ground", sa.Text()),
        sa.Column("criteria", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rule"),
        sa.UniqueConstraint("key", "version", name="uq_rule_key"),
    )
    op.create_table(
        "run",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("year", sa.SmallInteger()),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("depth", sa.Text()),
        sa.Column("rule_set_sha256", sa.Text(), nullable=False),
        sa.Column("accesscheck_version", sa.Text(), nullable=False),
        sa.Column("axe_version", sa.Text(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.Column("finished_at", sa.Text()),
        sa.Column("plugins", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
        sa.UniqueConstraint("key", name="uq_run_key"),
    )
    op.create_table(
        "change_tally",
        sa.Column("run_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("product_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("rule_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("change", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("findings", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_change_tally_product_id"),
        sa.ForeignKeyConstraint(["rule_id"], ["rule.id"], name="fk_change_tally_rule_id"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_change_tally_run_id"),
        sa.PrimaryKeyConstraint("run_id", "product_id", "rule_id", "change", name="pk_change_tally"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "chosen_page",
        sa.Column("run_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("product_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_chosen_page_product_id"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_chosen_page_run_id"),
        sa.PrimaryKeyConstraint("run_id", "product_id", "position", name="pk_chosen_page"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "criterion_tally",
        sa.Column("run_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("product_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("cant_tell", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Integer(), nullable=False),
        sa.Column("inapplicable", sa.Integer(), nullable=False),
        sa.Column("untested", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_criterion_tally_product_id"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_criterion_tally_run_id"),
        sa.PrimaryKeyConstraint("run_id", "product_id", "criterion", name="pk_criterion_tally"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "level_tally",
        sa.Column("run_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("product_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("above", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_level_tally_product_id"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_level_tally_run_id"),
        sa.PrimaryKeyConstraint("run_id", "product_id", "profile", "language", "level", name="pk_level_tally"),
    )
    op.create_table(
        "listed_page",
        sa.Column("run_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("product_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_listed_page_product_id"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_listed_page_run_id"),
        sa.PrimaryKeyConstraint("run_id", "product_id", "position", name="pk_listed_page"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "page_result",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("run_id", NUMBER, nullable=False),
        sa.Column("product_id", NUMBER, nullable=False),
        sa.Column("identity", sa.LargeBinary(), nullable=False),
        sa.Column("page_key", sa.LargeBinary(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("fetched_at", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("language", sa.Text()),
        sa.Column("profiles", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("browser", sa.Text()),
        sa.Column("seconds", sa.Float(precision=53), nullable=False),
        sa.Column("outline", sa.LargeBinary()),
        sa.Column("results", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_page_result_product_id"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_page_result_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_page_result"),
        sa.UniqueConstraint("run_id", "identity", name="uq_page_result_run_id"),
    )
    op.create_index("ix_page_result_product", "page_result", ["run_id", "product_id"], unique=False)
    op.create_table(
        "product_facts",
        sa.Column("product_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("valid_from", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("valid_to", sa.SmallInteger(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_product_facts_product_id"),
        sa.PrimaryKeyConstraint("product_id", "valid_from", name="pk_product_facts"),
    )
    op.create_table(
        "product_run",
        sa.Column("run_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("product_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("state", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_product_run_product_id"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_product_run_run_id"),
        sa.PrimaryKeyConstraint("run_id", "product_id", name="pk_product_run"),
    )
    op.create_table(
        "product_tally",
        sa.Column("run_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("product_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("without_failures", sa.Integer(), nullable=False),
        sa.Column("without_wcag_failures", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.Column("criteria_tested", sa.Integer(), nullable=False),
        sa.Column("criteria_without_failures", sa.Integer(), nullable=False),
        sa.Column("vacancies", sa.Integer(), nullable=False),
        sa.Column("vacancies_serious", sa.Integer(), nullable=False),
        sa.Column("vacancies_incomplete", sa.Integer(), nullable=False),
        sa.Column("missing_items", sa.Integer(), nullable=False),
        sa.Column("compared_with", NUMBER),
        sa.ForeignKeyConstraint(["compared_with"], ["run.id"], name="fk_product_tally_compared_with"),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_product_tally_product_id"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_product_tally_run_id"),
        sa.PrimaryKeyConstraint("run_id", "product_id", name="pk_product_tally"),
    )
    op.create_table(
        "rule_tally",
        sa.Column("run_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("product_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("rule_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("cant_tell", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Integer(), nullable=False),
        sa.Column("inapplicable", sa.Integer(), nullable=False),
        sa.Column("untested", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_rule_tally_product_id"),
        sa.ForeignKeyConstraint(["rule_id"], ["rule.id"], name="fk_rule_tally_rule_id"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_rule_tally_run_id"),
        sa.PrimaryKeyConstraint("run_id", "product_id", "rule_id", name="pk_rule_tally"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "run_rule",
        sa.Column("run_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("rule_id", NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["rule_id"], ["rule.id"], name="fk_run_rule_rule_id"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_run_rule_run_id"),
        sa.PrimaryKeyConstraint("run_id", "rule_id", name="pk_run_rule"),
    )
    op.create_table(
        "finding",
        sa.Column("page_result_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rule_id", NUMBER, nullable=False),
        sa.Column("outcome", sa.SmallInteger(), nullable=False),
        sa.Column("impact", sa.SmallInteger(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("place_kind", sa.SmallInteger(), nullable=False),
        sa.Column("place_id", NUMBER),
        sa.Column("line", sa.Integer()),
        sa.Column("column", sa.Integer()),
        sa.Column("start", sa.Integer()),
        sa.Column("end", sa.Integer()),
        sa.Column("pdf_page", sa.Integer()),
        sa.Column("params", sa.Text()),
        sa.Column("standing", sa.SmallInteger()),
        sa.Column("waiver", sa.Text()),
        sa.ForeignKeyConstraint(["page_result_id"], ["page_result.id"], name="fk_finding_page_result_id"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_finding_place_id"),
        sa.ForeignKeyConstraint(["rule_id"], ["rule.id"], name="fk_finding_rule_id"),
        sa.PrimaryKeyConstraint("page_result_id", "position", name="pk_finding"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "snapshot",
        sa.Column("page_result_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["page_result_id"], ["page_result.id"], name="fk_snapshot_page_result_id"),
        sa.PrimaryKeyConstraint("page_result_id", "kind", name="pk_snapshot"),
    )
