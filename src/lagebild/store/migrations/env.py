"""Alembic's entry: run the steps on the connection, and in the transaction, that ``upgrade`` holds."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection)
context.run_migrations()
