"""Spools: how far each crawl's hand-over has been taken in."""

from sqlalchemy import BigInteger, Column, Connection, String, Table, select

from storage.metadata import metadata
from storage.upserts import insert_or_replace

spool_ack = Table(
    "spool_ack",
    metadata,
    Column("folder", String, primary_key=True),
    Column("offset", BigInteger, nullable=False),
)


def spool_offset(connection: Connection, folder: str) -> int:
    """Up to where a spool is in the database; 0 for one never read."""
    query = select(spool_ack.c.offset).where(spool_ack.c.folder == folder)
    return connection.scalar(query) or 0


def acknowledge_spool(connection: Connection, folder: str, offset: int) -> None:
    """Note that everything before `offset` is stored: in the same transaction that stores it."""
    insert_or_replace(connection, spool_ack, [{"folder": folder, "offset": offset}], key=["folder"])
