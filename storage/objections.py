"""Objections to what is held of something handed in, and the answers to them: acts of the audit trail."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from core.audit import AuditEntry
from storage.audit import audit

OBJECT, ANSWER = "object to given", "answer objection"

_FIELDS = [column for column in audit.c if column.name != "id"]


def objections_to(connection: Connection, subject: str) -> list[AuditEntry]:
    """Objections and answers on one subject, the first first."""
    return _entries(connection, subject)


def open_objections(connection: Connection) -> Mapping[str, AuditEntry]:
    """By subject: the last objection nobody has answered since."""
    found: dict[str, AuditEntry] = {}
    for entry in _entries(connection):
        found.pop(entry.subject, None)
        if entry.action == OBJECT:
            found[entry.subject] = entry
    return found


def _entries(connection: Connection, subject: str = "") -> list[AuditEntry]:
    query = select(*_FIELDS).where(audit.c.action.in_((OBJECT, ANSWER))).order_by(audit.c.id)
    if subject:
        query = query.where(audit.c.subject == subject)
    return [AuditEntry(**row._mapping) for row in connection.execute(query)]
