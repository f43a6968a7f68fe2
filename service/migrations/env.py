"""What Alembic runs: the connection is handed over by ``service.store``."""

from alembic import context
from sqlmodel import SQLModel

from service import tables

_ = tables  # importing them registers them

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
