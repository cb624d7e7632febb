"""The audit trail: kept in order; the database itself refuses to change it."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Column, Connection, Integer, String, Table, insert, select

from core.audit import AuditEntry
from storage.metadata import FreeText, UtcDateTime, metadata

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("who", String, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False, index=True),
    Column("old", FreeText),
    Column("new", FreeText),
)

_APPEND = insert(audit)
_FIELDS = [column for column in audit.c if column.name != "id"]


def append_audit(connection: Connection, entry: AuditEntry) -> None:
    """Note an act, in the same transaction that does it."""
    connection.execute(_APPEND, asdict(entry))


def audited_subjects(connection: Connection, action: str) -> set[str]:
    """Everything this was ever done to."""
    return set(connection.scalars(select(audit.c.subject).where(audit.c.action == action)))


def audit_between(connection: Connection, start: datetime, end: datetime) -> list[AuditEntry]:
    """The acts of start ≤ t < end, in the order they were noted."""
    query = select(*_FIELDS).where(audit.c.at >= start, audit.c.at < end).order_by(audit.c.id)
    return [AuditEntry(**row._mapping) for row in connection.execute(query)]
