"""Alembic's entry: runs the migrations on the connection that `bot.store.schema` hands over."""

from alembic import context

from bot.store.models import Entity

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Entity.metadata,
    render_as_batch=True,  # SQLite cannot alter a column in place
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
