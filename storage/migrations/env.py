"""What Alembic runs: the steps on the connection it is given, or as SQL text when there is none."""

from alembic import context

from storage.schema import metadata


def run_migrations() -> None:
    """Both databases roll back a whole migration, so a killed one leaves nothing half done."""
    connection = context.config.attributes.get("connection")
    if connection is None:
        context.configure(
            dialect_name="postgresql", target_metadata=metadata, literal_binds=True, transactional_ddl=True
        )
    else:
        context.configure(
            connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=True
        )
    with context.begin_transaction():
        context.run_migrations()


# Alembic executes this file and imports it for nothing else.
run_migrations()
