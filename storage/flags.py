"""Flags: what analysts asked the lead about, and the audit trail as people read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from core.audit import AuditEntry
from storage.audit import audit

FLAG, SETTLE = "flag", "settle flag"

_FIELDS = [column for column in audit.c if column.name != "id"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedEntry:
    """An entry of the trail with its place in it."""

    id: int
    entry: AuditEntry


def open_flags(connection: Connection) -> list[AuditEntry]:
    """The flags nobody has settled since, the oldest first; of one item the newest."""
    query = select(*_FIELDS).where(audit.c.action.in_((FLAG, SETTLE))).order_by(audit.c.id)
    flags: dict[str, AuditEntry] = {}
    for row in connection.execute(query):
        entry = AuditEntry(**row._mapping)
        flags.pop(entry.subject, None)
        if entry.action == FLAG:
            flags[entry.subject] = entry
    return list(flags.values())


def trail(
    connection: Connection, limit: int, *, below: int = 0, who: str = "", action: str = "", subject: str = ""
) -> Sequence[NumberedEntry]:
    """The newest acts, of one person or about one subject; `below` goes on after an earlier answer."""
    query = select(audit.c.id, *_FIELDS).order_by(audit.c.id.desc()).limit(limit)
    if below:
        query = query.where(audit.c.id < below)
    for column, value in ((audit.c.who, who), (audit.c.action, action), (audit.c.subject, subject)):
        if value:
            query = query.where(column == value)
    found = []
    for row in connection.execute(query):
        fields = dict(row._mapping)
        number = fields.pop("id")
        found.append(NumberedEntry(id=number, entry=AuditEntry(**fields)))
    return found
