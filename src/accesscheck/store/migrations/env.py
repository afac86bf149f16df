"""How Alembic runs the revisions: in the transaction that `upgrading` opened."""

from alembic import context

from accesscheck.store.schema import VERSION_TABLE, metadata

# Any change of a table is made in a form that SQLite can run too.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
context.run_migrations()
